/**
 * One convolution of the frozen network, both ways. Weights never train, so the way back is a convolution as well:
 * no filter gradients, no activations kept, and nothing but forward kernels, which every backend has.
 */
import { convolution, depthToSpace, depthwiseConvolution, pointwiseConvolution } from '../kernels/fused';
import { pad, reshape, slice, tensor1d, tensor2d, tensor4d, type Tensor1D, type Tensor4D } from '../tf';
import {
  adjointFilter,
  denseFilter,
  depthwiseFilter,
  paddingBefore,
  phaseFilter,
  turnedDepthwiseFilter,
} from './filters';
import type { ConvolutionLayer } from './layers';

export interface FrozenConvolution {
  /** [B, H, W, in] → [B, ⌈H/stride⌉, ⌈W/stride⌉, out], bias and relu6 included; the caller disposes */
  forward(x: Tensor4D): Tensor4D;
  /**
   * @param gradient by the output ahead of the activation
   * @param side H = W of the forward pass's input
   * @returns gradient by the input; the caller disposes
   */
  backward(gradient: Tensor4D, side: number): Tensor4D;
  dispose(): void;
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
    forward: (x) => pointwiseConvolution({ x, filter, bias, activation }),
    backward: (gradient) => pointwiseConvolution({ x: gradient, filter: back, activation: 'linear' }),
    dispose: () => [bias, filter, back].forEach((tensor) => tensor.dispose()),
  };
}

function depthwise(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { kernel, stride, inputs, activation } = layer;
  const shape: [number, number, number, number] = [kernel, kernel, inputs, 1];
  const filter = tensor4d(depthwiseFilter(weight, inputs), shape);
  const back = tensor4d(turnedDepthwiseFilter(weight, inputs), shape);
  return {
    forward: (x) => depthwiseConvolution({ x, filter, bias, stride, padding: 'same', activation }),
    backward: (gradient, side) => {
      if (stride === 1) {
        return depthwiseConvolution({
          x: gradient,
          filter: back,
          stride: 1,
          padding: 'same',
          activation: 'linear',
        });
      }
      const before = paddingBefore(side, kernel, stride);
      const stuffed = zeroStuffed(gradient, side);
      const padding = { before: kernel - 1 - before, after: before };
      const result = depthwiseConvolution({
        x: stuffed,
        filter: back,
        stride: 1,
        padding,
        activation: 'linear',
      });
      stuffed.dispose();
      return result;
    },
    dispose: () => [bias, filter, back].forEach((tensor) => tensor.dispose()),
  };
}

function dense(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { kernel, inputs, outputs, activation } = layer;
  const filter = tensor4d(denseFilter(weight, layer), [kernel, kernel, inputs, outputs]);
  const back = tensor4d(adjointFilter(weight, layer), [kernel, kernel, outputs, inputs]);
  return {
    forward: (x) => convolution({ x, filter, bias, stride: 1, padding: 'same', activation }),
    backward: (gradient) =>
      convolution({ x: gradient, filter: back, stride: 1, padding: 'same', activation: 'linear' }),
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
    forward: (x) => convolution({ x, filter, bias, stride, padding: 'same', activation }),
    backward: (gradient, side) => {
      const back = backs[side % 2]!;
      const phases = convolution({ x: gradient, ...back, stride: 1, activation: 'linear' });
      const result = cropped(depthToSpace(phases), side);
      phases.dispose();
      return result;
    },
    dispose: () => [bias, filter, ...backs.map((back) => back.filter)].forEach((tensor) => tensor.dispose()),
  };
}

/** [B, h, w, c] → [B, side, side, c] with dy at the even rows and columns, zeros elsewhere: one padding kernel. */
function zeroStuffed(gradient: Tensor4D, side: number): Tensor4D {
  const [batch, height, width, channels] = gradient.shape;
  const rows = reshape(gradient, [batch * height, 1, width, channels]) as Tensor4D;
  const wide = pad(rows, [
    [0, 0],
    [0, 1],
    [0, 0],
    [0, channels],
  ]);
  const result = cropped(reshape(wide, [batch, 2 * height, 2 * width, channels]) as Tensor4D, side);
  rows.dispose();
  wide.dispose();
  return result;
}

/** Drops the last row and column of an even square that stands for an odd one. Consumes its argument. */
function cropped(x: Tensor4D, side: number): Tensor4D {
  if (x.shape[1] === side) return x;
  const result = slice(x, [0, 0, 0, 0], [x.shape[0], side, side, x.shape[3]]);
  x.dispose();
  return result;
}
