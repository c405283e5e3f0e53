import type { DecodeImage } from '../data/decode-image';
import type { Drawing } from '../data/live-picture';
import { UserError } from '../lib/user-error';
import { provenanceOf, type Task } from '../training/begin-run';
import type { Clock } from '../training/eta';
import type { TrainingEvent } from '../training/events';
import { inOurWords, OutOfMemory } from '../training/failures';
import { SamplesInView } from '../training/samples-in-view';
import { capsuleOf } from '../training/saved-run';
import { Inspector } from './inspector';
import { LiveFrames } from './live-frames';
import { LiveRuns } from './live-runs';
import { Onlooker } from './onlooker';
import { Preparation } from './preparation';
import type { Command, DeviceReport, OwnImage, WorkerEvent } from './protocol';
import { sentence } from './sentence';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** What an `open` command has loaded. */
export interface OpenTask extends Task {
  readonly sourceClasses: readonly string[];
  /** whether the device can draw what it has computed */
  readonly drawing: Drawing;
  /** the device as it stands now, dispatches included */
  report(): DeviceReport;
}

/** What the session needs of its thread. */
export interface SessionHost {
  post(event: WorkerEvent): void;
  open(command: CommandOf<'open'>): Promise<OpenTask>;
  readonly decodeImage: DecodeImage;
  readonly clock: Clock;
  readonly breathe: () => Promise<void>;
}

/** What has been opened, and what trains on it. */
interface Opened {
  readonly task: OpenTask;
  readonly view: SamplesInView;
  readonly runs: LiveRuns;
  readonly onlooker: Onlooker;
  readonly inspector: Inspector;
  readonly frames: LiveFrames;
  readonly preparation: Preparation;
}

/**
 * Milliseconds that a failure is held back: where it comes of a lost device, the device says so itself just after,
 * and in better words.
 */
const LAST_WORD = 250;

/**
 * One page's session in its worker: one loaded task, and the runs on it. Commands are taken one after another; none
 * of them waits for a run to end but the `start` that replaces it, and none for pictures to be decoded.
 */
export class Session {
  readonly #host: SessionHost;
  #opened: Opened | null = null;
  #before: Promise<void> = Promise.resolve();
  #pictures: Promise<void> = Promise.resolve();

  constructor(host: SessionHost) {
    this.#host = host;
  }

  handle(command: Command): void {
    const answer = () => this.#answer(command).catch((error) => this.#complain(error, command));
    if (command.type === 'add-images' || command.type === 'remove-image') {
      // behind each other and what was asked before, but nothing else behind them: a large photo takes seconds
      this.#pictures = Promise.all([this.#pictures, this.#before]).then(answer);
    } else this.#before = this.#before.then(answer);
  }

  async #answer(command: Command): Promise<void> {
    switch (command.type) {
      case 'open':
        return this.#open(command);
      case 'prepare':
        void this.#opened?.preparation.prepare(command);
        return;
      case 'start':
        return this.#start(command);
      case 'join':
        return this.#join(command);
      case 'cancel':
        void this.#opened?.runs.cancel(command.runId);
        return;
      case 'pause':
      case 'resume':
      case 'step':
      case 'stop':
        for (const { control } of this.#opened?.runs.all ?? []) control[command.type]();
        return;
      case 'add-images':
        for (const image of command.images) {
          await this.#addImage(image);
          await this.#host.breathe();
        }
        return this.#look();
      case 'remove-image':
        this.#opened?.view.remove(command.id);
        return this.#look();
      case 'view':
        this.#opened?.view.choose(command.sampleIds);
        return this.#look();
      case 'snapshot':
        return this.#look({ again: true });
      case 'knock-out':
        void this.#begun.onlooker.knockOut(command);
        return;
      case 'knock-out-end':
        this.#opened?.onlooker.endKnockOut();
        return;
      case 'explain':
        void this.#begun.onlooker.explain(command);
        return;
      case 'explain-end':
        this.#opened?.onlooker.endExplain(command.purpose);
        return;
      case 'inspect':
        return this.#begun.inspector.ask(command);
      case 'inspect-end':
        this.#opened?.inspector.end(command.request);
        return;
      case 'watch':
        return this.#begun.frames.watch(command);
      case 'watch-end':
        return this.#opened?.frames.end();
      case 'frame-taken':
        return this.#opened?.frames.taken(command.request);
      case 'capsule':
        return this.#sendCapsule(command);
      default:
        return command satisfies never;
    }
  }

