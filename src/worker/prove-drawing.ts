import { packedLines, stepsOf } from '../lib/value-steps';
import type { Drawing, WhyReadback } from '../data/live-picture';
import { describeAdapter, findAdapter } from '../core/engine/candidates';
import { LiveCanvas } from './live-canvas';

/** Cells of the picture that is drawn to see: odd, so that no row of it is aligned. */
const size = { width: 7, height: 5 };

/** Milliseconds that training waits for it at most; a processor that stands in for a graphics card is slow at it. */
const PATIENCE = { hardware: 5_000, software: 120_000 };

/** The bytes 0..255 as they are. */
const line = (channel: number) => ({
  channel,
  steps: stepsOf((value) => Math.max(0, Math.min(255, Math.round(value))), 256),
  bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte),
  otherwise: 0,
});

/** Milliseconds after which a device that was lost has said so. */
const LAST_WORD = 250;

interface ProofOptions {
  /** also where WebGPU runs on the processor */
  readonly onSoftware?: boolean;
}

/**
 * Draws a known picture and looks whether it comes out, on a device of its own: some browsers hand out an empty image,
 * and some lose every device over it. So this is to be done before there is one that trains.
 */
export async function proveDrawing({ onSoftware = false }: ProofOptions = {}): Promise<Drawing> {
  if (!('gpu' in navigator)) return readback('backend');
  if (!('OffscreenCanvas' in globalThis)) return readback('no-canvas');
  const over = new AbortController();
  try {
    const patience = onSoftware ? PATIENCE.software : PATIENCE.hardware;
    return await Promise.race([prove(onSoftware, over.signal), after(patience, readback('failed'))]);
  } finally {
    over.abort();
  }
}

/** @param over whatever was opened is to be closed */
async function prove(onSoftware: ProofOptions['onSoftware'], over: AbortSignal): Promise<Drawing> {
  const adapter = await findAdapter(navigator.gpu).catch(() => null);
  if (!adapter) return readback('backend');
  if (describeAdapter(adapter.info).software && !onSoftware) return readback('software');
  const device = await adapter.requestDevice().catch(() => null);
  if (!device) return readback('failed');
  const end = () => device.destroy();
  if (over.aborted) end();
  over.addEventListener('abort', end);
  const lost = device.lost.then(({ reason }) => readback(reason === 'destroyed' ? 'failed' : 'lost'));
  try {
    const same = comesOut(device).then((is): Drawing => (is ? { by: 'device' } : readback('other-pixels')));
    return await Promise.race([same, lost]);
  } catch {
    return Promise.race([lost, after(LAST_WORD, readback('failed'))]);
  }
}

function after<Value>(milliseconds: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(() => resolve(value), milliseconds));
}

/** Whether every byte of a picture comes back as it was drawn. @throws Error where nobody can look at it */
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
  if (!context) throw new Error('The browser has no canvas to look at.');
  context.drawImage(image, 0, 0);
  image.close();
  const { data } = context.getImageData(0, 0, width, height);
  return data.every((byte, i) => byte === (i % 4 === 3 ? 255 : values[Math.floor(i / 4) * 3 + (i % 4)]));
}

function readback(why: WhyReadback): Drawing {
  return { by: 'readback', why };
}
