import type { RunConfig } from '../core/method-config';
import { isOwnId } from '../data/own/own-id';
import { UserError } from '../lib/user-error';
import { beginRun, type Task } from '../training/begin-run';
import { RunControl } from '../training/control';
import type { TrainingEvent } from '../training/events';
import { forkRun, replayRun, type ForkPoint } from '../training/fork-run';
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
    freeRun(this.run);
  }
}

const ENDS: readonly TrainingEvent['type'][] = ['done', 'stopped', 'failed'];

export interface LiveRunsOptions {
  /** names of what has been loaded */
  readonly loaded: Pick<RunConfig, 'data' | 'backbone'>;
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
  readonly #replays = new Set<Replay>();

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

  /** Begins runs in lockstep with each other, beside those that are there; all but those that cannot be trained. */
  begin(starts: readonly RunStart[], { paused, refuse }: Beginning): void {
    const runs: Run[] = [];
    for (const { runId: id, config, checkpoint } of starts) {
      try {
        this.#checkRoom(runs.length + 1);
        this.#checkLoaded(config);
        const bytes = checkpoint && Uint8Array.from(checkpoint);
        runs.push(beginRun(this.#options.task, { id, config, checkpoint: bytes }));
      } catch (error) {
        refuse(id, error);
      }
    }
    this.#train(runs, { paused });
  }

  /**
   * Begins runs in lockstep with each other where another one stood, which is replayed first.
   * @throws UserError when the run never stood there, or there is no room for all
   */
  async fork(
    starts: readonly RunStart[],
    point: ForkPoint,
    {
      paused,
      refuse,
      progress,
    }: Beginning & { readonly progress: (runId: string, done: number, total: number) => void },
  ): Promise<void> {
    this.#checkRoom(starts.length);
    const replay: Replay = { control: new RunControl(), wanted: new Set(starts.map(({ runId }) => runId)) };
    this.#replays.add(replay);
    const { task, dependencies } = this.#options;
    const tell = (done: number, total: number) => replay.wanted.forEach((id) => progress(id, done, total));
    try {
      const { control } = replay;
      const origin = await replayRun(point, { task, dependencies, control, progress: tell });
      if (!origin) return;
      const runs: Run[] = [];
      for (const { runId: id, config } of starts) {
        try {
          this.#checkLoaded(config);
          if (replay.wanted.has(id)) runs.push(await forkRun(origin, { task, id, config }));
        } catch (error) {
          refuse(id, error);
        }
      }
      freeRun(origin);
      // somebody may have given one up meanwhile
      for (const run of runs) if (!replay.wanted.has(run.id)) freeRun(run);
      this.#train(
        runs.filter(({ id }) => replay.wanted.has(id)),
        { paused },
      );
    } finally {
      this.#replays.delete(replay);
    }
  }

  /** Ends one run and frees it; the others go on. Resolves when it is gone. */
  async cancel(runId: string): Promise<void> {
    for (const replay of this.#replays) forget(replay, runId);
    const live = this.#runs.get(runId);
    if (!live) return;
    this.#runs.delete(runId);
    live.control.stop();
    await live.ended;
    await live.free();
  }

  /** Ends and frees all. */
  async end(): Promise<void> {
    for (const replay of this.#replays) for (const runId of replay.wanted) forget(replay, runId);
    const runs = this.all;
    this.#runs.clear();
    for (const { control } of runs) control.stop();
    for (const live of runs) {
      await live.ended;
      await live.free();
    }
  }

  /** @throws UserError */
  #checkRoom(more: number): void {
    const training = this.all.filter((live) => live.training).length;
    const coming = [...this.#replays].reduce((sum, { wanted }) => sum + wanted.size, 0);
    if (training + coming + more <= MOST_AT_ONCE) return;
    throw new UserError(
      `At most ${MOST_AT_ONCE} runs train at once. Wait until one of them is done, or cancel one.`,
    );
  }

  /** @throws UserError when it is to be trained on something else: its own numbers would stand for other pictures */
  #checkLoaded({ data, backbone }: RunConfig): void {
    const { loaded } = this.#options;
    if (data === loaded.data && backbone === loaded.backbone) return;
    throw new UserError(
      `This run is for ${inWords(data, 'data')} with ${inWords(backbone, 'a network')}, and ${inWords(loaded.data, 'data')} with ${inWords(loaded.backbone, 'a network')} is loaded. Start it again to load what it needs.`,
    );
  }

  #train(runs: readonly Run[], { paused }: { paused: boolean }): void {
    if (runs.length === 0) return;
    const { task, view, dependencies, follow } = this.#options;
    const group = runs.map((run) => {
      const viewer = new SampleViewer({ ...task, run, view });
      const control = new RunControl({ paused });
      return new LiveRun({ run, viewer, control }, { task, breathe: dependencies.breathe });
    });
    for (const live of group) this.#runs.set(live.run.id, live);
    void follow(marked(group, trainPaired(group, dependencies))).finally(() => {
      for (const live of group) live.noteEnd();
    });
  }
}

interface Beginning {
  readonly paused: boolean;
  /** told of each run that cannot be trained; the others begin */
  readonly refuse: (runId: string, error: unknown) => void;
}

/** A run on its way to where others are to be forked from it. */
interface Replay {
  readonly control: RunControl;
  /** ids of those that wait for it */
  readonly wanted: Set<string>;
}

/** The last one that no longer waits stops it. */
function forget({ wanted, control }: Replay, runId: string): void {
  wanted.delete(runId);
  if (wanted.size === 0) control.stop();
}

function freeRun(run: Run): void {
  run.dispose();
  run.method.dispose();
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

function inWords(name: string, kind: 'data' | 'a network'): string {
  return isOwnId(name) ? `${kind} of your own` : name;
}
