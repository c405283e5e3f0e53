import { packHalf } from '../../lib/half-float';
import type { Constant } from './pass';
import { destroyBuffers, type PlanBackend } from './plan-backend';

/** GPUBufferUsage COPY_SRC | COPY_DST | STORAGE, as tensors have it; the namespace is not there in Node. */
const STORAGE = 0x8c;

/**
 * The memory that the plans of one network have in common: constants, each uploaded once, and the buffers that work is
 * done in. Plans run one after another, so these are as large as the most demanding of them needs and no larger.
 */
export class Workspace {
  readonly backend: PlanBackend;
  readonly #constants = new Map<Constant, GPUBuffer>();
  readonly #buffers: GPUBuffer[] = [];
  /** grows when a buffer is replaced by a larger one: what binds them has to be made anew */
  generation = 0;

  constructor(backend: PlanBackend) {
    this.backend = backend;
  }

  constant(constant: Constant): GPUBuffer {
    const known = this.#constants.get(constant);
    if (known) return known;
    const { bufferManager } = this.backend;
    const contents = contentsOf(constant);
    const buffer = bufferManager.acquireBuffer(contents.byteLength, STORAGE, true, false);
    new Uint8Array(buffer.getMappedRange()).set(
      new Uint8Array(contents.buffer, contents.byteOffset, contents.byteLength),
    );
    buffer.unmap();
    this.#constants.set(constant, buffer);
    return buffer;
  }

  /** @param sizes bytes of the buffers that a plan needs, largest first. @returns buffers at least as large */
  reserve(sizes: readonly number[]): readonly GPUBuffer[] {
    const { bufferManager } = this.backend;
    sizes.forEach((bytes, index) => {
      const buffer = this.#buffers[index];
      if (buffer && buffer.size >= bytes) return;
      if (buffer) destroyBuffers(this.backend, [buffer]);
      this.#buffers[index] = bufferManager.acquireBuffer(bytes, STORAGE);
      this.generation += 1;
    });
    return this.#buffers;
  }

  dispose(): void {
    destroyBuffers(this.backend, [...this.#constants.values(), ...this.#buffers]);
    this.#constants.clear();
    this.#buffers.length = 0;
  }
}

function contentsOf({ dtype, scale, values }: Constant): Float32Array | Uint16Array {
  return dtype === 'float16' ? packHalf(values.map((value) => value * scale!)) : values;
}
