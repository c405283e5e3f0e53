import type { MethodConfig } from './method-config';
import type { PromptTrace } from './prompt-trace';
import type { Tensor, Tensor4D } from './tf';

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

/** A method as data and two functions: what it holds, and how it prompts. See smm.ts for the forward pass. */
export interface Method {
  readonly config: MethodConfig;
  /** what `prompt` takes: `resized` r(x), or for Pad the native picture in a border, pixel units (resize.ts) */
  readonly input: 'resized' | 'bordered';
  readonly parameters: readonly ParameterSpec[];
  /**
   * @param images one batch, resized and normalised r(x) [B,H,W,3] (for Pad: bordered, pixel units; see resize.ts)
   * @param mode `training`: batch statistics in BatchNorm; `evaluation`: running statistics
   */
  prompt(state: TensorState, images: Tensor4D, mode: 'training' | 'evaluation'): PromptPass;
  /** Frees the fixed mask that a frame baseline keeps on the device. */
  dispose(): void;
}
