/**
 * Depthwise convolution with TensorFlow's "same" padding, and its gradient by the input. On wasm both are kernels of
 * our own (heap-kernels.as), on WebGPU the gradient is: they insert no zeros for stride 2, and gate by relu6 on the
 * way. Elsewhere they are TensorFlow.js' forward kernels.
 */
import { registerKernel } from '../tf';
import type { KernelBackend, Tensor1D, Tensor4D, TensorInfo } from '../tf';
import { fusedDepthwise } from './fused';
import { heapKernels, type WasmBackend } from './heap-kernels';
import { zeroStuffed } from './interleave';
import type { InPlace, Operation } from './operation';
import { gatedBy } from './relu6-gate';

interface DepthwiseInputs {
  /** [B, H, H, channels] */
  readonly x: Tensor4D;
  /** [k, k, channels, 1] */
  readonly filter: Tensor4D;
  /** [channels] */
  readonly bias: Tensor1D;
}

/** [B, ⌈H/stride⌉, ⌈H/stride⌉, channels] */
export const depthwise: Operation<DepthwiseInputs, { stride: number; relu6: boolean }, Tensor4D> = {
  kernel: 'SmmDepthwise',
  portable: ({ x, filter, bias }, { stride, relu6 }) =>
    fusedDepthwise({ x, filter, bias, stride, padding: 'same', activation: relu6 ? 'relu6' : 'linear' }),
};

interface DepthwiseBackInputs {
  /** by the output ahead of the activation [B, ⌈H/stride⌉, ⌈H/stride⌉, channels] */
  readonly gradient: Tensor4D;
  /** [k, k, channels, 1] */
  readonly filter: Tensor4D;
  /** the same turned by 180° */
  readonly turned: Tensor4D;
  /** where the input was relu6's output, that output [B, H, H, channels]: the gradient goes on ahead of it */
  readonly gate: Tensor4D | null;
}

interface DepthwiseBackAttributes extends InPlace {
  /** H of the forward pass */
  readonly side: number;
  readonly stride: number;
  /** rows of padding ahead of the first one in the forward pass */
  readonly before: number;
}

/** By the input [B, H, H, channels]. */
export const depthwiseBack: Operation<DepthwiseBackInputs, DepthwiseBackAttributes, Tensor4D> = {
  kernel: 'SmmDepthwiseBack',
  portable({ gradient, turned, gate }, { side, stride, before }) {
    const x = stride === 1 ? gradient : zeroStuffed(gradient, side);
    const padding = { before: turned.shape[0] - 1 - before, after: before };
    return gatedBy(gate, fusedDepthwise({ x, filter: turned, stride: 1, padding, activation: 'linear' }));
  },
};

/** Rows of "same" padding ahead of the first one; the odd row goes behind the last. */
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

register<{ x: TensorInfo; filter: TensorInfo; bias: TensorInfo }, { stride: number; relu6: boolean }>(
  depthwise.kernel,
  ({ inputs: { x, filter, bias }, attributes: { stride, relu6 }, backend }) => {
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
      paddingBefore(side, kernel, stride),
      relu6 ? 1 : 0,
    );
    return result;
  },
);

register<{ gradient: TensorInfo; filter: TensorInfo; gate: TensorInfo | null }, DepthwiseBackAttributes>(
  depthwiseBack.kernel,
  ({ inputs: { gradient, filter, gate }, attributes: { side, stride, before }, backend }) => {
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
    );
    return result;
  },
);
