import type { CurveAnswer } from '../../data/deck';
import type { Truth } from '../../data/truth';

/** What the recorded lab has: eight epochs, 240 steps, of which 24 are asked for. */
const recorded = {
  accuracy: Array.from({ length: 8 }, (_, i) => i + 1),
  loss: Array.from({ length: 24 }, (_, i) => 1 + Math.round((i * 239) / 23)),
};

/** Where a curve is asked for: as it was measured, or, while that is not known, as the lab is known to have it. */
export function columnsFor({ truth: { curve } }: CurveAnswer, truth: Truth | null): readonly number[] {
  return truth?.kind === 'curve' ? truth.columns : recorded[curve];
}
