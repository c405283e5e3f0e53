/** Everything that defines one run of the method, and nothing that depends on the device. */
export interface MethodConfig {
  /** Which whole method: SMM or a baseline (ids of src/core/ablation/baseline.ts). */
  readonly baseline: BaselineId;
  /** Where the mask comes from (src/core/ablation/masks.ts). */
  readonly masks: MasksId;
  /** How many channels a generated mask has, and of which kind (src/core/ablation/channels.ts). */
  readonly channels: ChannelsId;
  /** The network g_φ that makes masks (src/core/ablation/generator.ts). */
  readonly generator: GeneratorId;
  /** U_p, from the coarse mask to the image's size (src/core/ablation/interpolation.ts). */
  readonly interpolation: InterpolationId;
  /** Who shares a pattern δ with whom (src/core/ablation/pattern.ts). */
  readonly pattern: PatternId;
  /** Label mapping (paper.md A.8). */
  readonly mapping: MappingId;
  /** Side H = W of the backbone's input, 32..384. */
  readonly side: number;
  /** Side of the native picture inside a Pad border. */
  readonly nativeSide: number;
  /** k_T, number of target classes. */
  readonly classes: number;
  /** Patch side p = 2^l: a coarse mask has ⌊side / p⌋ values on each axis. 1, 2, 4, 8, 16 or 32. */
  readonly patch: number;
}

export type BaselineId = 'smm' | 'unprompted' | 'pad' | 'narrow' | 'medium' | 'full';
export type MasksId = 'per-sample' | 'shared-binary' | 'shared-three-channel' | 'mean-image';
export type ChannelsId =
  'three' | 'single-binary' | 'single-continuous' | 'single-continuous-conv' | 'three-binary';
export type GeneratorId =
  'convnet' | 'mlp' | 'convnet-large' | 'convnet-small' | 'patch-mlp' | 'convnet-x-large' | 'convnet-6-layer';
export type InterpolationId = 'patch-wise' | 'bilinear' | 'nearest' | 'bicubic';
export type PatternId = 'shared' | 'sample-specific' | 'class-specific' | 'mask-only' | 'class-label-leak';
export type MappingId = 'ilm' | 'flm' | 'rlm';

/** How a run is trained (paper.md A.8; scaled milestones floor(0.5·E), floor(0.72·E)). */
export interface TrainingConfig {
  readonly epochs: number;
  readonly batch: number;
  /** α₁, learning rate of δ */
  readonly patternLearningRate: number;
  /** α₂, learning rate of φ */
  readonly maskLearningRate: number;
  /** γ of MultiStepLR for δ and for φ */
  readonly patternDecay: number;
  readonly maskDecay: number;
  readonly augmentation: 'none' | 'crop-flip';
  readonly seed: number;
  /** First n images of the split in file order; null = all. */
  readonly trainLimit: number | null;
  readonly testLimit: number | null;
}

/** Names the whole run; its canonical JSON is hashed into the run's identity. */
export interface RunConfig {
  readonly method: MethodConfig;
  readonly training: TrainingConfig;
  readonly data: string;
  readonly backbone: string;
}
