/** The mask generator looked at from the inside: what each of its blocks makes of some pictures. */
import { average } from './ablation/axis-weights';
import type { LayerSpec } from './ablation/layer-spec';
import { generatorSpec } from './ablation/mask-generator';
import { fieldBehind, fieldOfAverage, onePixel, type ReceptiveField } from './ablation/receptive-field';
import { axisProduct } from './differentiable/axis-product';
import type { TensorState } from './method';
import type { MethodConfig } from './method-config';
import { evaluateLayers } from './run-layers';
import type { Tensor4D } from './tf';

export interface GeneratorStage {
  /** `block`: convolution, BatchNorm, ReLU and perhaps a pool; `layer`: a dense layer, BatchNorm, ReLU */
  readonly kind: 'input' | 'block' | 'layer' | 'head';
  /** 0-based among those of its kind */
  readonly index: number;
  /** [B, h, w, channels] */
  readonly value: Tensor4D;
  /** in pixels of the images */
  readonly receptive: ReceptiveField;
}

/**
 * In evaluation mode, from the images themselves to the coarse mask (where there is a head for patterns too, it is
 * left out). The last value is what the forward pass has, to the bit.
 * @param images r(x) [B, H, W, 3]; the caller's
 * @returns the caller disposes all values, of which the first is a clone of `images`
 */
export function generatorStages(
  config: MethodConfig,
  state: TensorState,
  images: Tensor4D,
): readonly GeneratorStage[] {
  const { thumbnail, trunk, maskHead } = generatorSpec(config);
  const stages: GeneratorStage[] = [{ kind: 'input', index: 0, value: images.clone(), receptive: onePixel }];
  const last = () => stages.at(-1)!;
  if (thumbnail !== null) {
    const axis = { from: config.side, to: thumbnail };
    const shrink = axisProduct(average(axis), axis);
    const { value } = shrink.apply(images);
    shrink.dispose();
    stages.push({ kind: 'input', index: 1, value, receptive: fieldOfAverage(axis) });
  }
  const counts = { block: 0, layer: 0 };
  for (const layers of blocksOf(trunk)) {
    const kind = layers[0]!.kind === 'convolution' ? 'block' : 'layer';
    stages.push({ kind, index: counts[kind]++, ...behind(layers, state, last()) });
  }
  stages.push({ kind: 'head', index: 0, ...behind(maskHead, state, last()) });
  return stages;
}

function behind(
  layers: readonly LayerSpec[],
  state: TensorState,
  { value, receptive }: GeneratorStage,
): Pick<GeneratorStage, 'value' | 'receptive'> {
  return {
    value: evaluateLayers(layers, state, value),
    receptive: layers.reduce((field, layer) => fieldBehind(layer, field), receptive),
  };
}

/** A block begins with the layer that has weights. */
function blocksOf(trunk: readonly LayerSpec[]): readonly (readonly LayerSpec[])[] {
  const blocks: LayerSpec[][] = [];
  for (const layer of trunk) {
    if (layer.kind === 'convolution' || layer.kind === 'dense' || blocks.length === 0) blocks.push([layer]);
    else blocks.at(-1)!.push(layer);
  }
  return blocks;
}
