import { registerKernel, type KernelBackend, type TensorInfo } from '../../tf';
import { heapKernels, type HeapKernels, type WasmBackend } from '../heap-kernels';

/** What a kernel of our own works with: plain addresses and numbers. */
export interface HeapCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attributes: Attributes;
  readonly kernels: HeapKernels;
  address(tensor: TensorInfo): number;
  /** a float32 tensor of undefined content */
  make(shape: number[]): TensorInfo;
  /** hands out the address of so many floats for as long as `work` lasts */
  withScratch(floats: number, work: (address: number) => void): void;
}

/** Makes a heap kernel known to TensorFlow.js' wasm backend; inputs and attributes are what its callers pass. */
export function registerHeapKernel<Inputs, Attributes = object>(
  kernelName: string,
  run: (call: HeapCall<Inputs, Attributes>) => TensorInfo,
): void {
  registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const wasm = backend as KernelBackend & WasmBackend;
      const address = ({ dataId }: TensorInfo): number => wasm.getMemoryOffset(dataId);
      const make = (shape: number[]): TensorInfo => wasm.makeOutput(shape, 'float32');
      return run({
        inputs: inputs as unknown as Inputs,
        attributes: attrs as unknown as Attributes,
        kernels: heapKernels(wasm),
        address,
        make,
        withScratch(floats, work) {
          const scratch = make([floats]);
          work(address(scratch));
          wasm.disposeData(scratch.dataId);
        },
      });
    },
  });
}
