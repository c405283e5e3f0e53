import type { DecodeImage } from '../data/decode-image';
import { UserError } from '../lib/user-error';
import { beginRun, type Task } from '../training/begin-run';
import { RunControl } from '../training/control';
import type { Clock } from '../training/eta';
import type { TrainingEvent } from '../training/events';
import type { Run } from '../training/run';
import { SampleViewer } from '../training/sample-viewer';
import { SamplesInView } from '../training/samples-in-view';
import { capsuleOf } from '../training/saved-run';
import { trainRun } from '../training/trainer';
import { UnpromptedLogits } from '../training/unprompted-logits';
import type { Command, DeviceReport, OwnImage, WorkerEvent } from './protocol';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** What an `open` command has loaded. */
export interface OpenTask extends Task {
  readonly sourceClasses: readonly string[];
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

/** A run that has begun, until the next one takes its place. */
interface LiveRun {
  readonly run: Run;
  readonly viewer: SampleViewer;
  readonly control: RunControl;
  /** resolves when it trains no more */
  readonly ended: Promise<void>;
}

/**
 * One page's session in its worker: one loaded task, one run at a time. Commands are taken one after another;
 * none of them waits for a run to end but the `start` that replaces it.
 */
export class Session {
  readonly #host: SessionHost;
  #task: OpenTask | null = null;
  #view: SamplesInView | null = null;
  #unprompted: UnpromptedLogits | null = null;
  #live: LiveRun | null = null;
  #before: Promise<void> = Promise.resolve();

  constructor(host: SessionHost) {
    this.#host = host;
  }

  handle(command: Command): void {
    this.#before = this.#before
      .then(() => this.#answer(command))
      .catch((error) => this.#complain(error, command));
  }

  async #answer(command: Command): Promise<void> {
    switch (command.type) {
      case 'open':
        return this.#open(command);
      case 'start':
        return this.#start(command);
      case 'pause':
        return this.#live?.control.pause();
      case 'resume':
        return this.#live?.control.resume();
      case 'step':
        return this.#live?.control.step();
      case 'stop':
        return this.#live?.control.stop();
      case 'add-images':
        for (const image of command.images) await this.#addImage(image);
        return this.#look();
      case 'remove-image':
        this.#view?.remove(command.id);
        return this.#look();
      case 'view':
        this.#view?.choose(command.sampleIds);
        return this.#look();
      case 'snapshot':
        return this.#look({ again: true });
      case 'capsule':
        return this.#sendCapsule(command.request);
      default:
        return command satisfies never;
    }
  }

  async #open(command: CommandOf<'open'>): Promise<void> {
    const task = await this.#host.open(command);
    const { dataset, sourceClasses } = task;
    this.#task = task;
    this.#view = new SamplesInView(dataset);
    this.#unprompted = new UnpromptedLogits(task);
    this.#host.post({
      type: 'ready',
      device: task.report(),
      classes: dataset.classes,
      sourceClasses,
      trainCount: dataset.train.count,
      testCount: dataset.test.count,
    });
  }

  async #start({ runId: id, config, checkpoint, sampleIds, paused }: CommandOf<'start'>): Promise<void> {
    const [task, view, unprompted] = [this.#task, this.#view, this.#unprompted];
    if (!task || !view || !unprompted) throw new Error('A run was started before anything was opened.');
    await this.#endRun();
    view.choose(sampleIds);
    const run = beginRun(task, { id, config, checkpoint: checkpoint && Uint8Array.from(checkpoint) });
    const viewer = new SampleViewer({ ...task, run, view });
    const control = new RunControl({ paused });
    const { clock, breathe } = this.#host;
    const { backend } = task.report();
    const events = trainRun(run, { ...task, control, viewer, unprompted, clock, breathe, backend });
    this.#live = { run, viewer, control, ended: this.#follow(events, task) };
  }

  /** Passes a run's events on. A failure in the middle of a run leaves nothing that could be trusted. */
  async #follow(events: AsyncGenerator<TrainingEvent>, task: OpenTask): Promise<void> {
    try {
      for await (const event of events) {
        this.#host.post(event);
        if (event.type === 'steps' || event.type === 'done') {
          this.#host.post({ type: 'device', device: task.report() });
        }
      }
    } catch (error) {
      this.#host.post({ type: 'problem', message: sentence('Training failed', error), fatal: true });
    }
  }

  async #endRun(): Promise<void> {
    const live = this.#live;
    if (!live) return;
    this.#live = null;
    live.control.stop();
    await live.ended;
    await live.viewer.close();
    live.run.dispose();
    live.run.method.dispose();
  }

  async #addImage({ id, bytes }: OwnImage): Promise<void> {
    try {
      const raster = await this.#host.decodeImage(Uint8Array.from(bytes));
      this.#view?.add(id, raster);
      this.#host.post({ type: 'own-image', id, ok: true });
    } catch (error) {
      this.#host.post({ type: 'own-image', id, ok: false, message: sentence('It cannot be read', error) });
    }
  }

  /** Answers between the chunks of a step; later commands do not wait for it. */
  #look(options: { again?: boolean } = {}): void {
    const live = this.#live;
    if (!live) return;
    const show = async () => {
      for (const event of await live.viewer.look(options)) if (live === this.#live) this.#host.post(event);
    };
    show().catch((error) => {
      const message = sentence('The samples in view could not be computed', error);
      if (live === this.#live) this.#host.post({ type: 'problem', message, fatal: false });
    });
  }

  async #sendCapsule(request: number): Promise<void> {
    if (!this.#live) throw new UserError('There is no run to save yet. Train at least one step.');
    this.#host.post({ type: 'capsule', request, bytes: await capsuleOf(this.#live.run) });
  }

  /** What could not even be opened leaves a worker of no use; anything else leaves it as it was. */
  #complain(error: unknown, { type }: Command): void {
    const message = sentence('The engine made a mistake', error);
    this.#host.post({ type: 'problem', message, fatal: type === 'open' });
  }
}

/** A UserError's own words; anything else is a bug, and says so. */
function sentence(what: string, error: unknown): string {
  if (error instanceof UserError) return error.message;
  return `${what}: ${error instanceof Error ? error.message : String(error)}.`;
}
