import type { TrainingConfig } from '../method-config';

/** How long and how fast a run trains where nobody says otherwise: on the page, on the command line and in sweeps. */
export const usualTraining = {
  epochs: 10,
  batch: 64,
  patternLearningRate: 0.003,
  maskLearningRate: 0.003,
  patternDecay: 0.1,
  maskDecay: 0.1,
  augmentation: 'none',
} as const satisfies Omit<TrainingConfig, 'seed' | 'trainLimit' | 'testLimit'>;
