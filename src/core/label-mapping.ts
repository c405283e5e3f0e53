import type { Random } from '../lib/random';
import { UserError } from '../lib/user-error';

/**
 * Label mapping π (paper.md A.8): which source class of the frozen network stands for each target class.
 * Not differentiated, without parameters; class names play no part.
 */

/** d[s, t], row-major: how many images of target class t the network takes for source class s (Algorithm 2). */
export interface FrequencyMatrix {
  readonly sources: number;
  readonly targets: number;
  /** [sources · targets] */
  readonly counts: Int32Array;
}

export function emptyFrequencies(sources: number, targets: number): FrequencyMatrix {
  if (targets > sources) {
    throw new UserError(
      `The data has ${targets} classes and the backbone knows only ${sources}. Use a backbone with more classes, or fewer classes.`,
    );
  }
  return { sources, targets, counts: new Int32Array(sources * targets) };
}

/**
 * Counts one batch into `frequencies`.
 * @param predictions [B] arg max over all source logits
 * @param labels [B] target classes
 */
export function countPredictions(
  { counts, targets }: FrequencyMatrix,
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
): void {
  for (let i = 0; i < labels.length; i++) counts[predictions[i]! * targets + labels[i]!]! += 1;
}

/**
 * Greedy one-to-one assignment (Algorithms 3 and 4): the largest count of the free rows and columns wins, then
 * the next. Ties go to the lowest source, then the lowest target. Used rows and columns are retired with −1, not
 * the 0 of the printed algorithm, with which it never ends once only zeros are left. It is greedy as published,
 * not the optimal assignment.
 * @returns π [targets], distinct source classes
 */
export function greedyMapping({ sources, targets, counts }: FrequencyMatrix): Int32Array {
  const free = counts.slice();
  const mapping = new Int32Array(targets);
  for (let assigned = 0; assigned < targets; assigned++) {
    let largest = 0;
    for (let i = 1; i < free.length; i++) if (free[i]! > free[largest]!) largest = i;
    const source = Math.floor(largest / targets);
    const target = largest % targets;
    mapping[target] = source;
    free.fill(-1, source * targets, (source + 1) * targets);
    for (let row = 0; row < sources; row++) free[row * targets + target] = -1;
  }
  return mapping;
}

/** Random label mapping: the first entries of a random order of all source classes. */
export function randomMapping(random: Random, sources: number, targets: number): Int32Array {
  return random.permutation(sources).slice(0, targets);
}
