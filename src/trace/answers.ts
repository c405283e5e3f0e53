/** What the network says, as data for the drawing: source classes on the left, target classes on the right. */

export interface SourceRow {
  /** index 0..999 */
  readonly source: number;
  readonly probability: number;
  /** the target that this class stands for, −1 = none */
  readonly target: number;
}

export interface TargetRow {
  /** index 0..k−1 */
  readonly target: number;
  readonly probability: number;
  /** π[target] */
  readonly source: number;
}

export interface Answers {
  /** the five most probable source classes, most probable first */
  readonly sources: readonly SourceRow[];
  /** in label order when all fit, else the most probable first, and the true one in any case */
  readonly targets: readonly TargetRow[];
  /** number of target classes k, shown or not */
  readonly classes: number;
  /** argmax over the mapped classes */
  readonly predicted: number;
}

/** Targets beyond this many are cut, the most probable kept. */
export const shownTargets = 10;
const shownSources = 5;

interface AnswerValues {
  /** softmax over the mapped logits of every sample [N, k] */
  readonly targets: Float32Array;
  /** [N, 5] */
  readonly sourceClasses: Int32Array;
  readonly sourceProbabilities: Float32Array;
  /** π [k] */
  readonly mapping: Int32Array;
}

/** @param truth true label, −1 = unknown */
export function answersOf(
  { targets, sourceClasses, sourceProbabilities, mapping }: AnswerValues,
  row: number,
  truth = -1,
): Answers {
  const classes = mapping.length;
  const all = Array.from({ length: classes }, (_, target) => ({
    target,
    probability: targets[row * classes + target]!,
    source: mapping[target]!,
  }));
  const ranked = all.toSorted((a, b) => b.probability - a.probability || a.target - b.target);
  const sources = Array.from({ length: shownSources }, (_, i) => {
    const source = sourceClasses[row * shownSources + i]!;
    return {
      source,
      probability: sourceProbabilities[row * shownSources + i]!,
      target: mapping.indexOf(source),
    };
  });
  return {
    sources,
    targets: classes <= shownTargets ? all : withTruth(ranked, truth),
    classes,
    predicted: ranked[0]?.target ?? -1,
  };
}

/** The first few, of which the last makes room for the true one where that is none of them. */
function withTruth(ranked: readonly TargetRow[], truth: number): readonly TargetRow[] {
  const shown = ranked.slice(0, shownTargets);
  const missing = ranked.slice(shownTargets).find(({ target }) => target === truth);
  return missing ? [...shown.slice(0, -1), missing] : shown;
}

/** The shown targets worth giving a reason for: the two most probable ones. */
export function likeliest({ targets }: Answers): readonly TargetRow[] {
  return targets.toSorted((a, b) => b.probability - a.probability || a.target - b.target).slice(0, 2);
}

/** A line from a source row to the target row that it stands for, in a box of 1 × 1. */
export interface Link {
  readonly target: number;
  /** heights of its two ends, 0..1 */
  readonly from: number;
  readonly to: number;
  readonly probability: number;
}

export function linksOf({ sources, targets }: Answers): readonly Link[] {
  return sources.flatMap(({ target, probability }, i) => {
    const row = targets.findIndex((candidate) => candidate.target === target);
    if (target < 0 || row < 0) return [];
    return [
      {
        target,
        from: (i + 0.5) / sources.length,
        to: (row + 0.5) / targets.length,
        probability,
      },
    ];
  });
}
