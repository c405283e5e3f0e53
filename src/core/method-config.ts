/** Everything that defines one run of the method, and nothing that depends on the device. */
export interface MethodConfig {
  /** Which whole method: SMM or a baseline (ids of src/core/ablation/baseline.ts). */
  readonly baseline: BaselineId;
  /** Label mapping (paper.md A.8). */
  readonly mapping: MappingId;
  /** Side H = W of the backbone's input, 32..224. */
  readonly side: number;
  /** Side of the native picture inside a Pad border. */
  readonly nativeSide: number;
  /** k_T, number of target classes. */
  readonly classes: number;
  /** Patch side p = 2^l of patch-wise interpolation: 1, 2, 4, 8, 16 or 32 (32 with 6 layers only). */
  readonly patch: number;
  /** Depth of the mask generator: 5 (ResNet, EfficientNet) or 6 (ViT). */
  readonly generatorLayers: 5 | 6;
  /** Width family of paper.md A.6, `medium` = 8, 16, 32, 64. */
  readonly generatorSize: GeneratorSize;
}

export type BaselineId = 'smm' | 'unprompted' | 'pad' | 'narrow' | 'medium' | 'full';
export type MappingId = 'ilm' | 'flm' | 'rlm';
export type GeneratorSize = 'small' | 'medium' | 'large' | 'x-large' | 'xx-large' | 'xxx-large';

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
