import type { MethodConfig } from './method-config';
import type { PromptTrace } from './prompt-trace';
import type { Tensor, Tensor2D, Tensor4D } from './tf';

/** Plain named values, as a capsule or a checkpoint holds them; layout of the specification below. */
export type PlainState = Record<string, Float32Array>;
/** The same on the device. Owned by whoever made it. */
export type TensorState = Record<string, Tensor>;

/** One named tensor of a method: what it is, who trains it, how it starts. */
export interface ParameterSpec {
  /** capsule name, e.g. `delta`, `mask_generator.blocks.0.conv.weight` */
  readonly name: string;
  /** device layout: δ [H,W,3], convolution [3,3,in,out], vectors [n] */
  readonly shape: readonly number[];
  /** whose learning rate it follows; `statistic` = BatchNorm running value, never trained */
  readonly group: 'pattern' | 'mask' | 'statistic';
  /** uniform = U(−bound, bound), PyTorch's default for convolutions (paper.md A.4) */
  readonly start:
    | { readonly kind: 'constant'; readonly value: number }
    | { readonly kind: 'uniform'; readonly bound: number };
}

/**
 * A prompted batch with the way back, which only a training-mode pass has. Dispose it once, after `backward` or
 * instead of it: that frees the trace, but for `resized` and a `pattern` that are the caller's own tensors.
 */
export interface PromptPass {
  readonly trace: PromptTrace;
  /** New running statistics after a training-mode pass (names of group `statistic`); empty otherwise. Caller owns. */
  readonly statistics: TensorState;
  /**
   * Pulls ∂loss/∂x̃ back to every trainable.
   * @param promptedGradient [B, H, W, 3]
   * @returns a gradient for each trainable name; the caller disposes
   */
  backward(promptedGradient: Tensor4D): TensorState;
  dispose(): void;
}

/** What a method has to be told beside the images (PromptContext). */
export interface MethodNeeds {
  /**
   * q of each image: `unprompted`, the softmax over the target classes of what the network says of r(x), mapped,
   * without a gradient; `label`, the true label as zeros and a one (whoever wants to see the leak hands in others)
   */
  readonly routing: 'none' | 'unprompted' | 'label';
  /** the mean training image */
  readonly meanImage: boolean;
}

export interface PromptContext {
  /** q [B, k], rows sum to one; the caller's */
  readonly routing?: Tensor2D;
  /** mean of the un-augmented training images r(x) [1, H, W, 3]; the caller's */
  readonly meanImage?: Tensor4D;
}

export type PromptMode = 'training' | 'evaluation';

/** A method as data and two functions: what it holds, and how it prompts. See smm.ts for the forward pass. */
export interface Method {
  readonly config: MethodConfig;
  /** what `prompt` takes: `resized` r(x), or for Pad the native picture in a border, pixel units (resize.ts) */
  readonly input: 'resized' | 'bordered';
  readonly parameters: readonly ParameterSpec[];
  readonly needs: MethodNeeds;
  /**
   * @param images one batch, resized and normalised r(x) [B,H,W,3] (for Pad: bordered, pixel units; see resize.ts)
   * @param mode `training`: batch statistics in BatchNorm; `evaluation`: running statistics, and no way back
   * @param context what `needs` asks for
   */
  prompt(state: TensorState, images: Tensor4D, mode: PromptMode, context?: PromptContext): PromptPass;
  /** Frees what it keeps on the device: a fixed mask, matrices. */
  dispose(): void;
}
