import type { Pair, Side } from '../../store/pair';
import { answersOf, type Answers } from '../../trace/answers';

/** The answers of both sides on the same few labels, so that they stand line by line. */

export interface PairAnswerRow {
  /** index of the label, or of the name where the two have different labels */
  readonly label: number;
  readonly name: string;
  readonly probability: number;
  /** the label that the picture is read as */
  readonly answer: boolean;
  /** null where the true label is not known */
  readonly right: boolean | null;
}

export interface PairAnswers {
  readonly a: { readonly rows: readonly PairAnswerRow[] } | null;
  readonly b: { readonly rows: readonly PairAnswerRow[] } | null;
  /** b − a, fractions; null where the labels are others or one has no answer */
  readonly differences:
    readonly { readonly label: number; readonly name: string; readonly points: number }[] | null;
}

const most = 4;

export function pairAnswers({ a, b }: Pair): PairAnswers {
  const [one, other] = [rawOf(a), rawOf(b)];
  const shared = a.run.classes.join('|') === b.run.classes.join('|');
  if (!one || !other || !shared) {
    return { a: one && ranked(a, one), b: other && ranked(b, other), differences: null };
  }
  const greater = one.map((probability, label) => Math.max(probability, other[label] ?? 0));
  const labels = greatest(greater);
  return {
    a: rowsOf(a, one, labels),
    b: rowsOf(b, other, labels),
    differences: labels.map((label) => ({
      label,
      name: a.run.classes[label] ?? '',
      points: other[label]! - one[label]!,
    })),
  };
}

/** Probability of every label, by label; null without an answer. */
function rawOf({ snapshot, sampleId }: Side): readonly number[] | null {
  const row = snapshot.sampleIds.indexOf(sampleId);
  const classes = snapshot.mapping.length;
  if (row < 0 || classes === 0) return null;
  return Array.from(snapshot.targets.subarray(row * classes, (row + 1) * classes));
}

function ranked(side: Side, probabilities: readonly number[]) {
  return rowsOf(side, probabilities, greatest(probabilities));
}

function greatest(values: readonly number[]): readonly number[] {
  return values
    .map((_, label) => label)
    .toSorted((one, other) => values[other]! - values[one]! || one - other)
    .slice(0, most);
}

function rowsOf(
  { run, samples, sampleId, snapshot }: Side,
  probabilities: readonly number[],
  labels: readonly number[],
) {
  const truth = samples.labels[samples.ids.indexOf(sampleId)] ?? -1;
  const { predicted }: Pick<Answers, 'predicted'> = answersOf(snapshot, snapshot.sampleIds.indexOf(sampleId));
  return {
    rows: labels.map((label) => ({
      label,
      name: run.classes[label] ?? '',
      probability: probabilities[label]!,
      answer: label === predicted,
      right: truth < 0 ? null : label === truth,
    })),
  };
}
