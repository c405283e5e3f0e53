import type { Inspection } from '../../../store/inspections';
import type { StageView } from './stage-view';

/** An answer speaks of what the bench shows: the same step, and nothing switched off. */
export function isOfBench(
  { snapshot, knockedOut }: Pick<StageView, 'snapshot' | 'knockedOut'>,
  asked: Pick<Inspection, 'step'> | null,
): boolean {
  return asked !== null && asked.step === snapshot.step && !knockedOut;
}
