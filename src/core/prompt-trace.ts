import type { Tensor3D, Tensor4D } from './tf';

/**
 * Every intermediate of one forward pass, in the paper's order and under the names used everywhere:
 * image → resized → mask → maskFull → pattern → prompted → logits → mapped.
 * `null` where the method has no such stage (a baseline without a mask, say).
 */
export interface PromptTrace {
  /** r(x) [B, H, W, 3], in the backbone's normalised units */
  readonly resized: Tensor4D;
  /** g_φ(r(x)) [B, h, w, 3], signed, unbounded */
  readonly mask: Tensor4D | null;
  /** m(x) = U_p(mask) [B, H, W, 3] ([1, H, W, 3] for a fixed frame) */
  readonly maskFull: Tensor4D | null;
  /** δ [H, W, 3], normalised units, before the mask (for Pad: sigmoid(δ), pixel units 0..1) */
  readonly pattern: Tensor3D | null;
  /** x̃ = r(x) + δ ⊙ m(x) [B, H, W, 3] (eq. 1) */
  readonly prompted: Tensor4D;
}
