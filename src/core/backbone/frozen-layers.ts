/** What computes each kind of layer: the one table that the network's two directions go by. */
import type { Tensor4D } from '../tf';
import type { ConvolutionLayer, Layer, LayerOf } from './description/layers';
import { frozenConvolution } from './frozen-convolution';
import type { FrozenLayer } from './frozen-layer';
import { frozenMaxPool } from './frozen-max-pool';
import { frozenResidual } from './frozen-residual';
import { frozenAttention } from './transformer/attention';
import { frozenClassToken } from './transformer/class-token';
import { frozenDense } from './transformer/dense';
import { frozenGelu } from './transformer/gelu';
import { frozenLayerNorm } from './transformer/layer-norm';
import { frozenPatchEmbedding } from './transformer/patch-embedding';

/** Values of a tensor by its full name, in PyTorch's layout. */
export type Weights = (name: string) => Float32Array;

const convolution = (layer: ConvolutionLayer, weights: Weights): FrozenLayer => {
  const { forward, backward, dispose } = frozenConvolution(
    layer,
    weights(`${layer.name}.weight`),
    weights(`${layer.name}.bias`),
  );
  return {
    adds: true,
    forward: ([x], { addend }) => ({ output: forward(x as Tensor4D, addend as Tensor4D | null) }),
    backward(gradient, { inputs: [input] }) {
      const { shape, addend, gate } = input!;
      const there = { side: shape[1]!, addend: addend as Tensor4D | null, gate };
      return [backward(gradient as Tensor4D, there)];
    },
    dispose,
  };
};

const KINDS: {
  readonly [Kind in Layer['kind']]: (layer: LayerOf<Kind>, weights: Weights) => FrozenLayer;
} = {
  convolution,
  depthwise: convolution,
  pointwise: convolution,
  'max-pool': frozenMaxPool,
  residual: frozenResidual,
  'patch-embedding': frozenPatchEmbedding,
  'layer-norm': frozenLayerNorm,
  dense: frozenDense,
  attention: frozenAttention,
  gelu: frozenGelu,
  'class-token': frozenClassToken,
};

/** The table's type holds each kind against its own layers. */
export function frozenLayer(layer: Layer, weights: Weights): FrozenLayer {
  const create = KINDS[layer.kind] as (layer: Layer, weights: Weights) => FrozenLayer;
  return create(layer, weights);
}
