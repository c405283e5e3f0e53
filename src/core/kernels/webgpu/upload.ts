import type { KernelBackend, TensorInfo } from '../../tf';
import { registerKernel } from '../../tf';

/** What an upload needs of TensorFlow.js' WebGPU backend. */
interface UploadingBackend {
  readonly queue: GPUQueue;
  readonly tensorMap: { get(dataId: object): { readonly resource: GPUBuffer } };
  makeTensorInfo(shape: number[], dtype: 'int32'): TensorInfo;
  /** gives the tensor a buffer, from the pool where it holds one */
  uploadToGPU(dataId: object): void;
}

/**
 * Integers into a buffer of the pool, by the queue. TensorFlow.js itself would make a staging buffer for them and end
 * the compute pass to copy it. Safe, as the pool holds only buffers whose commands have been submitted.
 */
registerKernel({
  kernelName: 'SmmIntegers',
  backendName: 'webgpu',
  kernelFunc({ attrs, backend }) {
    const { values } = attrs as unknown as { values: Int32Array<ArrayBuffer> };
    const webgpu = backend as KernelBackend & UploadingBackend;
    const info = webgpu.makeTensorInfo([values.length], 'int32');
    webgpu.uploadToGPU(info.dataId);
    webgpu.queue.writeBuffer(webgpu.tensorMap.get(info.dataId).resource, 0, values);
    return info;
  },
});
