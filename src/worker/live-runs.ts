import { UserError } from '../lib/user-error';
import { beginRun, type Task } from '../training/begin-run';
import { RunControl } from '../training/control';
import type { TrainingEvent } from '../training/events';
import { KnockOuts, type KnockOutsOptions } from '../training/knock-outs';
import type { Run } from '../training/run';
import { SampleViewer } from '../training/sample-viewer';
import type { SamplesInView } from '../training/samples-in-view';
import { trainPaired, type PairedRun } from '../training/train-paired';
import type { TrainingDependencies } from '../training/trainer';
import type { RunStart } from './protocol';

/** More would take too much memory, and too long each. */
const MOST_AT_ONCE = 6;

/** A run in this worker: it trains, or has trained and can still be looked at. */
export class LiveRun implements PairedRun {
  readonly run: Run;
  readonly viewer: SampleViewer;
  readonly control: RunControl;
  readonly knockOuts: KnockOuts;
  readonly ended: Promise<void>;
  #end: () => void = () => undefined;
  #training = true;

  constructor({ run, viewer, control }: PairedRun, around: Omit<KnockOutsOptions, 'run'>) {
    this.run = run;
    this.viewer = viewer;
    this.control = control;
    this.knockOuts = new KnockOuts({ ...around, run });
    this.ended = new Promise((resolve) => (this.#end = resolve));
  }

  get training(): boolean {
    return this.#training;
  }

  /** To be called when it trains no more, for whatever reason. */
  noteEnd(): void {
    this.#training = false;
    this.#end();
  }

  async free(): Promise<void> {
    await this.knockOuts.close();
    await this.viewer.close();
    this.run.dispose();
    this.run.method.dispose();
  }
}

const ENDS: readonly TrainingEvent['type'][] = ['done', 'stopped', 'failed'];

export interface LiveRunsOptions {
  readonly task: Task;
  readonly view: SamplesInView;
  readonly dependencies: Omit<TrainingDependencies, 'control' | 'viewer'>;
  /** takes what a group of runs says, until they have ended */
  readonly follow: (events: AsyncGenerator<TrainingEvent>) => Promise<void>;
}

/** All runs on one loaded task, by the name that the page gave them. */
export class LiveRuns {
  readonly #options: LiveRunsOptions;
  readonly #runs = new Map<string, LiveRun>();

  constructor(options: LiveRunsOptions) {
    this.#options = options;
  }

  get all(): readonly LiveRun[] {
    return [...this.#runs.values()];
  }

  /** @throws UserError when there is no such run; any run will do without a name */
  find(runId: string | undefined): LiveRun {
    const found = runId === undefined ? this.all[0] : this.#runs.get(runId);
    if (!found) throw new UserError('There is no such run here. Train at least one step.');
    return found;
  }

  /**
   * Begins runs in lockstep with each other, beside those that are there.
   * @throws UserError when one cannot be trained; none is begun then
   */
  begin(starts: readonly RunStart[], { paused }: { paused: boolean }): void {
    const busy = this.all.filter(({ training }) => training).length;
    if (busy + starts.length > MOST_AT_ONCE) {
      throw new UserError(
        `At most ${MOST_AT_ONCE} runs train at once. Wait until one of them is done, or cancel one.`,
      );
    }
    const { task, view, dependencies, follow } = this.#options;
    const group: LiveRun[] = [];
    try {
      for (const { runId: id, config, checkpoint } of starts) {
        const run = beginRun(task, { id, config, checkpoint: checkpoint && Uint8Array.from(checkpoint) });
        const viewer = new SampleViewer({ ...task, run, view });
        const control = new RunControl({ paused });
        group.push(new LiveRun({ run, viewer, control }, { task, breathe: dependencies.breathe }));
      }
    } catch (error) {
      for (const live of group) void live.free();
      throw error;
    }
    for (const live of group) this.#runs.set(live.run.id, live);
    void follow(marked(group, trainPaired(group, dependencies))).finally(() => {
      for (const live of group) live.noteEnd();
    });
  }

  /** Ends one run and frees it; the others go on. Resolves when it is gone. */
  async cancel(runId: string): Promise<void> {
    const live = this.#runs.get(runId);
    if (!live) return;
    this.#runs.delete(runId);
    live.control.stop();
    await live.ended;
    await live.free();
  }

  /** Ends and frees all. */
  async end(): Promise<void> {
    const runs = this.all;
    this.#runs.clear();
    for (const { control } of runs) control.stop();
    for (const live of runs) {
      await live.ended;
      await live.free();
    }
  }
}

/** Notes which run trains no more while others of its group do. */
async function* marked(
  group: readonly LiveRun[],
  events: AsyncGenerator<TrainingEvent>,
): AsyncGenerator<TrainingEvent> {
  for await (const event of events) {
    yield event;
    if (ENDS.includes(event.type)) group.find(({ run }) => run.id === event.runId)?.noteEnd();
  }
}
