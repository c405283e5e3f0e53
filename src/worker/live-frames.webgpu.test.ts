import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAdam } from '../core/optimiser/adam';
import type { MethodConfig } from '../core/method-config';
import { initialState } from '../core/method-state';
import { createMethod } from '../core/smm';
import type { PlanBackend } from '../core/plan/plan-backend';
import * as tf from '../core/tf';
import { leakedTensors } from '../core/testing/backends';
import { startWebGPU } from '../core/testing/webgpu';
import type { Drawing, LiveStage, PicturePlace } from '../data/live-picture';
import { PUBLISHED } from '../lib/normalisation';
import { createRandom } from '../lib/random';
import { benchOf } from '../trace/bench';
import type { TrainingEvent } from '../training/events';
import { Run } from '../training/run';
import { SampleViewer } from '../training/sample-viewer';
import { SamplesInView } from '../training/samples-in-view';
import { normalisation, provenance, toyBackbone, toyConfig, toyFacts } from '../training/testing/toy-run';
import { toyDataset } from '../training/testing/toy-task';
import type { Field } from '../ui/pictures/field';
import { packedColours } from '../ui/pictures/live-colours';
import { mapPixels, naturalPixels, signedPixels, type ColourRule } from '../ui/pictures/pixels';
import { LiveFrames } from './live-frames';
import type { LiveRuns } from './live-runs';
import type { WorkerEvent } from './protocol';

const missing = await startWebGPU();
if (missing) console.warn(missing);

/** A canvas as Node has none: its image is the texture that was drawn into. */
class TextureCanvas {
  width = 1;
  height = 1;
  #texture: GPUTexture | null = null;

