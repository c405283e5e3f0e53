import type { TrainingConfig } from '../core/method-config';
import { learningRate, milestones } from '../core/optimiser/schedule';

/** α of δ and of φ in an epoch (1-based). */
export function learningRatesIn(
  { epochs, patternLearningRate, maskLearningRate, patternDecay, maskDecay }: TrainingConfig,
  epoch: number,
): { readonly pattern: number; readonly mask: number } {
  const rate = (initial: number, decay: number) =>
    learningRate({ initial, decay, milestones: milestones(epochs) }, epoch - 1);
  return { pattern: rate(patternLearningRate, patternDecay), mask: rate(maskLearningRate, maskDecay) };
}
