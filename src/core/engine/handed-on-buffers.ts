/**
 * A buffer that a tensor no longer needs goes back to TensorFlow.js' pool at once, and the next dispatch may write it.
 * TensorFlow.js itself waits for the next submission, so memory grows with the length of one. It need not: within a
 * queue a dispatch sees what those before it have written, in their order, and whatever fills a buffer of the pool is
 * in that order as well, dispatches and copies alike.
 *
 * The one thing that is not is `queue.writeBuffer`, which goes ahead of all that is recorded and not submitted. Buffers
 * that are filled so (kernels/webgpu/upload.ts) have a use of their own, by which the pool keeps them apart, and wait.
 */

/** GPUBufferUsage COPY_SRC | COPY_DST | STORAGE, what the pool gives tensors; the namespace is not there in Node. */
const OF_TENSORS = 0x8c;

/** As much of TensorFlow.js' WebGPU backend as it takes; the package stays out of the method's realm. */
export interface DisposingBackend {
  disposeData(dataId: object, force?: boolean): boolean;
  readonly tensorMap: { has(dataId: object): boolean; get(dataId: object): Held | undefined };
  /** the data that recorded commands use; a new set with each submission */
  readonly commandQueueOwnedIds: WeakSet<object>;
}

interface Held {
  readonly resource?: unknown;
}

export function handOnBuffers(backend: DisposingBackend): void {
  const dispose = backend.disposeData.bind(backend);
  backend.disposeData = (dataId, force) => {
    const held = backend.tensorMap.has(dataId) ? backend.tensorMap.get(dataId) : undefined;
    const buffer = held?.resource as GPUBuffer | null | undefined;
    if (buffer?.usage === OF_TENSORS) backend.commandQueueOwnedIds.delete(dataId);
    return dispose(dataId, force);
  };
}
