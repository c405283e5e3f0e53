import { isRehearsing } from '../../engine/rehearsal';
import { registerKernel, util, type KernelBackend, type TensorInfo } from '../../tf';
import type { SeveralBackend } from './several-results';

interface SharingBackend extends SeveralBackend {
  incRef(dataId: object): void;
}

/** A buffer that WebGPU has just made holds zeros. Nobody writes into these, which are handed out again and again. */
const kept = new WeakMap<SharingBackend, Map<number, TensorInfo>>();

/** GPUBufferUsage COPY_SRC | COPY_DST | STORAGE */
const STORAGE = 0x8c;

registerKernel({
  kernelName: 'SmmZeros',
  backendName: 'webgpu',
  kernelFunc({ attrs, backend }) {
    const { shape } = attrs as unknown as { shape: number[] };
    const webgpu = backend as KernelBackend & SharingBackend;
    const bySize = kept.get(webgpu) ?? new Map<number, TensorInfo>();
    kept.set(webgpu, bySize);
    const size = util.sizeFromShape(shape);
    let known = bySize.get(size);
    if (!known) {
      if (isRehearsing(webgpu)) return webgpu.makeTensorInfo(shape, 'float32');
      known = webgpu.makeTensorInfo([size], 'float32');
      const fresh = webgpu.bufferManager.acquireBuffer(4 * size, STORAGE, false, false);
      (webgpu.tensorMap.get(known.dataId) as { resource: GPUBuffer }).resource = fresh;
      bySize.set(size, known);
    }
    webgpu.incRef(known.dataId);
    return { dataId: known.dataId, dtype: 'float32', shape };
  },
});
