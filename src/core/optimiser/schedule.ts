/** MultiStepLR (paper.md A.8): the rate is multiplied by γ at each milestone. */
export interface Schedule {
  readonly initial: number;
  /** γ; 1 = never decays */
  readonly decay: number;
  /** zero-based epochs from which the next factor applies */
  readonly milestones: readonly number[];
}

/**
 * ⌊0.5 E⌋ and ⌊0.72 E⌋; with the published 200 epochs these are 100 and 144, zero-based. A run of one epoch
 * has none: a rate that decays before the first step was never the rate that was asked for.
 */
export function milestones(epochs: number): readonly number[] {
  return [0.5, 0.72].map((share) => Math.floor(share * epochs)).filter((milestone) => milestone > 0);
}

/** @param epoch zero-based */
export function learningRate({ initial, decay, milestones }: Schedule, epoch: number): number {
  return initial * decay ** milestones.filter((milestone) => epoch >= milestone).length;
}
