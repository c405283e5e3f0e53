/**
 * Depthwise convolution, ⌈side / stride⌉ rows out, and its gradient by the input. On wasm both are kernels of
 * our own (heap-kernels.as), on WebGPU the gradient is: they insert no zeros for stride 2, and gate by relu on the
 * way. Elsewhere they are TensorFlow.js' forward kernels.
 */
import { registerKernel } from '../tf';
import type { KernelBackend, Tensor1D, Tensor4D, TensorInfo } from '../tf';
import { fusedDepthwise, type Activation, type Padding } from './fused';
import { heapKernels, type WasmBackend } from './heap-kernels';
import { zeroStuffed } from './interleave';
import type { Gated, InPlace, Operation } from './operation';
import { ceilingOf, gatedBy } from './relu-gate';

interface DepthwiseInputs {
  /** [B, H, H, channels] */
  readonly x: Tensor4D;
  /** [k, k, channels, 1] */
  readonly filter: Tensor4D;
  /** [channels] */
  readonly bias: Tensor1D;
}

interface DepthwiseAttributes {
  readonly stride: number;
  /** rows of padding ahead of the first one */
  readonly before: number;
  readonly activation: Activation;
}

/** [B, ⌈H/stride⌉, ⌈H/stride⌉, channels] */
export const depthwise: Operation<DepthwiseInputs, DepthwiseAttributes, Tensor4D> = {
  kernel: 'SmmDepthwise',
  portable({ x, filter, bias }, { stride, before, activation }) {
    const padding = paddingOf(x.shape[1], { kernel: filter.shape[0], stride, before });
    return fusedDepthwise({ x, filter, bias, stride, padding, activation });
  },
};

interface DepthwiseBackInputs {
  /** by the output ahead of the activation [B, ⌈H/stride⌉, ⌈H/stride⌉, channels] */
  readonly gradient: Tensor4D;
  /** [k, k, channels, 1] */
  readonly filter: Tensor4D;
  /** the same turned by 180° */
  readonly turned: Tensor4D;
  /** where the input came from an activation, that input [B, H, H, channels]: the gradient goes on ahead of it */
  readonly gate: Tensor4D | null;
}

interface DepthwiseBackAttributes extends Gated, InPlace {
  /** H of the forward pass */
  readonly side: number;
  readonly stride: number;
  /** rows of padding ahead of the first one in the forward pass */
  readonly before: number;
}

/** By the input [B, H, H, channels]. */
export const depthwiseBack: Operation<DepthwiseBackInputs, DepthwiseBackAttributes, Tensor4D> = {
  kernel: 'SmmDepthwiseBack',
  portable({ gradient, turned, gate }, { side, stride, before, gateOf }) {
    const x = stride === 1 ? gradient : zeroStuffed(gradient, side);
    const padding = { before: turned.shape[0] - 1 - before, after: before };
    const result = fusedDepthwise({ x, filter: turned, stride: 1, padding, activation: 'linear' });
    return gatedBy(gate && { activation: gate, of: gateOf }, result);
  },
};

/** Rows of padding that give ⌈side / stride⌉ rows, so many of them ahead of the first. */
export function paddingOf(
  side: number,
  { kernel, stride, before }: { readonly kernel: number; readonly stride: number; readonly before: number },
): Padding {
  return { before, after: Math.max((Math.ceil(side / stride) - 1) * stride + kernel - side - before, 0) };
}

/** Rows of TensorFlow's "same" padding ahead of the first one; the odd row goes behind the last. */
export function paddingBefore(side: number, kernel: number, stride: number): number {
  return Math.max((Math.ceil(side / stride) - 1) * stride + kernel - side, 0) >> 1;
}

type KernelCall<Inputs, Attributes> = { inputs: Inputs; attributes: Attributes; backend: WasmBackend };

function register<Inputs, Attributes>(
  kernelName: string,
  kernel: (call: KernelCall<Inputs, Attributes>) => TensorInfo,
): void {
  registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) =>
      kernel({
        inputs: inputs as unknown as Inputs,
        attributes: attrs as unknown as Attributes,
        backend: backend as KernelBackend & WasmBackend,
      }),
  });
}

register<{ x: TensorInfo; filter: TensorInfo; bias: TensorInfo }, DepthwiseAttributes>(
  depthwise.kernel,
  ({ inputs: { x, filter, bias }, attributes: { stride, before, activation }, backend }) => {
    const [batch, side, , channels] = x.shape as [number, number, number, number];
    const kernel = filter.shape[0]!;
    const outSide = Math.ceil(side / stride);
    const result = backend.makeOutput([batch, outSide, outSide, channels], 'float32');
    const address = ({ dataId }: TensorInfo): number => backend.getMemoryOffset(dataId);
    heapKernels(backend).depthwise(
      address(x),
      address(filter),
      address(bias),
      address(result),
      batch,
      side,
      outSide,
      channels,
      kernel,
      stride,
      before,
      ceilingOf(activation),
    );
    return result;
  },
);

register<{ gradient: TensorInfo; filter: TensorInfo; gate: TensorInfo | null }, DepthwiseBackAttributes>(
  depthwiseBack.kernel,
  ({ inputs: { gradient, filter, gate }, attributes: { side, stride, before, gateOf }, backend }) => {
    const [batch, outSide, , channels] = gradient.shape as [number, number, number, number];
    const kernel = filter.shape[0]!;
    const result = backend.makeOutput([batch, side, side, channels], 'float32');
    const address = ({ dataId }: TensorInfo): number => backend.getMemoryOffset(dataId);
    heapKernels(backend).depthwiseBack(
      address(gradient),
      address(filter),
      gate ? address(gate) : 0,
      address(result),
      batch,
      side,
      outSide,
      channels,
      kernel,
      stride,
      before,
      ceilingOf(gateOf),
    );
    return result;
  },
);
