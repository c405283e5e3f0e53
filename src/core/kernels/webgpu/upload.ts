import { isRehearsing } from '../../engine/rehearsal';
import type { KernelBackend, TensorInfo } from '../../tf';
import { registerKernel } from '../../tf';

/** What an upload needs of TensorFlow.js' WebGPU backend. */
interface UploadingBackend {
  readonly queue: GPUQueue;
  readonly bufferManager: { acquireBuffer(size: number, usage: number): GPUBuffer };
  readonly tensorMap: { get(dataId: object): { resource: GPUBuffer } };
  makeTensorInfo(shape: number[], dtype: 'int32'): TensorInfo;
}

/**
 * GPUBufferUsage COPY_SRC | COPY_DST | STORAGE, as tensors have it, and INDIRECT, which nobody needs: the pool keeps
 * buffers of another use apart (engine/handed-on-buffers.ts).
 */
const USAGE = 0x8c | 0x100;

/**
 * Integers into a buffer of the pool, by the queue. TensorFlow.js itself would make a staging buffer for them and end
 * the compute pass to copy it. Safe, as the pool holds only such buffers of this use whose commands are submitted.
 */
registerKernel({
  kernelName: 'SmmIntegers',
  backendName: 'webgpu',
  kernelFunc({ attrs, backend }) {
    const { values } = attrs as unknown as { values: Int32Array<ArrayBuffer> };
    const webgpu = backend as KernelBackend & UploadingBackend;
    const info = webgpu.makeTensorInfo([values.length], 'int32');
    if (isRehearsing(webgpu)) return info;
    const buffer = webgpu.bufferManager.acquireBuffer(values.byteLength, USAGE);
    webgpu.tensorMap.get(info.dataId).resource = buffer;
    webgpu.queue.writeBuffer(buffer, 0, values);
    return info;
  },
});
