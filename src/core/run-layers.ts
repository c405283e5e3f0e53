import { poolsInOnePass } from './differentiable/batch-norm-pool-operations';
import {
  batchNormRelu,
  batchNormReluPool,
  evaluateBatchNormRelu,
  type BatchNorm,
} from './differentiable/batch-norm-relu';
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
  return sequence(bindAll(layers, state), input, { inputGradient });
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

/** One after the other, and as one where a backend does two in one pass. */
function bindAll(layers: readonly LayerSpec[], state: TensorState): readonly Layer[] {
  const together = poolsInOnePass();
  const isPooled = (layer: LayerSpec | undefined, next: LayerSpec | undefined): boolean =>
    together && layer?.kind === 'batch-norm-relu' && next?.kind === 'max-pool';
  return layers.flatMap((layer, index) => {
    if (isPooled(layers[index - 1], layer)) return [];
    if (layer.kind === 'convolution') {
      // two layers as one do not read what they gave either
      return [boundConvolution(layer, state, { over: isPooled(layers[index - 2], layers[index - 1]) })];
    }
    if (layer.kind !== 'batch-norm-relu') return [bind(layer, state)];
    const norm = batchNormOf(layer.name, state);
    // a convolution does not read what it gave, not even on its way back
    const over = layers[index - 1]?.kind === 'convolution';
    return [(isPooled(layer, layers[index + 1]) ? batchNormReluPool : batchNormRelu)(norm, { over })];
  });
}

function bind(layer: LayerSpec, state: TensorState): Layer {
  switch (layer.kind) {
    case 'convolution':
      return boundConvolution(layer, state, { over: false });
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

function boundConvolution(
  { name, cancelledBias }: Extract<LayerSpec, { kind: 'convolution' }>,
  state: TensorState,
  { over }: { readonly over: boolean },
): Layer {
  return convolution({
    weight: named<Tensor4D>(`${name}.weight`, state),
    bias: named<Tensor1D>(`${name}.bias`, state),
    cancelledBias,
    over,
  });
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
