/**
 * One convolution of the frozen network, both ways. Weights never train, so the way back is a convolution as well:
 * no filter gradients, no activations kept, and nothing but forward kernels, which every backend has.
 */
import { depthwise, depthwiseBack, paddingBefore } from '../kernels/depthwise';
import { fusedConvolution } from '../kernels/fused';
import { runOperation } from '../kernels/operation';
import { plus, pointwise } from '../kernels/pointwise';
import { gatedBy } from '../kernels/relu6-gate';
import { stridedConvolutionBack } from '../kernels/strided-convolution';
import { tensor1d, tensor2d, tensor4d, type Tensor1D, type Tensor4D } from '../tf';
import { adjointFilter, denseFilter, depthwiseFilter, phaseFilter, turnedDepthwiseFilter } from './filters';
import type { ConvolutionLayer } from './layers';

export interface FrozenConvolution {
  /**
   * @param x [B, H, W, in]
   * @param addend what a residual connection adds behind the activation
   * @returns [B, ⌈H/stride⌉, ⌈W/stride⌉, out], bias and relu6 included; the caller disposes
   */
  forward(x: Tensor4D, addend: Tensor4D | null): Tensor4D;
  /**
   * @param gradient by the output ahead of the activation
   * @returns gradient by the input, or ahead of the input's own relu6 where there is a gate; the caller disposes
   */
  backward(gradient: Tensor4D, input: LayerInput): Tensor4D;
  dispose(): void;
}

/** What the way back has to know of the forward pass's input [B, H, W, in]; it uses the tensors up. */
export interface LayerInput {
  /** H = W */
  readonly side: number;
  /** the gradient that reaches the input by a residual connection, on top */
  readonly addend: Tensor4D | null;
  /** the input itself where it was relu6's output, and the gradient is to be taken ahead of that */
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
      return pointwiseLayer(layer, weight, biasTensor);
    case 'depthwise':
      return depthwiseLayer(layer, weight, biasTensor);
    case 'convolution':
      return (layer.stride === 1 ? denseLayer : stridedDenseLayer)(layer, weight, biasTensor);
    default:
      throw new Error(`No such convolution: ${layer.kind satisfies never}.`);
  }
}

function pointwiseLayer(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { inputs, outputs, activation } = layer;
  // PyTorch's [out, in] is the transposed filter already: the one of the way back.
  const back = tensor2d(weight, [outputs, inputs]);
  const filter = tensor2d(denseFilter(weight, layer), [inputs, outputs]);
  const relu6 = activation === 'relu6';
  return {
    forward: (x, addend) => runOperation(pointwise, { x, filter, bias, addend, gate: null }, { relu6 }),
    backward: (x, { addend, gate }) =>
      runOperation(pointwise, { x, filter: back, bias: null, addend, gate }, { relu6: false, inPlace: true }),
    dispose: () => [bias, filter, back].forEach((tensor) => tensor.dispose()),
  };
}

function depthwiseLayer(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { kernel, stride, inputs, activation } = layer;
  const shape: [number, number, number, number] = [kernel, kernel, inputs, 1];
  const filter = tensor4d(depthwiseFilter(weight, inputs), shape);
  const turned = tensor4d(turnedDepthwiseFilter(weight, inputs), shape);
  const relu6 = activation === 'relu6';
  return {
    forward: (x, addend) => plus(addend, runOperation(depthwise, { x, filter, bias }, { stride, relu6 })),
    backward(gradient, { side, addend, gate }) {
      const attributes = { side, stride, before: paddingBefore(side, kernel, stride), inPlace: true };
      const inputs = { gradient, filter, turned };
      if (!addend) return runOperation(depthwiseBack, { ...inputs, gate }, attributes);
      return gatedBy(gate, plus(addend, runOperation(depthwiseBack, { ...inputs, gate: null }, attributes)));
    },
    dispose: () => [bias, filter, turned].forEach((tensor) => tensor.dispose()),
  };
}

function denseLayer(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { kernel, inputs, outputs, activation } = layer;
  const filter = tensor4d(denseFilter(weight, layer), [kernel, kernel, inputs, outputs]);
  const back = tensor4d(adjointFilter(weight, layer), [kernel, kernel, outputs, inputs]);
  const same = { stride: 1, padding: 'same' } as const;
  return {
    forward: (x, addend) => plus(addend, fusedConvolution({ x, filter, bias, ...same, activation })),
    backward: (x, { addend, gate }) =>
      gatedBy(gate, plus(addend, fusedConvolution({ x, filter: back, ...same, activation: 'linear' }))),
    dispose: () => [bias, filter, back].forEach((tensor) => tensor.dispose()),
  };
}

function stridedDenseLayer(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { kernel, inputs, outputs, activation } = layer;
  const stride = 2;
  const filter = tensor4d(denseFilter(weight, layer), [kernel, kernel, inputs, outputs]);
  // Even and odd sides pad differently in front, so each has its phases.
  const backs = [0, 1].map((parity) => {
    const before = paddingBefore(2 * kernel + parity, kernel, stride);
    const { values, size, ...padding } = phaseFilter(weight, { outputs, inputs, kernel, before });
    return { phases: tensor4d(values, [size, size, outputs, 4 * inputs]), padding, before };
  });
  return {
    forward: (x, addend) =>
      plus(addend, fusedConvolution({ x, filter, bias, stride, padding: 'same', activation })),
    backward(gradient, { side, addend, gate }) {
      const { phases, ...paddings } = backs[side % 2]!;
      const attributes = { side, stride, ...paddings } as const;
      const result = runOperation(stridedConvolutionBack, { gradient, filter, phases }, attributes);
      return gatedBy(gate, plus(addend, result));
    },
    dispose: () => [bias, filter, ...backs.map((back) => back.phases)].forEach((tensor) => tensor.dispose()),
  };
}