  async #open(command: CommandOf<'open'>): Promise<void> {
    this.#opened?.preparation.stop();
    const task = await this.#host.open(command);
    const { dataset, sourceClasses, drawing } = task;
    const view = new SamplesInView(dataset);
    const { clock, breathe } = this.#host;
    const { backend } = task.report();
    const dependencies = { ...task, clock, breathe, backend };
    const follow = (events: AsyncGenerator<TrainingEvent>) => this.#follow(events);
    const runs = new LiveRuns({ loaded: command, task, view, dependencies, follow });
    const parts = { task, view, runs, breathe, post: (event: WorkerEvent) => this.#host.post(event) };
    const frames = new LiveFrames({ ...parts, clock, drawing, onFailed: () => this.#postDevice() });
    this.#opened = {
      ...{ task, view, runs, frames },
      onlooker: new Onlooker(parts),
      inspector: new Inspector(parts),
      preparation: new Preparation(parts),
    };
    this.#host.post({
      type: 'ready',
      device: { ...task.report(), drawing },
      classes: dataset.classes,
      sourceClasses,
      trainCount: dataset.train.count,
      testCount: dataset.test.count,
      provenance: provenanceOf(task),
    });
  }

  async #start(command: CommandOf<'start'>): Promise<void> {
    const { runs, view, preparation } = this.#begun;
    preparation.stop();
    await runs.end();
    view.choose(command.sampleIds);
    const { paused, beside = [] } = command;
    runs.begin([command, ...beside], { paused, refuse: this.#refuse });
  }

  /** A replay may take as long as an epoch: nothing waits for it. */
  #join({ runs: starts, paused, fork }: CommandOf<'join'>): void {
    const { runs } = this.#begun;
    const refuse = this.#refuse;
    if (!fork) return runs.begin(starts, { paused, refuse });
    const progress = (runId: string, done: number, total: number) =>
      this.#host.post({ type: 'progress', runId, phase: 'training', done, total, eta: null });
    const point = { checkpoint: Uint8Array.from(fork.checkpoint), step: fork.step };
    runs.fork(starts, point, { paused, refuse, progress }).catch((error) => {
      for (const { runId } of starts) refuse(runId, error);
    });
  }

  /** One run that cannot begin leaves the others as they are. */
  readonly #refuse = (runId: string, error: unknown): void => {
    void this.#report('It could not begin', error, { runId, fatal: false });
  };

  get #begun(): Opened {
    if (!this.#opened) throw new Error('A run was asked for before anything was opened.');
    return this.#opened;
  }

  /** Passes a run's events on. A failure in the middle of a run leaves nothing that could be trusted. */
  async #follow(events: AsyncGenerator<TrainingEvent>): Promise<void> {
    try {
      for await (const event of events) {
        this.#host.post(event);
        if (event.type === 'steps' || event.type === 'done') this.#postDevice();
        this.#begun.frames.after(event);
      }
    } catch (error) {
      await this.#report('Training failed', error, { runId: null, fatal: true });
    }
  }

  #postDevice(): void {
    const { task, frames } = this.#begun;
    this.#host.post({ type: 'device', device: { ...task.report(), drawing: frames.drawing } });
  }

  async #addImage({ id, bytes }: OwnImage): Promise<void> {
    try {
      const raster = await this.#host.decodeImage(Uint8Array.from(bytes));
      this.#opened?.view.add(id, raster);
      this.#host.post({ type: 'own-image', id, ok: true });
    } catch (error) {
      this.#host.post({ type: 'own-image', id, ok: false, message: sentence('It cannot be read', error) });
    }
  }

  /** Answers between the chunks of a step; later commands do not wait for it. */
  #look(options: { again?: boolean } = {}): void {
    const runs = this.#opened?.runs;
    for (const live of runs?.all ?? []) {
      const here = () => runs?.all.includes(live);
      const show = async () => {
        for (const event of await live.viewer.look(options)) if (here()) this.#host.post(event);
      };
      show().catch((error) => {
        const about = { runId: live.run.id, fatal: false };
        if (here()) void this.#report('The samples in view could not be computed', error, about);
      });
    }
  }

  async #sendCapsule({ request, runId }: CommandOf<'capsule'>): Promise<void> {
    const live = this.#opened?.runs.find(runId);
    if (!live) throw new UserError('There is no run to save yet. Train at least one step.');
    this.#host.post({ type: 'capsule', request, bytes: await capsuleOf(live.run) });
  }

  /** What could not even be opened leaves a worker of no use; anything else leaves it as it was. */
  async #complain(error: unknown, command: Command): Promise<void> {
    const runId = 'runId' in command ? (command.runId ?? null) : null;
    await this.#report('The engine made a mistake', error, { runId, fatal: command.type === 'open' });
  }

  /** @param about.fatal whatever the cause was; a device without room is of no more use in any case */
  async #report(
    what: string,
    cause: unknown,
    about: { runId: string | null; fatal: boolean },
  ): Promise<void> {
    const error = inOurWords(cause);
    if (!(error instanceof UserError)) await new Promise((resolve) => setTimeout(resolve, LAST_WORD));
    const outOfMemory = error instanceof OutOfMemory;
    const fatal = about.fatal || outOfMemory;
    this.#host.post({ type: 'problem', ...about, fatal, outOfMemory, message: sentence(what, error) });
  }
}
