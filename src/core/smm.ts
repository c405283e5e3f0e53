/**
 * The method in the paper's order; the page to read first.
 *
 *   image → resized r(x) → mask g_φ(r(x)) → maskFull m(x) = U_p(mask) → prompted x̃ = r(x) + δ ⊙ m(x) → logits → mapped
 *
 * `prompt` goes from r(x) to x̃ and back; the image is resized in resize.ts, the logits are the frozen
 * network's business (backbone/). δ and φ are the only things that train. A baseline is the same way with
 * another mask source or none (ablation/baseline.ts).
 */
import { assertShape } from '../lib/assert-shape';
import { baselinePart } from './ablation/baseline';
import { pixelPrompt, prompt, type Prompt, type PromptInput } from './differentiable/prompt';
import { createMaskSource, type MaskSource } from './mask-source';
import type { Method, PromptPass } from './method';
import type { MethodConfig } from './method-config';
import { methodParameters } from './ablation/method-parameters';
import { parameter } from './method-state';
import type { Normalisation } from './normalisation';
import type { Tensor3D, Tensor4D } from './tf';

/** @param normalisation the backbone's; Pad adds its pattern before it */
export function createMethod(config: MethodConfig, normalisation: Normalisation): Method {
  const { input, pattern } = baselinePart(config);
  const maskSource = createMaskSource(config);
  const addPattern = (parts: PromptInput): Prompt =>
    pattern === 'pixels' ? pixelPrompt(parts, normalisation) : prompt(parts);
  return {
    config,
    input,
    parameters: methodParameters(config),
    prompt(state, resized, mode) {
      assertShape('resized', resized.shape, [-1, config.side, config.side, 3]);
      if (!maskSource) return unprompted(resized);
      return prompted({ maskSource, addPattern }, { state, resized, mode });
    },
    dispose: () => maskSource?.dispose(),
  };
}

function prompted(
  { maskSource, addPattern }: { maskSource: MaskSource; addPattern: (parts: PromptInput) => Prompt },
  {
    state,
    resized,
    mode,
  }: { state: Parameters<Method['prompt']>[0]; resized: Tensor4D; mode: 'training' | 'evaluation' },
): PromptPass {
  // m(x), one mask per image and channel, from what the image shows
  const masks = maskSource.masks(state, resized, mode);
  const { mask, maskFull, statistics } = masks;
  // x̃ = r(x) + δ ⊙ m(x): one pattern for all images, scaled by each image's own mask
  const delta = parameter<Tensor3D>(state, 'delta');
  const sum = addPattern({ images: resized, pattern: delta, mask: maskFull, trainedMask: masks.trained });
  return {
    trace: { resized, mask, maskFull, pattern: sum.pattern, prompted: sum.value },
    statistics,
    backward(promptedGradient) {
      const gradients = sum.pullback(promptedGradient);
      const maskGradients = gradients.mask ? masks.backward(gradients.mask) : {};
      gradients.mask?.dispose();
      return { delta: gradients.pattern, ...maskGradients };
    },
    dispose() {
      sum.dispose();
      masks.dispose();
    },
  };
}

/** x̃ = r(x): nothing to train, only the label mapping adapts. */
function unprompted(resized: Tensor4D): PromptPass {
  return {
    trace: { resized, mask: null, maskFull: null, pattern: null, prompted: resized },
    statistics: {},
    backward: () => ({}),
    dispose: () => undefined,
  };
}
