import { packedLines, stepsOf } from '../lib/value-steps';
import type { Drawing, WhyReadback } from '../data/live-picture';
import { describeAdapter } from '../core/engine/candidates';
import { LiveCanvas } from './live-canvas';

/** Cells of the picture that is drawn to see: odd, so that no row of it is aligned. */
const size = { width: 7, height: 5 };

/** Milliseconds that training waits for it at most. */
const PATIENCE = 5000;

/** The bytes 0..255 as they are. */
const line = (channel: number) => ({
  channel,
  steps: stepsOf((value) => Math.max(0, Math.min(255, Math.round(value))), 256),
  bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte),
  otherwise: 0,
});

/**
 * Draws a known picture and looks whether it comes out, on a device of its own: some browsers hand out an empty image,
 * and some lose every device over it. So this is to be done before there is one that trains.
 * @param options.onSoftware also where WebGPU runs on the processor
 */
export async function proveDrawing({ onSoftware = false } = {}): Promise<Drawing> {
  if (!('gpu' in navigator)) return readback('backend');
  if (!('OffscreenCanvas' in globalThis)) return readback('no-canvas');
  const adapter = await navigator.gpu.requestAdapter().catch(() => null);
  if (!adapter) return readback('backend');
  if (describeAdapter(adapter.info).software && !onSoftware) return readback('software');
  let device: GPUDevice | null = null;
  try {
    device = await adapter.requestDevice();
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
    const same = await Promise.race([comesOut(device), late]);
    if (same === null) return readback('failed');
    return same ? { by: 'device' } : readback('other-pixels');
  } catch {
    return readback('failed');
  } finally {
    device?.destroy();
  }
}

/** Whether every byte of a picture comes back as it was drawn. */
async function comesOut(device: GPUDevice): Promise<boolean> {
  const { width, height } = size;
  const values = Float32Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 256);
  const buffer = device.createBuffer({
    size: values.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, values);
  const canvas = new LiveCanvas(device);
  canvas.arrange([{ ...size, colours: packedLines([line(0), line(1), line(2)]) }]);
  const image = canvas.draw([buffer]);
  await device.queue.onSubmittedWorkDone();
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  context.drawImage(image, 0, 0);
  image.close();
  const { data } = context.getImageData(0, 0, width, height);
  return data.every((byte, i) => byte === (i % 4 === 3 ? 255 : values[Math.floor(i / 4) * 3 + (i % 4)]));
}

function readback(why: WhyReadback): Drawing {
  return { by: 'readback', why };
}
