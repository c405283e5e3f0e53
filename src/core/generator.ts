import { average } from './ablation/axis-weights';
import { generatorSpec, type GeneratorSpec } from './ablation/mask-generator';
import { axisProduct } from './differentiable/axis-product';
import type { CoarsePass } from './mask-source';
import type { PromptMode, TensorState } from './method';
import type { MethodConfig } from './method-config';
import { evaluateLayers, runLayers } from './run-layers';
import * as tf from './tf';
import type { Tensor4D } from './tf';

/** The mask generator g_φ: images [B, H, W, 3] to coarse masks, and patterns where it has a head for them. */
export interface Generator {
  run(state: TensorState, images: Tensor4D, mode: PromptMode): CoarsePass;
  dispose(): void;
}

export function createGenerator(config: MethodConfig): Generator {
  const spec = generatorSpec(config);
  const { thumbnail } = spec;
  const through = (state: TensorState, images: Tensor4D, mode: PromptMode): CoarsePass =>
    mode === 'training' ? train(spec, state, images) : evaluate(spec, state, images);
  if (thumbnail === null) return { run: through, dispose: () => undefined };
  const axis = { from: config.side, to: thumbnail };
  const shrink = axisProduct(average(axis), axis);
  return {
    run(state, images, mode) {
      const small = shrink.apply(images);
      const pass = through(state, small.value, mode);
      return {
        ...pass,
        dispose() {
          pass.dispose();
          small.dispose();
        },
      };
    },
    dispose: shrink.dispose,
  };
}

/** On batch statistics; one trunk, one or two heads. */
function train(
  { trunk, maskHead, patternHead }: GeneratorSpec,
  state: TensorState,
  images: Tensor4D,
): CoarsePass {
  const features = runLayers(trunk, state, images);
  const masks = runLayers(maskHead, state, features.value, { inputGradient: true });
  const patterns = patternHead && runLayers(patternHead, state, features.value, { inputGradient: true });
  return {
    mask: masks.value,
    pattern: patterns?.value ?? null,
    statistics: features.statistics,
    pullback(gradients) {
      const toMasks = masks.pullback(gradients.mask);
      const toPatterns = patterns && gradients.pattern ? patterns.pullback(gradients.pattern) : null;
      const fromHeads = [toMasks, toPatterns].flatMap((gradient) => gradient?.input ?? []);
      const toFeatures = fromHeads.length > 1 ? tf.addN(fromHeads) : fromHeads[0]!;
      const toTrunk = features.pullback(toFeatures);
      tf.dispose([toFeatures, ...fromHeads]);
      return { ...toTrunk.parameters, ...toMasks.parameters, ...toPatterns?.parameters };
    },
    dispose() {
      patterns?.dispose();
      masks.dispose();
      features.dispose();
    },
  };
}

/** On running statistics, with nothing kept to go back with. */
function evaluate(
  { trunk, maskHead, patternHead }: GeneratorSpec,
  state: TensorState,
  images: Tensor4D,
): CoarsePass {
  const features = evaluateLayers(trunk, state, images);
  const mask = evaluateLayers(maskHead, state, features);
  const pattern = patternHead && evaluateLayers(patternHead, state, features);
  features.dispose();
  return {
    mask,
    pattern,
    statistics: {},
    pullback() {
      throw new Error(
        'An evaluation pass keeps nothing to go back with; prompt in training mode for gradients.',
      );
    },
    dispose: () => tf.dispose([mask, ...(pattern ? [pattern] : [])]),
  };
}
