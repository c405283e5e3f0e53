/**
 * One convolution of the frozen network, both ways. Weights never train, so the way back is a convolution as well:
 * no filter gradients, no activations kept, and nothing but forward kernels, which every backend has.
 */
import { depthwise, depthwiseBack, paddingBefore, paddingOf } from '../kernels/depthwise';
import { fusedConvolution } from '../kernels/fused';
import { zeroStuffed } from '../kernels/interleave';
import { runOperation, type Gated } from '../kernels/operation';
import { plus, pointwise } from '../kernels/pointwise';
import { gatedBy, type Gate } from '../kernels/relu-gate';
import { stridedConvolutionBack } from '../kernels/strided-convolution';
import { stridedSlice, tensor1d, tensor2d, tensor4d, type Tensor1D, type Tensor4D } from '../tf';
import type { ConvolutionLayer } from './description/layers';
import { adjointFilter, denseFilter, depthwiseFilter, phaseFilter, turnedDepthwiseFilter } from './filters';

export interface FrozenConvolution {
  /**
   * @param x [B, H, W, in]
   * @param addend what a residual connection adds behind the activation
   * @returns [B, ⌈H/stride⌉, ⌈W/stride⌉, out], bias and activation included; the caller disposes
   */
  forward(x: Tensor4D, addend: Tensor4D | null): Tensor4D;
  /**
   * @param gradient by the output ahead of the activation
   * @returns gradient by the input, or ahead of the input's own activation where there is a gate; the caller disposes
   */
  backward(gradient: Tensor4D, input: ConvolutionInput): Tensor4D;
  dispose(): void;
}

/** What the way back has to know of the forward pass's input [B, H, W, in]; it uses the tensors up. */
export interface ConvolutionInput {
  /** H = W */
  readonly side: number;
  /** the gradient that reaches the input by other layers, on top */
  readonly addend: Tensor4D | null;
  /** the input itself where it came from an activation, and the gradient is to be taken ahead of that */
  readonly gate: Gate | null;
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
      return (layer.stride === 1 ? pointwiseLayer : stridedPointwiseLayer)(layer, weight, biasTensor);
    case 'depthwise':
      return depthwiseLayer(layer, weight, biasTensor);
    case 'convolution':
      return (layer.stride === 1 ? denseLayer : stridedDenseLayer)(layer, weight, biasTensor);
    default:
      throw new Error(`No such convolution: ${layer.kind satisfies never}.`);
  }
}

/** Rows of padding ahead of the first one, for a side. */
export function beforeOf({ kernel, stride, padding }: ConvolutionLayer, side: number): number {
  return padding === 'symmetric' ? kernel >> 1 : paddingBefore(side, kernel, stride);
}

/** A gate as kernels take it: a tensor and an attribute. */
function asOperand(gate: Gate | null): { gate: Tensor4D | null } & Gated {
  return { gate: (gate?.activation ?? null) as Tensor4D | null, gateOf: gate?.of ?? 'relu6' };
}

function pointwiseLayer(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { inputs, outputs, activation } = layer;
  // PyTorch's [out, in] is the transposed filter already: the one of the way back.
  const back = tensor2d(weight, [outputs, inputs]);
  const filter = tensor2d(denseFilter(weight, layer), [inputs, outputs]);
  const open = asOperand(null);
  return {
    forward: (x, addend) =>
      runOperation(pointwise, { x, filter, bias, addend, gate: null }, { activation, gateOf: open.gateOf }),
    backward(x, { addend, gate: through }) {
      const { gate, gateOf } = asOperand(through);
      const attributes = { activation: 'linear', gateOf, inPlace: true } as const;
      return runOperation(pointwise, { x, filter: back, bias: null, addend, gate }, attributes);
    },
    dispose: () => [bias, filter, back].forEach((tensor) => tensor.dispose()),
  };
}

/** A 1×1 filter with a stride sees every second pixel of every second row: the product of those, and zeros between. */
function stridedPointwiseLayer(
  layer: ConvolutionLayer,
  weight: Float32Array,
  bias: Tensor1D,
): FrozenConvolution {
  const { stride } = layer;
  const { forward, backward, dispose } = pointwiseLayer(layer, weight, bias);
  return {
    forward(x, addend) {
      const seen = stridedSlice(x, [0, 0, 0, 0], x.shape, [1, stride, stride, 1]) as Tensor4D;
      const result = forward(seen, addend);
      seen.dispose();
      return result;
    },
    backward(gradient, { side, addend, gate }) {
      const bySeen = backward(gradient, { side: gradient.shape[1], addend: null, gate: null });
      const result = zeroStuffed(bySeen, side);
      bySeen.dispose();
      return gatedBy(gate, plus(addend, result));
    },
    dispose,
  };
}

function depthwiseLayer(layer: ConvolutionLayer, weight: Float32Array, bias: Tensor1D): FrozenConvolution {
  const { kernel, stride, inputs, activation } = layer;
  const shape: [number, number, number, number] = [kernel, kernel, inputs, 1];
  const filter = tensor4d(depthwiseFilter(weight, inputs), shape);
  const turned = tensor4d(turnedDepthwiseFilter(weight, inputs), shape);
  return {
    forward(x, addend) {
      const attributes = { stride, before: beforeOf(layer, x.shape[1]), activation };
      return plus(addend, runOperation(depthwise, { x, filter, bias }, attributes));
    },
    backward(gradient, { side, addend, gate: through }) {
      const { gate, gateOf } = asOperand(through);
      const attributes = { side, stride, before: beforeOf(layer, side), gateOf, inPlace: true };
      const inputs = { gradient, filter, turned };
      if (!addend) return runOperation(depthwiseBack, { ...inputs, gate }, attributes);
      const result = runOperation(depthwiseBack, { ...inputs, gate: null }, attributes);
      return gatedBy(through, plus(addend, result));
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
  // Even and odd sides may pad differently in front, so each has its phases.
  const befores = [0, 1].map((parity) => beforeOf(layer, 2 * kernel + parity));
  const backs = new Map(
    Array.from(new Set(befores), (before) => {
      const { values, size, ...padding } = phaseFilter(weight, { outputs, inputs, kernel, before });
      return [before, { phases: tensor4d(values, [size, size, outputs, 4 * inputs]), padding }];
    }),
  );
  return {
    forward(x, addend) {
      const padding =
        layer.padding === 'symmetric'
          ? paddingOf(x.shape[1], { kernel, stride, before: beforeOf(layer, x.shape[1]) })
          : 'same';
      return plus(addend, fusedConvolution({ x, filter, bias, stride, padding, activation }));
    },
    backward(gradient, { side, addend, gate }) {
      const before = befores[side % 2]!;
      const { phases, padding } = backs.get(before)!;
      const attributes = { side, stride, before, padding } as const;
      const result = runOperation(stridedConvolutionBack, { gradient, filter, phases }, attributes);
      return gatedBy(gate, plus(addend, result));
    },
    dispose: () =>
      [bias, filter, ...Array.from(backs.values(), (back) => back.phases)].forEach((tensor) =>
        tensor.dispose(),
      ),
  };
}
