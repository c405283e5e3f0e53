/**
 * Depthwise convolution with TensorFlow's "same" padding, and its gradient by the input. On wasm both are kernels of
 * our own (heap-kernels.as): they skip the padding, insert no zeros for stride 2, and gate by relu6 on the way.
 * Elsewhere they are TensorFlow.js' forward kernels.
 */
import { engine, getBackend, registerKernel } from '../tf';
import type { KernelBackend, Tensor1D, Tensor4D, TensorInfo } from '../tf';
import { fusedDepthwise, type Activation } from './fused';
import { heapKernels, type WasmBackend } from './heap-kernels';
import { zeroStuffed } from './interleave';
import { gatedBy } from './relu6-gate';

const FORWARD = 'SmmDepthwise';
const BACKWARD = 'SmmDepthwiseBack';

/** Rows of "same" padding ahead of the first one; the odd row goes behind the last. */
export function paddingBefore(side: number, kernel: number, stride: number): number {
  return Math.max((Math.ceil(side / stride) - 1) * stride + kernel - side, 0) >> 1;
}

/**
 * @param x [B, H, H, channels]
 * @param filter [k, k, channels, 1]
 * @param bias [channels]
 * @returns [B, ⌈H/stride⌉, ⌈H/stride⌉, channels]; the caller disposes
 */
export function depthwiseConvolution(call: {
  x: Tensor4D;
  filter: Tensor4D;
  bias: Tensor1D;
  stride: number;
  activation: Activation;
}): Tensor4D {
  if (getBackend() !== 'wasm') return fusedDepthwise({ ...call, padding: 'same' });
  const { x, filter, bias, stride, activation } = call;
  return engine().runKernel(FORWARD, { x, filter, bias }, { stride, relu6: activation === 'relu6' });
}

/**
 * @param gradient by the output ahead of the activation [B, ⌈H/stride⌉, ⌈H/stride⌉, channels]
 * @param filter [k, k, channels, 1]
 * @param turned the same turned by 180°
 * @param side H of the forward pass
 * @param gate where the input was relu6's output, that output [B, H, H, channels]: the gradient goes on ahead of it
 * @returns by the input [B, H, H, channels]; the caller disposes
 */
export function depthwiseGradient({
  gradient,
  filter,
  turned,
  side,
  stride,
  gate,
}: {
  gradient: Tensor4D;
  filter: Tensor4D;
  turned: Tensor4D;
  side: number;
  stride: number;
  gate: Tensor4D | null;
}): Tensor4D {
  if (getBackend() === 'wasm') {
    const inputs = gate ? { gradient, filter, gate } : { gradient, filter };
    return engine().runKernel(BACKWARD, inputs, { side, stride });
  }
  const kernel = filter.shape[0];
  const before = paddingBefore(side, kernel, stride);
  const x = stride === 1 ? gradient.clone() : zeroStuffed(gradient, side);
  const padding = { before: kernel - 1 - before, after: before };
  const result = fusedDepthwise({ x, filter: turned, stride: 1, padding, activation: 'linear' });
  x.dispose();
  return gatedBy(gate, result);
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
  FORWARD,
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

register<{ gradient: TensorInfo; filter: TensorInfo; gate?: TensorInfo }, { side: number; stride: number }>(
  BACKWARD,
  ({ inputs: { gradient, filter, gate }, attributes: { side, stride }, backend }) => {
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
      paddingBefore(side, kernel, stride),
    );
    return result;
  },
);
