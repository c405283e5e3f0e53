/**
 * One convolution of the frozen network, both ways. Weights never train, so the way back is a convolution as well:
 * no filter gradients, no activations kept, and nothing but forward kernels, which every backend has.
 */
import { depthwiseConvolution, depthwiseGradient, paddingBefore } from '../kernels/depthwise';
import { fusedConvolution, fusedPointwise } from '../kernels/fused';
import { interleaved } from '../kernels/interleave';
import { gatedBy } from '../kernels/relu6-gate';
import { tensor1d, tensor2d, tensor4d, type Tensor1D, type Tensor4D } from '../tf';
import { adjointFilter, denseFilter, depthwiseFilter, phaseFilter, turnedDepthwiseFilter } from './filters';
import type { ConvolutionLayer } from './layers';

export interface FrozenConvolution {
  /** [B, H, W, in] → [B, ⌈H/stride⌉, ⌈W/stride⌉, out], bias and relu6 included; the caller disposes */
  forward(x: Tensor4D): Tensor4D;
  /**
   * @param gradient by the output ahead of the activation
   * @returns gradient by the input, or ahead of the input's own relu6 where there is a gate; the caller disposes
   */
  backward(gradient: Tensor4D, input: LayerInput): Tensor4D;
  dispose(): void;
}

/** What the way back has to know of the forward pass's input. */
export interface LayerInput {
  /** H = W */
  readonly side: number;
  /** the input itself where it was relu6's output [B, H, W, in], and the gradient is to be taken ahead of that */
  readonly gate: Tensor4D | null;
}

/**
 * @param weight PyTorch layout, [out, in, k, k] or [channels, 1, k, k]
 * @param bias [out]
 */
export function frozenConvolution(
  layer: ConvolutionLayer,
  weight: Float32Array,
  bias: Float32Array,
): FrozenConvolution {
  const biasTensor = tensor1d(bias);
  switch (layer.kind) {
    case 'pointwise':
      return pointwise(layer, weight, biasTensor);
    case 'depthwise':
      return depthwise(layer, weight, biasTensor);
    case 'convolution':
      return layer.stride === 1 ? dense(layer, weight, biasTensor) : stridedDense(layer, weight, biasTensor);
    default:
      throw new Error(`No such convolution: ${layer.kind satisfies never}.`);
  }
}

function pointwise(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { inputs, outputs, activation } = layer;
  // PyTorch's [out, in] is the transposed filter already: the one of the way back.
  const back = tensor2d(weight, [outputs, inputs]);
  const filter = tensor2d(denseFilter(weight, layer), [inputs, outputs]);
  return {
    forward: (x) => fusedPointwise({ x, filter, bias, activation }),
    backward: (gradient, { gate }) =>
      gatedBy(gate, fusedPointwise({ x: gradient, filter: back, activation: 'linear' })),
    dispose: () => [bias, filter, back].forEach((tensor) => tensor.dispose()),
  };
}

function depthwise(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { kernel, stride, inputs, activation } = layer;
  const shape: [number, number, number, number] = [kernel, kernel, inputs, 1];
  const filter = tensor4d(depthwiseFilter(weight, inputs), shape);
  const turned = tensor4d(turnedDepthwiseFilter(weight, inputs), shape);
  return {
    forward: (x) => depthwiseConvolution({ x, filter, bias, stride, activation }),
    backward: (gradient, input) => depthwiseGradient({ gradient, filter, turned, stride, ...input }),
    dispose: () => [bias, filter, turned].forEach((tensor) => tensor.dispose()),
  };
}

function dense(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { kernel, inputs, outputs, activation } = layer;
  const filter = tensor4d(denseFilter(weight, layer), [kernel, kernel, inputs, outputs]);
  const back = tensor4d(adjointFilter(weight, layer), [kernel, kernel, outputs, inputs]);
  return {
    forward: (x) => fusedConvolution({ x, filter, bias, stride: 1, padding: 'same', activation }),
    backward: (x, { gate }) =>
      gatedBy(gate, fusedConvolution({ x, filter: back, stride: 1, padding: 'same', activation: 'linear' })),
    dispose: () => [bias, filter, back].forEach((tensor) => tensor.dispose()),
  };
}

/** Stride 2: the way back is four phases in one convolution, then depth to space (see phaseFilter). */
function stridedDense(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { kernel, stride, inputs, outputs, activation } = layer;
  const filter = tensor4d(denseFilter(weight, layer), [kernel, kernel, inputs, outputs]);
  // Even and odd sides pad differently in front, so each has its phases.
  const backs = [0, 1].map((parity) => {
    const before = paddingBefore(2 * kernel + parity, kernel, stride);
    const { values, size, ...padding } = phaseFilter(weight, { outputs, inputs, kernel, before });
    return { filter: tensor4d(values, [size, size, outputs, 4 * inputs]), padding };
  });
  return {
    forward: (x) => fusedConvolution({ x, filter, bias, stride, padding: 'same', activation }),
    backward: (x, { side, gate }) => {
      const phases = fusedConvolution({ x, ...backs[side % 2]!, stride: 1, activation: 'linear' });
      const result = interleaved(phases, side);
      phases.dispose();
      return gatedBy(gate, result);
    },
    dispose: () => [bias, filter, ...backs.map((back) => back.filter)].forEach((tensor) => tensor.dispose()),
  };
}
