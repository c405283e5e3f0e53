import type { BaselineId, MappingId, TrainingConfig } from '../core/method-config';
import type { BackendName } from '../worker/protocol';

/** What the next run will be. A run that has begun keeps its own configuration. */
export interface Settings {
  readonly data: (typeof dataChoices)[number];
  readonly baseline: BaselineId;
  readonly mapping: MappingId;
  /** side of the network's input in pixels */
  readonly side: number;
  /** side of one mask patch in pixels */
  readonly patch: number;
  readonly epochs: number;
  readonly batch: number;
  /** α₁ of δ and α₂ of φ */
  readonly patternLearningRate: number;
  readonly maskLearningRate: number;
  readonly augmentation: TrainingConfig['augmentation'];
  readonly seed: number;
  readonly backend: BackendName | 'auto';
}

export const dataChoices = ['fashion-mnist', 'fashion-colour', 'clip-art'] as const;
export const baselineChoices: readonly BaselineId[] = [
  'smm',
  'unprompted',
  'pad',
  'narrow',
  'medium',
  'full',
];
export const mappingChoices: readonly MappingId[] = ['ilm', 'flm', 'rlm'];
export const backendChoices = ['auto', 'webgpu', 'webgl', 'wasm', 'cpu'] as const;
export const patchChoices: readonly number[] = [1, 2, 4, 8, 16];

export const defaultSettings: Settings = {
  data: 'fashion-mnist',
  baseline: 'smm',
  mapping: 'ilm',
  side: 96,
  patch: 8,
  epochs: 10,
  batch: 64,
  patternLearningRate: 0.003,
  maskLearningRate: 0.003,
  augmentation: 'none',
  seed: 0,
  backend: 'auto',
};
