/**
 * Our own kernels on the heap of TensorFlow.js' wasm backend: they import its memory and work on its tensors in place.
 * The source is heap-kernels*.as.
 */
import type { TensorInfo } from '../tf';
import { HEAP_KERNELS } from './heap-kernels-binary';

/** What we need of the wasm backend; its package stays out of the method's realm. */
export interface WasmBackend {
  readonly wasm: { readonly asm: { readonly memory?: WebAssembly.Memory } };
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo;
  /** address in bytes */
  getMemoryOffset(dataId: object): number;
  disposeData(dataId: object): boolean;
}

/** The exports of heap-kernels*.as; addresses in bytes, counts in values. */
export interface HeapKernels {
  reluGate(gradient: number, activation: number, out: number, count: number, ceiling: number): void;
  depthwise(
    ...[input, filter, bias, out, batch, side, outSide, channels, kernel, stride, before, ceiling]: number[]
  ): void;
  depthwiseBack(
    ...[
      gradient,
      filter,
      activation,
      out,
      batch,
      side,
      outSide,
      channels,
      kernel,
      stride,
      before,
      ceiling,
    ]: number[]
  ): void;
  gelu(...[x, out, count]: number[]): void;
  geluBack(...[x, gradient, out, count]: number[]): void;
  weightGradientScratch(...[height, width, inputs, outputs]: number[]): number;
  weightGradient(...[x, dy, out, scratch, batch, height, width, inputs, outputs]: number[]): void;
  pointwiseScratch(...[inputs, outputs]: number[]): number;
  pointwise(
    ...[
      x,
      filter,
      bias,
      addend,
      gate,
      out,
      scratch,
      rows,
      inputs,
      outputs,
      ceiling,
      gateCeiling,
      turned,
    ]: number[]
  ): void;
  convolutionScratch(...[height, width, inputs, outputs]: number[]): number;
  convolution(
    ...[x, weight, bias, out, scratch, batch, height, width, inputs, outputs, turned]: number[]
  ): void;
  maxPoolBack(...[x, y, dy, dx, batch, height, width, channels]: number[]): void;
  maxPoolThreeBack(...[x, y, dy, dx, batch, height, width, channels]: number[]): void;
  channelMoments(...[x, out, scratch, pixels, channels]: number[]): void;
  batchNormRelu(...[x, moments, scale, shift, y, pixels, channels, epsilon]: number[]): void;
  batchNormReluSums(...[x, y, dy, moments, out, scratch, pixels, channels, epsilon]: number[]): void;
  batchNormReluBack(...[x, y, dy, moments, sums, scale, dx, pixels, channels, epsilon]: number[]): void;
}

const instances = new WeakMap<WasmBackend, HeapKernels>();

/** The kernels for a backend's heap, compiled when first asked for. */
export function heapKernels(backend: WasmBackend): HeapKernels {
  let kernels = instances.get(backend);
  if (!kernels) {
    const { memory } = backend.wasm.asm;
    if (!memory) {
      throw new Error(
        'The threaded wasm backend hides its memory: set WASM_HAS_MULTITHREAD_SUPPORT to false.',
      );
    }
    const bytes = Uint8Array.from(atob(HEAP_KERNELS), (character) => character.charCodeAt(0));
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
    kernels = instance.exports as unknown as HeapKernels;
    instances.set(backend, kernels);
  }
  return kernels;
}
