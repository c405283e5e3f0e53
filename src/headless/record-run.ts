/** Trains one planned run and keeps it; goes on where it was interrupted. */
import { deserialize, serialize } from 'node:v8';
import type { SampleSet, ViewSnapshot } from '../data/snapshot';
import { encodeViewSnapshots } from '../data/view-snapshots';
import { beginRun, type Task } from '../training/begin-run';
import type { RunControl } from '../training/control';
import type { TrainingEvent } from '../training/events';
import { SampleViewer } from '../training/sample-viewer';
import { SamplesInView } from '../training/samples-in-view';
import { capsuleOf } from '../training/saved-run';
import { trainRun } from '../training/trainer';
import { breathe } from './breathe';
import type { ProgressLine } from './progress-line';
import type { PlannedRun } from './record-plan';
import { recordedSamples } from './recorder';
import { runId, type Recordings } from './recordings';

export interface RecordingTools {
  readonly task: Task;
  /** the backend's name */
  readonly backend: string;
  readonly recordings: Recordings;
  readonly control: RunControl;
  readonly progress: ProgressLine;
}

/** @returns whether it came to its end */
export async function recordRun(planned: PlannedRun, tools: RecordingTools): Promise<boolean> {
  const { task, backend, recordings, control, progress } = tools;
  const checkpoint = await recordings.read(planned, 'checkpoint');
  const run = beginRun(task, { id: runId(planned), config: planned.config, checkpoint });
  const view = new SamplesInView(task.dataset);
  if (planned.pictures) view.choose(recordedSamples);
  const viewer = new SampleViewer({ ...task, run, view });
  const seen = new Seen(checkpoint && (await recordings.read(planned, 'unfinished')));
  const clock = () => performance.now();
  for await (const event of trainRun(run, { ...task, control, viewer, clock, breathe, backend })) {
    seen.note(event);
    progress.show(event);
    if (event.type !== 'checkpoint') continue;
    if (planned.pictures) await recordings.write(planned, 'unfinished', seen.serialised());
    await recordings.write(planned, 'checkpoint', event.bytes);
  }
  await viewer.close();
  if (run.result) {
    const pictures = planned.pictures ? seen.encoded() : null;
    if (pictures) await recordings.write(planned, 'pictures', pictures);
    await recordings.write(planned, 'run', await capsuleOf(run));
    await recordings.remove(planned, 'checkpoint');
    await recordings.remove(planned, 'unfinished');
  }
  const finished = run.result !== null;
  run.dispose();
  run.method.dispose();
  return finished;
}

interface SeenSoFar {
  samples: SampleSet | null;
  /** ascending by step; one without an answer is replaced by a later look at the same step */
  snapshots: ViewSnapshot[];
}

/** Collects what a run shows, over interruptions too. */
class Seen {
  readonly #so: SeenSoFar;

  constructor(before: Uint8Array | null) {
    this.#so = before ? (deserialize(before) as SeenSoFar) : { samples: null, snapshots: [] };
  }

  note(event: TrainingEvent): void {
    if (event.type === 'samples') this.#so.samples = event.samples;
    if (event.type !== 'snapshot') return;
    const { snapshot } = event;
    const before = this.#so.snapshots.filter(({ step }) => step < snapshot.step);
    const known = this.#so.snapshots.find(({ step }) => step === snapshot.step);
    // a resumed run looks at its first step again
    this.#so.snapshots = [...before, known?.mapping.length ? known : snapshot];
  }

  serialised(): Uint8Array {
    return serialize(this.#so);
  }

  encoded(): Uint8Array<ArrayBuffer> | null {
    const { samples, snapshots } = this.#so;
    if (!samples) return null;
    // before the first mapping there is no answer to show
    const answered = snapshots.filter(({ mapping }) => mapping.length > 0);
    const sampleIds = samples.ids;
    return encodeViewSnapshots({ samples, snapshots: answered.map((one) => ({ ...one, sampleIds })) });
  }
}
