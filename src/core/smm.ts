/**
 * The method in the paper's order; the page to read first.
 *
 *   image → resized r(x) → mask g_φ(r(x)) → maskFull m(x) = U_p(mask) → prompted x̃ = r(x) + δ ⊙ m(x) → logits → mapped
 *
 * `prompt` goes from r(x) to x̃ and back; the image is resized in resize.ts, the logits are the frozen network's
 * business (backbone/). δ and φ are the only things that train. Each step has its switch, a block of variants under
 * ablation/: where masks come from, what makes them and with how many channels, how they are enlarged, who shares a
 * pattern. The baselines, which have none of these, are in framed.ts.
 */
import { assertShape } from '../lib/assert-shape';
import { baselinePart } from './ablation/baseline';
import { methodNeeds } from './ablation/method-needs';
import { methodParameters } from './ablation/method-parameters';
import { prompt } from './differentiable/prompt';
import { createUpsampling } from './differentiable/upsampling';
import { framed, unprompted } from './framed';
import { createMaskSource } from './mask-source';
import type { Method } from './method';
import type { MethodConfig } from './method-config';
import type { Normalisation } from './normalisation';
import { createPatternSource } from './pattern-source';

/** @param normalisation the backbone's; Pad adds its pattern before it */
export function createMethod(config: MethodConfig, normalisation: Normalisation): Method {
  const { input, mask } = baselinePart(config);
  const about = { config, input, parameters: methodParameters(config), needs: methodNeeds(config) };
  switch (mask.from) {
    case 'nothing':
      return { ...about, ...unprompted };
    case 'frame':
      return { ...about, ...framed(config, { cells: mask.cells(config), normalisation }) };
    case 'switches':
      return { ...about, ...sampleSpecificMasks(config) };
    default:
      return mask satisfies never;
  }
}

function sampleSpecificMasks(config: MethodConfig): Pick<Method, 'prompt' | 'dispose'> {
  const source = createMaskSource(config);
  const upsampling = createUpsampling(config);
  const patternFor = createPatternSource(config, upsampling);
  return {
    prompt(state, resized, mode, context = {}) {
      assertShape('resized', resized.shape, [-1, config.side, config.side, 3]);
      // g_φ(r(x)): a coarse mask for each image and channel, from what the image shows
      const coarse = source.coarse(state, resized, mode, context);
      // m(x) = U_p(mask): as large as the image
      const enlarged = upsampling.mask(coarse.mask);
      // δ: one pattern for all images
      const pattern = patternFor(state, coarse.pattern, context);
      // x̃ = r(x) + δ ⊙ m(x)
      const sum = prompt({ images: resized, pattern: pattern.value, ...enlarged.factor });
      return {
        trace: {
          resized,
          mask: coarse.mask,
          get maskFull() {
            return enlarged.full;
          },
          pattern: pattern.traced,
          prompted: sum.value,
        },
        statistics: coarse.statistics,
        backward(promptedGradient) {
          const toFactors = sum.pullback(promptedGradient);
          const toPattern = pattern.pullback(toFactors.pattern);
          const toMask = enlarged.pullback(toFactors.mask);
          const toGenerator = coarse.pullback({ mask: toMask, pattern: toPattern.coarse });
          for (const gradient of [toFactors.mask, toFactors.pattern, toMask, toPattern.coarse]) {
            gradient?.dispose();
          }
          return { ...toPattern.parameters, ...toGenerator };
        },
        dispose: () => [sum, pattern, enlarged, coarse].forEach((part) => part.dispose()),
      };
    },
    dispose() {
      source.dispose();
      upsampling.dispose();
    },
  };
}
