import { bufferOf, type PlanBackend } from '../core/plan/plan-backend';
import * as tf from '../core/tf';
import type { Tensor, Tensor4D } from '../core/tf';
import type { Drawing, LiveStage, LiveWatch } from '../data/live-picture';
import type { Task } from '../training/begin-run';
import type { Clock } from '../training/eta';
import type { TrainingEvent } from '../training/events';
import { inputImages } from '../training/input-images';
import { canGoLive, liveStages } from '../training/live-stages';
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

interface Watched extends LiveWatch {
  readonly request: number;
  readonly wanted: ReadonlySet<LiveStage>;
}

/** What stays the same from frame to frame. */
interface Prepared {
  readonly live: LiveRun;
  /** r(x) [1, H, W, 3] */
  readonly image: Tensor4D;
  /** whether its first frame is still to come */
  first: boolean;
}

/**
 * Draws what somebody looks at after each step, from the buffers that training has just written, as often as the page
 * takes it. Nothing is read back and nothing is waited for: the drawing stands in the device's queue behind the step.
 * Steps of which a snapshot is taken need none.
 */
export class LiveFrames {
  readonly #parts: LiveFramesParts;
  #drawing: Drawing;
  #canvas: LiveCanvas | null = null;
  #watched: Watched | null = null;
  /** null until the run takes a step: it may still be on its way */
  #prepared: Prepared | null = null;
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
  watch(watch: LiveWatch & { readonly request: number }): void {
    this.end();
    if (this.#drawing.by !== 'device' || watch.pictures.length === 0) return;
    this.#watched = { ...watch, wanted: new Set(watch.pictures.map(({ stage }) => stage)) };
  }

  end(): void {
    this.#prepared?.image.dispose();
    this.#canvas?.clear();
    this.#prepared = null;
    this.#watched = null;
    this.#shown = false;
  }

  /** The page has shown the last frame, or thrown it away. One of an earlier look frees no place in this one. */
  taken(request: number): void {
    if (request === this.#watched?.request) this.#shown = false;
  }

  /** To be called with what a run says, before it goes on. */
  after(event: TrainingEvent): void {
    const watched = this.#watched;
    if (event.type !== 'progress' || event.phase !== 'training' || event.runId !== watched?.runId) return;
    const began = this.#parts.clock();
    if (this.#shown || began < this.#next) return;
    try {
      const prepared = this.#prepare(watched);
      if (!prepared || isSnapshotStep(prepared.live.run.step)) return;
      this.#draw(watched, prepared);
    } catch {
      // a picture that cannot be drawn is no reason to stop a run
      this.#fail();
    }
    const now = this.#parts.clock();
    this.#next = now + Math.max(INTERVAL, REST * (now - began));
  }

  /** @returns null where there is no such run or picture, or a frame of it would cost too much */
  #prepare({ runId, sampleId }: Watched): Prepared | null {
    const { runs, view, task } = this.#parts;
    const live = runs.all.find(({ run }) => run.id === runId);
    if (!live) return null;
    if (this.#prepared) return this.#prepared;
    const sample = view.inSight(sampleId);
    const { method } = live.run;
    if (!sample || !canGoLive(method)) return null;
    const image = inputImages(method, task.normalisation, [sample.raster], { apart: true });
    return (this.#prepared = { live, image, first: true });
  }

  #draw({ request, pictures, wanted }: Watched, prepared: Prepared): void {
    const { live, image, first } = prepared;
    const { method, state, step } = live.run;
    const backend = tf.backend() as unknown as PlanBackend;
    const stages = liveStages(method, { state, image }, wanted);
    try {
      const had = pictures.flatMap(({ stage, colours }) => {
        const tensor = stages.of(stage);
        return tensor ? [{ tensor, size: sizeOf(tensor), colours }] : [];
      });
      if (had.length === 0) return;
      const buffers = had.map(({ tensor }) => bufferOf(backend, tensor));
      submitRecorded(backend);
      const draw = () => {
        const canvas = (this.#canvas ??= new LiveCanvas(backend.device));
        if (first) canvas.arrange(had.map(({ size, colours }) => ({ ...size, colours })));
        return { bitmap: canvas.draw(buffers), places: canvas.places };
      };
      // what the device does not like of the first frame it would not like of any other
      const { bitmap, places } = first ? this.#judged(backend.device, draw) : draw();
      prepared.first = false;
      this.#shown = true;
      let next = 0;
      const placed = pictures.map(({ stage }) => (stages.of(stage) ? places[next++]! : null));
      this.#parts.post({ type: 'frame', request, step, places: placed, bitmap });
    } finally {
      stages.dispose();
    }
  }

  /** Hears what the device says of this and of nothing else, whatever becomes of it. */
  #judged<Result>(device: GPUDevice, draw: () => Result): Result {
    device.pushErrorScope('validation');
    try {
      return draw();
    } finally {
      void this.#judge(device.popErrorScope());
    }
  }

  /** Nobody waits for it. A lost device is for others to speak of. */
  async #judge(complaint: Promise<GPUError | null>): Promise<void> {
    if ((await complaint.catch(() => null)) && this.#drawing.by === 'device') this.#fail();
  }

  #fail(): void {
    this.end();
    this.#canvas?.close();
    this.#canvas = null;
    this.#drawing = { by: 'readback', why: 'failed' };
    this.#parts.onFailed();
  }
}

function sizeOf({ shape }: Tensor): { readonly width: number; readonly height: number } {
  const [height, width] = shape.slice(-3);
  return { width: width!, height: height! };
}

/** What training has recorded goes first and by itself: its mistakes are none of the drawing's. */
function submitRecorded(backend: PlanBackend): void {
  if (!backend.commandEncoder) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}
