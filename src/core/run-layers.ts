import { evaluateBatchNormRelu, batchNormRelu, type BatchNorm } from './differentiable/batch-norm-relu';
import { channelMean } from './differentiable/channel-mean';
import { convolution } from './differentiable/convolution';
import { dense } from './differentiable/dense';
import { sequence, type Layer, type LayerPass } from './differentiable/differentiable';
import { maxPool } from './differentiable/max-pool';
import { threshold } from './differentiable/threshold';
import type { LayerSpec } from './ablation/layer-spec';
import { parameter } from './method-state';
import type { TensorState } from './method';
import * as tf from './tf';
import type { Tensor1D, Tensor2D, Tensor4D } from './tf';

/**
 * Training: batch statistics, everything kept for the way back.
 * @param options.inputGradient whether the input gets a gradient too; an image does not
 */
export function runLayers(
  layers: readonly LayerSpec[],
  state: TensorState,
  input: Tensor4D,
  { inputGradient = false }: { readonly inputGradient?: boolean } = {},
): LayerPass {
  const bound = layers.map((layer) => bind(layer, state));
  return sequence(bound, input, { inputGradient });
}

/** Evaluation: running statistics, nothing kept but the result, which the caller owns. */
export function evaluateLayers(layers: readonly LayerSpec[], state: TensorState, input: Tensor4D): Tensor4D {
  return tf.tidy(() =>
    layers.reduce((value, layer) => {
      const result =
        layer.kind === 'batch-norm-relu'
          ? evaluateBatchNormRelu(batchNormOf(layer.name, state), value)
          : bind(layer, state)(value, { inputGradient: false }).value;
      if (value !== input) value.dispose();
      return result;
    }, input),
  );
}

function bind(layer: LayerSpec, state: TensorState): Layer {
  switch (layer.kind) {
    case 'convolution':
      return convolution({
        weight: named<Tensor4D>(`${layer.name}.weight`, state),
        bias: named<Tensor1D>(`${layer.name}.bias`, state),
        cancelledBias: layer.cancelledBias,
      });
    case 'batch-norm-relu':
      return batchNormRelu(batchNormOf(layer.name, state));
    case 'max-pool':
      return maxPool;
    case 'dense':
      return dense({
        weight: named<Tensor2D>(`${layer.name}.weight`, state),
        bias: named<Tensor1D>(`${layer.name}.bias`, state),
        ...layer,
      });
    case 'threshold':
      return threshold;
    case 'channel-mean':
      return channelMean;
    default:
      return layer satisfies never;
  }
}

function batchNormOf(name: string, state: TensorState): BatchNorm {
  return {
    name,
    scale: parameter(state, `${name}.weight`),
    shift: parameter(state, `${name}.bias`),
    runningMean: parameter(state, `${name}.running_mean`),
    runningVariance: parameter(state, `${name}.running_var`),
  };
}

function named<T extends tf.Tensor>(name: string, state: TensorState): { name: string; value: T } {
  return { name, value: parameter<T>(state, name) };
}
