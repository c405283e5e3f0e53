import type { TensorInfo } from '../tf';

/**
 * As much of TensorFlow.js' WebGPU backend (4.22) as plans take; the package stays out of the method's realm. Plans
 * record into its compute pass and take their memory from its pool: one queue, one order, one account of bytes.
 */
export interface PlanBackend {
  readonly device: GPUDevice;
  /** by key or source; promises only in the midst of a rehearsal (engine/rehearsal.ts) */
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  readonly bufferManager: {
    acquireBuffer(size: number, usage: number, mappedAtCreation?: boolean, reuse?: boolean): GPUBuffer;
    releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
  };
  readonly tensorMap: { get(dataId: object): { readonly resource: GPUBuffer } };
  /** the data that recorded commands use */
  readonly commandQueueOwnedIds: WeakSet<object>;
  readonly commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  /** gives a tensor a buffer where it has none yet */
  uploadToGPU(dataId: object): void;
  makeTensorInfo(shape: number[], dtype: 'float32'): TensorInfo;
}

/** The compute pass that is being recorded, begun where there is none. */
export function recordingPass(backend: PlanBackend): GPUComputePassEncoder {
  backend.ensureCommandEncoderReady();
  backend.computePassEncoder ??= backend.commandEncoder!.beginComputePass();
  return backend.computePassEncoder;
}

/** A tensor's buffer, for commands about to be recorded. */
export function bufferOf(backend: PlanBackend, { dataId }: TensorInfo): GPUBuffer {
  backend.uploadToGPU(dataId);
  backend.commandQueueOwnedIds.add(dataId);
  return backend.tensorMap.get(dataId).resource;
}

/** Gives memory back for good, after the commands that are recorded and may still use it. */
export function destroyBuffers(backend: PlanBackend, buffers: Iterable<GPUBuffer>): void {
  if (backend.commandEncoder) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
  for (const buffer of buffers) backend.bufferManager.releaseBuffer(buffer, false);
}
