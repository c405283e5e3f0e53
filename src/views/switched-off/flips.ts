import { predictionsOf } from '../../store/predictions';
import type { Snapshot } from '../../store/run-view';

/**
 * How many pictures are read as another label with a part off.
 * @returns null where the two are of different steps or pictures: then training is another cause
 */
export function flips(
  trained: Snapshot,
  off: Snapshot,
): { readonly count: number; readonly of: number } | null {
  const [before, after] = [trained, off].map(predictionsOf) as [Int32Array, Int32Array];
  const same = trained.step === off.step && trained.sampleIds.join() === off.sampleIds.join();
  if (!same || after.length === 0 || before.length !== after.length) return null;
  return { count: before.filter((label, i) => label !== after[i]).length, of: after.length };
}
