/** The methods without a learned mask (paper.md A.9): no prompt at all, or one pattern under a fixed frame. */
import { assertShape } from '../lib/assert-shape';
import { baselinePart } from './ablation/baseline';
import { framedPrompt, pixelPrompt } from './differentiable/prompt';
import type { Method } from './method';
import type { MethodConfig } from './method-config';
import { parameter } from './method-state';
import type { Normalisation } from './normalisation';
import * as tf from './tf';
import type { Tensor3D, Tensor4D } from './tf';

/** x̃ = r(x): nothing to train, only the label mapping adapts. */
export const unprompted: Pick<Method, 'prompt' | 'dispose'> = {
  prompt: (_, resized) => ({
    trace: { resized, mask: null, maskFull: null, pattern: null, prompted: resized },
    statistics: {},
    backward: () => ({}),
    dispose: () => undefined,
  }),
  dispose: () => undefined,
};

/**
 * x̃ = r(x) + M ⊙ δ, or for Pad normalise(bordered + M ⊙ sigmoid(δ)).
 * @param frame.cells M of zeros and ones [side · side], the same for every image and channel
 */
export function framed(
  config: MethodConfig,
  { cells, normalisation }: { readonly cells: Uint8Array; readonly normalisation: Normalisation },
): Pick<Method, 'prompt' | 'dispose'> {
  const { side } = config;
  const inPixels = baselinePart(config).pattern === 'pixels';
  const values = Float32Array.from({ length: cells.length * 3 }, (_, index) => cells[Math.floor(index / 3)]!);
  let mask: Tensor4D | null = null;
  return {
    prompt(state, resized) {
      assertShape('resized', resized.shape, [-1, side, side, 3]);
      mask ??= tf.keep(tf.tensor4d(values, [1, side, side, 3]));
      const parts = { images: resized, pattern: parameter<Tensor3D>(state, 'delta'), mask };
      const sum = inPixels ? pixelPrompt(parts, normalisation) : framedPrompt(parts);
      return {
        trace: { resized, mask: null, maskFull: mask, pattern: sum.pattern, prompted: sum.value },
        statistics: {},
        backward: (promptedGradient) => ({ delta: sum.pullback(promptedGradient) }),
        dispose: sum.dispose,
      };
    },
    dispose() {
      mask?.dispose();
      mask = null;
    },
  };
}
