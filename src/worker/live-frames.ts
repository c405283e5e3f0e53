import { bufferOf, type PlanBackend } from '../core/plan/plan-backend';
import * as tf from '../core/tf';
import type { Tensor4D } from '../core/tf';
import type { Drawing, LiveStage, LiveWatch } from '../data/live-picture';
import type { Task } from '../training/begin-run';
import type { Clock } from '../training/eta';
import type { TrainingEvent } from '../training/events';
import { inputImages } from '../training/input-images';
import { canGoLive, liveStages, type LiveStages } from '../training/live-stages';
import type { SamplesInView } from '../training/samples-in-view';
import { isSnapshotStep } from '../training/snapshot-schedule';
import { LiveCanvas } from './live-canvas';
import type { LiveRun, LiveRuns } from './live-runs';
import type { WorkerEvent } from './protocol';

interface LiveFramesParts {
  readonly task: Pick<Task, 'normalisation'>;
  readonly view: SamplesInView;
  readonly runs: LiveRuns;
  readonly clock: Clock;
  readonly drawing: Drawing;
  /** pictures are read back from now on */
  onFailed(): void;
  post(event: WorkerEvent): void;
}

/** Milliseconds from one frame to the next, at least: as many as the eye needs to see masks move. */
const INTERVAL = 100;
/** A frame waits so many times as long as the thread took to record the last one: it takes 5 % of it at most. */
const REST = 20;

/** A watch, and what stays the same from frame to frame. */
interface Watched {
  readonly request: number;
  readonly watch: LiveWatch;
  readonly live: LiveRun;
  /** r(x) [1, H, W, 3] of this raster, as long as it is the one in view */
  readonly image: Tensor4D;
  readonly wanted: ReadonlySet<LiveStage>;
  arranged: boolean;
}

/**
 * Draws what somebody looks at after each step, from the buffers that training has just written, as often as the page
 * takes it. Nothing is read back and nothing is waited for: the drawing stands in the device's queue behind the step.
 * Steps of which a snapshot is taken need none.
 */
export class LiveFrames {
  readonly #parts: LiveFramesParts;
  #drawing: Drawing;
  #device: { readonly backend: PlanBackend; readonly canvas: LiveCanvas } | null = null;
  #watched: Watched | null = null;
  /** the page has not taken the last frame yet */
  #shown = false;
  #next = -Infinity;

  constructor(parts: LiveFramesParts) {
    this.#parts = parts;
    this.#drawing = parts.drawing;
  }

  get drawing(): Drawing {
    return this.#drawing;
  }

  /** Draws this from now on, in the place of what was watched before; nothing where pictures are read back. */
  watch({ request, ...watch }: LiveWatch & { readonly request: number }): void {
    this.end();
    if (this.#drawing.by !== 'device' || watch.pictures.length === 0) return;
    const { runs, view, task } = this.#parts;
    const live = runs.all.find(({ run }) => run.id === watch.runId);
    const sample = view.inSight(watch.sampleId);
    if (!live || !sample || !canGoLive(live.run.method)) return;
    const image = inputImages(live.run.method, task.normalisation, [sample.raster], { apart: true });
    const wanted = new Set(watch.pictures.map(({ stage }) => stage));
    this.#watched = { request, watch, live, image, wanted, arranged: false };
  }

  end(): void {
    this.#watched?.image.dispose();
    this.#watched = null;
    this.#shown = false;
  }

  /** The page has shown the last frame, or thrown it away. */
  taken(): void {
    this.#shown = false;
  }

  /** To be called with what a run says, before it goes on. */
  after(event: TrainingEvent): void {
    const watched = this.#watched;
    if (event.type !== 'progress' || event.phase !== 'training') return;
    if (!watched || event.runId !== watched.live.run.id || !this.#parts.runs.all.includes(watched.live))
      return;
    const began = this.#parts.clock();
    if (this.#shown || began < this.#next || isSnapshotStep(watched.live.run.step)) return;
    try {
      this.#draw(watched);
    } catch {
      // a picture that cannot be drawn is no reason to stop a run
      this.#fail();
    }
    const now = this.#parts.clock();
    this.#next = now + Math.max(INTERVAL, REST * (now - began));
  }

  #draw(watched: Watched): void {
    const { request, watch, live, image, wanted } = watched;
    const { method, state, step } = live.run;
    const { backend, canvas } = this.#opened();
    const stages = liveStages(method, { state, image }, wanted);
    try {
      const first = !watched.arranged;
      if (first) this.#arrange(watched, stages, canvas);
      const buffers = watch.pictures.map(({ stage }) => bufferOf(backend, stages.of(stage)!));
      // what the device does not like of the first frame it would not like of any other
      if (first) backend.device.pushErrorScope('validation');
      const bitmap = canvas.draw(buffers, (record) => submit(backend, record));
      if (first) void this.#judge(backend.device.popErrorScope());
      this.#shown = true;
      this.#parts.post({ type: 'frame', request, step, places: canvas.places, bitmap });
    } finally {
      stages.dispose();
    }
  }

  /** @throws Error where the browser has no canvas for the device that trains */
  #opened(): { readonly backend: PlanBackend; readonly canvas: LiveCanvas } {
    if (this.#device) return this.#device;
    const backend = tf.backend() as unknown as PlanBackend;
    return (this.#device = { backend, canvas: new LiveCanvas(backend.device) });
  }

  /** Nobody waits for it. A lost device is for others to speak of. */
  async #judge(complaint: Promise<GPUError | null>): Promise<void> {
    if (await complaint.catch(() => null)) this.#fail();
  }

  #fail(): void {
    this.end();
    this.#drawing = { by: 'readback', why: 'failed' };
    this.#parts.onFailed();
  }

  /** @throws Error where the method has not what is asked for */
  #arrange(watched: Watched, stages: LiveStages, canvas: LiveCanvas): void {
    const sized = watched.watch.pictures.map(({ stage, colours }) => {
      const shape = stages.of(stage)?.shape;
      if (!shape) throw new Error(`This method has no ${stage} to draw.`);
      const [height, width] = shape.slice(-3);
      return { width: width!, height: height!, colours };
    });
    canvas.arrange(sized);
    watched.arranged = true;
  }
}

/** Behind what the backend has recorded, in the same submission. */
function submit(backend: PlanBackend, record: (encoder: GPUCommandEncoder) => void): void {
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  record(backend.commandEncoder!);
  backend.submitQueue();
}
