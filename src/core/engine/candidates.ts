/** The four ways to compute, without a word about where: what differs between page and Node is passed in. */
import {
  backend,
  env,
  findBackendFactory,
  registerBackend,
  removeBackend,
  setBackend,
  type KernelBackend,
} from '../tf';
import { boundSubmits, DISPATCHES_PER_SUBMIT, type DeferringBackend } from './bounded-submits';
import type { Candidate } from './choose-backend';
import { countDeviceWork } from './device-counters';
import { handOnBuffers, type DisposingBackend } from './handed-on-buffers';
import { keepUniforms, type UniformBackend } from './kept-uniforms';
import { rehearseOn, type RehearsingBackend } from './rehearsal';

export interface WebGPUOptions {
  /** `navigator.gpu`, or Dawn's in Node */
  readonly findGPU: () => Promise<GPU | undefined>;
  /** `new WebGPUBackend(device, info)`; the package stays out of the method's realm */
  readonly createBackend: (device: GPUDevice, info: GPUAdapterInfo) => Promise<KernelBackend>;
  /** the device is gone and all tensors with it */
  readonly onLost: (message: string) => void;
  /** a part of the work was not done, so nothing computed since can be trusted */
  readonly onRefused: (refusal: DeviceRefusal) => void;
}

/** What a device could not do. TensorFlow.js does not ask, and would go on with zeros. */
export interface DeviceRefusal {
  /** it had no room for it; otherwise the request was not valid */
  readonly outOfMemory: boolean;
  readonly message: string;
}

/** The limits that our largest tensors need raised above WebGPU's defaults. */
const RAISED_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** WebGPU on a device of our own: highest limits, losses and refusals reported, dispatches counted, submits bounded. */
export function webgpuCandidate({ findGPU, createBackend, onLost, onRefused }: WebGPUOptions): Candidate {
  let device: GPUDevice | null = null;
  let stopped = false;
  return {
    backend: 'webgpu',
    async start() {
      const gpu = await findGPU();
      if (!gpu) return { ok: false, reason: 'is not offered here' };
      const adapter = await findAdapter(gpu);
      if (!adapter) return { ok: false, reason: 'finds no graphics adapter' };
      device = await adapter.requestDevice({
        requiredLimits: Object.fromEntries(RAISED_LIMITS.map((limit) => [limit, adapter.limits[limit]])),
      });
      void device.lost.then(({ message }) => {
        if (!stopped) onLost(message);
      });
      device.addEventListener('uncapturederror', ({ error }) => {
        if (!stopped) onRefused(describeRefusal(error));
      });
      const counters = countDeviceWork(device);
      const { info } = adapter;
      const created = await createBackend(device, info);
      boundSubmits(created as unknown as DeferringBackend, counters);
      handOnBuffers(created as unknown as DisposingBackend);
      keepUniforms(created as unknown as UniformBackend);
      rehearseOn(created as unknown as RehearsingBackend);
      // Residency must not depend on a tensor's size: everything stays on the device.
      env().set('WEBGPU_CPU_FORWARD', false);
      env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', DISPATCHES_PER_SUBMIT);
      // In a page the package has registered itself, on a device of its own choice.
      if (findBackendFactory('webgpu')) removeBackend('webgpu');
      registerBackend('webgpu', () => created, 3);
      if (!(await setBackend('webgpu'))) return { ok: false, reason: 'does not start' };
      return { ok: true, ...describeAdapter(info), dispatches: () => counters.dispatches };
    },
    stop() {
      stopped = true;
      if (findBackendFactory('webgpu')) removeBackend('webgpu');
      device?.destroy();
    },
  };
}

/** The adapter that trains; what is tried for it beforehand is tried on this one. */
export function findAdapter(gpu: GPU): Promise<GPUAdapter | null> {
  return gpu.requestAdapter({ powerPreference: 'high-performance' });
}

/** A buffer beyond the device's limits is refused as invalid, and means the same to the person. */
export function describeRefusal({
  constructor,
  message,
}: {
  readonly constructor: { readonly name: string };
  readonly message: string;
}): DeviceRefusal {
  const outOfMemory =
    constructor.name === 'GPUOutOfMemoryError' || /out of memory|exceeds the max|too large/i.test(message);
  return { outOfMemory, message: message.split('\n')[0]!.trim() };
}

/** @returns the adapter in words, and whether it is the processor in disguise */
export function describeAdapter(
  info: Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'device' | 'description' | 'isFallbackAdapter'>,
): { adapter: string; software: boolean } {
  const { vendor, architecture, device, description } = info;
  const words = [vendor, architecture, description || device].filter((word) => word);
  const adapter = [...new Set(words)].join(' ') || 'unnamed adapter';
  return { adapter, software: info.isFallbackAdapter || isSoftware(adapter) };
}

/** Trusted only where textures hold 32-bit floats: gradients in half precision become NaN. */
export function webglCandidate({ onLost }: Pick<WebGPUOptions, 'onLost'>): Candidate {
  let stopped = false;
  return {
    backend: 'webgl',
    async start() {
      if (!(await setBackend('webgl'))) return { ok: false, reason: 'is not offered here' };
      if (!env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE') || !env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
        return { ok: false, reason: 'computes in half precision only on this device' };
      }
      const { gl } = (backend() as unknown as { gpgpu: { gl: WebGLNames } }).gpgpu;
      gl.canvas.addEventListener('webglcontextlost', () => {
        if (!stopped) onLost('its context is gone');
      });
      const names = gl.getExtension('WEBGL_debug_renderer_info');
      const adapter = names ? String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)) : 'unnamed adapter';
      return { ok: true, adapter, software: isSoftware(adapter), dispatches: () => 0 };
    },
    stop() {
      stopped = true;
    },
  };
}

interface WebGLNames {
  readonly canvas: { addEventListener(type: 'webglcontextlost', listener: () => void): void };
  getExtension(name: 'WEBGL_debug_renderer_info'): { UNMASKED_RENDERER_WEBGL: number } | null;
  getParameter(name: number): unknown;
}

/**
 * A backend that needs nothing but the processor.
 * @param processor in words
 * @param begin starts it; false where it cannot
 */
export function processorCandidate(
  name: 'wasm' | 'cpu',
  processor: string,
  begin: () => Promise<boolean>,
): Candidate {
  return {
    backend: name,
    async start() {
      if (!(await begin())) return { ok: false, reason: 'does not start' };
      return { ok: true, adapter: processor, software: false, dispatches: () => 0 };
    },
    stop: () => undefined,
  };
}

function isSoftware(adapter: string): boolean {
  return /swiftshader|llvmpipe|lavapipe|basic render|software/i.test(adapter);
}
