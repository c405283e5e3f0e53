import { createRandom } from '../../lib/random';

/** How pictures that come in one heap are parted into training and test. */
export interface SeededSplit {
  readonly seed: number;
  /** of each class, that is tested on: above 0, below 1 */
  readonly testShare: number;
}

/**
 * Takes a share of one class for the test, at random by the seed and the class alone: another class with more or fewer
 * pictures changes nothing here. Of two or more pictures at least one stays on either side.
 * @returns the test pictures' places among `count`
 */
export function testPlaces(
  count: number,
  name: string,
  { seed, testShare }: SeededSplit,
): ReadonlySet<number> {
  if (count < 2) return new Set();
  const wanted = Math.min(count - 1, Math.max(1, Math.round(count * testShare)));
  return new Set(createRandom(seed, `split/${name}`).permutation(count).subarray(0, wanted));
}