  getContext(): object {
    let device: GPUDevice;
    let format: GPUTextureFormat;
    return {
      configure: (options: GPUCanvasConfiguration) => ({ device, format } = options),
      unconfigure: () => undefined,
      getCurrentTexture: () => {
        const usage = GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC;
        return (this.#texture = device.createTexture({ size: [this.width, this.height], format, usage }));
      },
    };
  }

  transferToImageBitmap(): object {
    if (broken) throw new Error('InvalidStateError');
    const texture = this.#texture!;
    return { width: this.width, height: this.height, texture, close: () => texture.destroy() };
  }
}

let broken = false;
const dataset = toyDataset();
type Frame = Extract<WorkerEvent, { type: 'frame' }>;
let heard: WorkerEvent[];
let time: number;
let onFailed: ReturnType<typeof vi.fn<() => void>>;

beforeEach(() => {
  heard = [];
  time = 0;
  broken = false;
  onFailed = vi.fn<() => void>();
});

/** A run in the middle of its way, with a pattern that shows. */
function runAt(step: number, method: Partial<MethodConfig>): Run {
  const config = toyConfig(method);
  const made = createMethod(config.method, normalisation);
  const random = createRandom(3, 'state');
  const state = initialState(made, 0);
  for (const name of Object.keys(state).filter((one) => /delta|mask|pattern/.test(one))) {
    state[name] = Float32Array.from(state[name]!, (value) => value + 0.2 * (2 * random.uniform() - 1));
  }
  const adam = { ...createAdam(made.parameters), steps: step };
  return new Run({ id: 'toy', config, method: made, classes: dataset.classes, provenance, state, adam });
}

function framesOf(run: Run, drawing: Drawing = { by: 'device' }, all: readonly { run: Run }[] = [{ run }]) {
  const view = new SamplesInView(dataset);
  view.choose(['test/0', 'test/1']);
  const runs = { all } as unknown as LiveRuns;
  const parts = { task: { normalisation }, view, runs, clock: () => time, drawing, onFailed };
  return { view, frames: new LiveFrames({ ...parts, post: (event) => heard.push(event) }) };
}

const stepped = (run: Run): TrainingEvent => ({
  type: 'progress',
  runId: run.id,
  phase: 'training',
  done: 1,
  total: 9,
  eta: null,
});
const framesHeard = () => heard.filter((event) => event.type === 'frame');
const one = [{ stage: 'mask' as const, colours: packedColours({ by: 'signed', gain: 1 }) }];
const aWatch = { runId: 'toy', sampleId: 'test/1', pictures: one, request: 1 };

describe.skipIf(missing)('on webgpu', () => {
  beforeAll(() => {
    vi.stubGlobal('OffscreenCanvas', TextureCanvas);
    navigator.gpu.getPreferredCanvasFormat = () => 'rgba8unorm';
  });
  afterAll(() => vi.unstubAllGlobals());

  async function bytesOf({ bitmap }: Frame, place: PicturePlace): Promise<Uint8Array> {
    const { texture } = bitmap as unknown as { texture: GPUTexture };
    const { device: on } = tf.backend() as unknown as { device: GPUDevice };
    const bytesPerRow = Math.ceil((texture.width * 4) / 256) * 256;
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    const read = on.createBuffer({ size: bytesPerRow * texture.height, usage });
    const encoder = on.createCommandEncoder();
    encoder.copyTextureToBuffer({ texture }, { buffer: read, bytesPerRow }, [texture.width, texture.height]);
    on.queue.submit([encoder.finish()]);
    await read.mapAsync(GPUMapMode.READ);
    const bytes = new Uint8Array(read.getMappedRange());
    const rows = Array.from({ length: place.height }, (_, row) => {
      const at = (place.y + row) * bytesPerRow + place.x * 4;
      return [...bytes.subarray(at, at + place.width * 4)];
    });
    return Uint8Array.from(rows.flat());
  }

  /** What the page would paint once the same step was read back. */
  async function readBack(run: Run, view: SamplesInView) {
    const backbone = toyBackbone();
    const viewer = new SampleViewer({
      run,
      view,
      backbone,
      normalisation,
      facts: toyFacts(dataset, backbone),
    });
    const [samples, snapshot] = await viewer.look();
    if (samples?.type !== 'samples' || snapshot?.type !== 'snapshot')
      throw new Error('Nothing was read back.');
    const { ids } = samples.samples;
    await viewer.close();
    return benchOf({
      config: run.config,
      samples: samples.samples,
      index: 1,
      snapshot: { ...snapshot.snapshot, sampleIds: ids },
      row: 1,
    });
  }

  const painted = (field: Field, colours: ColourRule) =>
    colours.by === 'diverging'
      ? mapPixels({ ...field, channels: 3 }, colours).data
      : colours.by === 'signed'
        ? signedPixels(field, colours.gain).data
        : naturalPixels(field, colours).data;

  const methods: Readonly<Record<string, Partial<MethodConfig>>> = {
    'sample-specific masks': {},
    'a side that is no multiple of the patch': { side: 35 },
    'one mask for all': { masks: 'shared-three-channel' },
    'patterns of their own': { pattern: 'sample-specific' },
    'a mask without a pattern': { pattern: 'mask-only' },
    'a fixed frame': { baseline: 'narrow' },
    'a bounded pattern round the picture': { baseline: 'pad' },
  };

  test.each(Object.entries(methods))(
    '%s: the bytes that the page paints of a readback',
    async (_, method) => {
      const run = runAt(17, method);
      const { view, frames } = framesOf(run);
      const bench = await readBack(run, view);
      const { units } = bench;
      const wanted: readonly { stage: LiveStage; colours: ColourRule }[] = (
        [
          ...([0, 1, 2] as const).map((channel) => ({
            stage: 'mask' as const,
            colours: { by: 'diverging' as const, channel, limit: 0.4, theme: 'light' as const },
          })),
          { stage: 'maskFull', colours: { by: 'diverging', channel: 1, limit: 1, theme: 'dark' } },
          { stage: 'mask', colours: { by: 'signed', gain: 2.5 } },
          { stage: 'pattern', colours: { by: 'signed', gain: 5 } },
          { stage: 'product', colours: { by: 'signed', gain: 20 } },
          { stage: 'prompted', colours: { by: 'natural', units, channel: 'all' } },
          { stage: 'prompted', colours: { by: 'natural', units: PUBLISHED, channel: 2 } },
        ] as const
      ).filter(({ stage }) => bench[stage] !== null);
      expect(wanted.length).toBeGreaterThan(2);
      const pictures = wanted.map(({ stage, colours }) => ({ stage, colours: packedColours(colours) }));
      frames.watch({ ...aWatch, pictures });
      frames.after(stepped(run));
      const [frame] = framesHeard();
      expect(frame).toMatchObject({ step: 17, request: 1 });
      for (const [index, { stage, colours }] of wanted.entries()) {
        const expected = painted(bench[stage]!, colours);
        const place = frame!.places[index]!;
        expect(place).toMatchObject({ width: bench[stage]!.width, height: bench[stage]!.height });
        const drawn = await bytesOf(frame!, place);
        const differ = expected.filter((byte, at) => byte !== drawn[at]).length;
        expect(differ, `${stage}, ${colours.by}: bytes that differ`).toBe(0);
      }
      frames.end();
      run.dispose();
      expect(onFailed).not.toHaveBeenCalled();
    },
  );

  test('as often as the page takes them, a tenth of a second apart, and none of a step with a snapshot', () => {
    const run = runAt(17, {});
    const { frames } = framesOf(run);
    frames.after(stepped(run));
    frames.watch(aWatch);
    frames.after({ ...stepped(run), phase: 'evaluation' } as TrainingEvent);
    expect(framesHeard()).toHaveLength(0);
    frames.after(stepped(run));
    frames.after(stepped(run));
    expect(framesHeard(), 'the first is not taken').toHaveLength(1);
    frames.taken(1);
    time = 99;
    frames.after(stepped(run));
    expect(framesHeard(), 'too soon').toHaveLength(1);
    time = 100;
    frames.after(stepped(run));
    expect(framesHeard()).toHaveLength(2);
    frames.end();
    time = 1000;
    frames.after(stepped(run));
    expect(framesHeard(), 'nobody watches').toHaveLength(2);
    const kept = runAt(18, {});
    const { frames: others } = framesOf(kept);
    others.watch(aWatch);
    others.after(stepped(kept));
    expect(framesHeard(), 'step 18 has a snapshot').toHaveLength(2);
  });

  test('frames leave no tensor behind', async () => {
    const run = runAt(17, {});
    const { frames } = framesOf(run);
    const draw = () => {
      frames.watch(aWatch);
      time += 100;
      frames.after(stepped(run));
      frames.end();
    };
    draw();
    expect(await leakedTensors(() => (draw(), draw(), []))).toBe(0);
    expect(framesHeard()).toHaveLength(3);
  });

  test('a frame of an earlier look that is taken late frees no place in the next look', () => {
    const run = runAt(17, {});
    const { frames } = framesOf(run);
    frames.watch({ ...aWatch, request: 2 });
    frames.after(stepped(run));
    frames.taken(1);
    time = 100;
    frames.after(stepped(run));
    expect(framesHeard()).toHaveLength(1);
    frames.taken(2);
    frames.after(stepped(run));
    expect(framesHeard()).toHaveLength(2);
  });

  test('a picture that the method does not have is left out, and nothing fails over it', () => {
    const full = runAt(17, { baseline: 'full' });
    const { frames } = framesOf(full);
    frames.watch(aWatch);
    frames.after(stepped(full));
    expect(framesHeard(), 'a look that has nothing of this run').toHaveLength(0);
    frames.watch({ ...aWatch, pictures: [...one, { ...one[0]!, stage: 'prompted' }] });
    time = 100;
    frames.after(stepped(full));
    const [frame] = framesHeard();
    expect(frame!.places).toEqual([null, expect.objectContaining({ x: 0 })]);
    expect(onFailed).not.toHaveBeenCalled();
  });

  describe('errors of the device that trains', () => {
    const deviceHere = () => (tf.backend() as unknown as { device: GPUDevice }).device;

    /** @returns how often the device complains in public about what `wrong` does */
    async function complaints(wrong: () => void | Promise<void>): Promise<number> {
      const device = deviceHere();
      const listener = vi.fn();
      device.addEventListener('uncapturederror', listener);
      await wrong();
      await device.queue.onSubmittedWorkDone();
      await new Promise((resolve) => setTimeout(resolve, 100));
      device.removeEventListener('uncapturederror', listener);
      return listener.mock.calls.length;
    }

    test('are still heard after a drawing that threw', async () => {
      const run = runAt(17, {});
      const { frames } = framesOf(run);
      broken = true;
      frames.watch(aWatch);
      frames.after(stepped(run));
      expect(onFailed).toHaveBeenCalledOnce();
      const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE;
      const wrong = () => void deviceHere().createBuffer({ size: 16, usage });
      expect(await complaints(wrong)).toBe(1);
    });

    test('are not taken for errors of the drawing', async () => {
      const run = runAt(17, {});
      const { frames } = framesOf(run);
      const backend = tf.backend() as unknown as PlanBackend;
      frames.watch(aWatch);
      const heardOf = await complaints(() => {
        backend.ensureCommandEncoderReady();
        backend.endComputePassEncoder();
        const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
        const small = deviceHere().createBuffer({ size: 16, usage });
        backend.commandEncoder!.copyBufferToBuffer(small, 0, small, 0, 1024);
        frames.after(stepped(run));
      });
      expect(heardOf).toBeGreaterThan(0);
      expect(framesHeard()).toHaveLength(1);
      expect(frames.drawing).toEqual({ by: 'device' });
    });
  });

  test('what cannot be drawn ends the drawing, not the run, and says so', () => {
    const run = runAt(17, {});
    const { frames } = framesOf(run);
    broken = true;
    frames.watch(aWatch);
    frames.after(stepped(run));
    expect(onFailed).toHaveBeenCalledOnce();
    expect(frames.drawing).toEqual({ by: 'readback', why: 'failed' });
    frames.watch(aWatch);
    frames.after(stepped(run));
    expect(framesHeard()).toHaveLength(0);
  });

  test('nothing is drawn where pictures are read back, or of a picture or a run that is not here', () => {
    const run = runAt(17, {});
    framesOf(run, { by: 'readback', why: 'software' }).frames.watch(aWatch);
    const { frames } = framesOf(run);
    for (const strange of [{ sampleId: 'test/7' }, { runId: 'other' }, { pictures: [] }]) {
      frames.watch({ ...aWatch, ...strange });
      frames.after(stepped(run));
    }
    expect(framesHeard()).toHaveLength(0);
    expect(onFailed).not.toHaveBeenCalled();
  });

  test('a run that is still on its way is drawn when it has come', () => {
    const run = runAt(17, {});
    const all: { run: Run }[] = [];
    const { frames } = framesOf(run, { by: 'device' }, all);
    frames.watch(aWatch);
    frames.after(stepped(run));
    expect(framesHeard()).toHaveLength(0);
    all.push({ run });
    time = 100;
    frames.after(stepped(run));
    expect(framesHeard()).toHaveLength(1);
    all.pop();
    frames.taken(1);
    time = 200;
    frames.after(stepped(run));
    expect(framesHeard(), 'and no more when it has gone').toHaveLength(1);
  });

  test('a method that asks the network first has its snapshots', () => {
    const run = runAt(17, { pattern: 'class-specific' });
    const { frames } = framesOf(run);
    frames.watch(aWatch);
    frames.after(stepped(run));
    expect(framesHeard()).toHaveLength(0);
    expect(onFailed).not.toHaveBeenCalled();
  });
});
