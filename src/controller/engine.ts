import type { BackendName } from '../core/engine/backend-name';
import { changeEngine } from '../store/actions';
import { explorer } from '../store/store';
import type { BackendRequest, Command, WorkerEvent } from '../worker/protocol';
import type { Trainer, TrainerListener } from './dependencies';

/** What a worker has been asked to load. */
export interface EngineContents {
  readonly backend: BackendRequest;
  /** backends that are not to be tried */
  readonly avoid: readonly BackendName[];
  readonly data: string;
  readonly backbone: string;
  /** null = the worker's own choice */
  readonly workers: number | null;
}

/** How a worker ended. */
export interface EngineLoss {
  readonly reason: string;
  /** the same again would end the same way */
  readonly outOfMemory: boolean;
  /** what it computed on; null while it was loading */
  readonly backend: BackendName | null;
}

interface EngineOptions {
  readonly assets: string;
  openTrainer(listener: TrainerListener): Trainer;
  /** every event but those of loading, which the engine keeps to itself */
  onEvent(event: WorkerEvent): void;
  /** the worker is of no more use; commands wait for the next `load` */
  onGone(loss: EngineLoss): void;
}

/**
 * The worker's life: at most one, loaded with one backend and one dataset. Other contents mean another
 * worker, since nothing frees a graphics device as surely as ending its worker. Commands wait until it is
 * ready; what a worker says after its end is not heard.
 */
export class Engine {
  readonly #options: EngineOptions;
  #trainer: Trainer | null = null;
  #contents: EngineContents | null = null;
  #waiting: Command[] | null = [];

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** True once commands reach the worker without waiting. */
  get ready(): boolean {
    return this.#waiting === null;
  }

  holds(wanted: EngineContents): boolean {
    const { backend, avoid, data, backbone, workers } = wanted;
    const held = this.#contents;
    return (
      held !== null &&
      held.backend === backend &&
      held.avoid.join() === avoid.join() &&
      held.data === data &&
      held.backbone === backbone &&
      held.workers === workers
    );
  }

  /** Whether it has these pictures and this network, or is loading them. */
  isFor({ data, backbone }: Pick<EngineContents, 'data' | 'backbone'>): boolean {
    return this.#contents?.data === data && this.#contents.backbone === backbone;
  }

  /** Starts loading unless a worker with these contents is there already. */
  load(contents: EngineContents): void {
    if (this.holds(contents)) return;
    this.close();
    this.#contents = contents;
    changeEngine({ phase: 'loading', loading: null, device: null, contents: null, problem: null });
    const trainer: Trainer = this.#options.openTrainer({
      onEvent: (event) => this.#hear(trainer, event),
      onDeath: (reason) => this.#lose(trainer, { reason, outOfMemory: false }),
    });
    this.#trainer = trainer;
    const { workers, ...rest } = contents;
    const { assets } = this.#options;
    // here somebody looks at what trains
    const open = { type: 'open', assets, ...rest, drawing: 'where-fast' } as const;
    trainer.send(workers === null ? open : { ...open, workers });
  }

  send(command: Command): void {
    if (this.#waiting) this.#waiting.push(command);
    else this.#trainer?.send(command);
  }

  close(): void {
    this.#trainer?.close();
    this.#trainer = null;
    this.#contents = null;
    this.#waiting = [];
    changeEngine({ phase: 'idle', loading: null, runId: null });
  }

  #hear(from: Trainer, event: WorkerEvent): void {
    if (from !== this.#trainer) {
      // nobody else would free it
      if (event.type === 'frame') event.bitmap.close();
      return;
    }
    if (event.type === 'loading') {
      const { what, done, total } = event;
      const over = this.ready && done === total;
      changeEngine({ loading: over ? null : { what, done, total } });
    } else if (event.type === 'ready') {
      const { device, classes, sourceClasses, trainCount, testCount } = event;
      const contents = { classes, sourceClasses, trainCount, testCount };
      changeEngine({ phase: 'ready', loading: null, device, contents });
      const waiting = this.#waiting ?? [];
      this.#waiting = null;
      for (const command of waiting) from.send(command);
      this.#options.onEvent(event);
    } else if (event.type === 'device') {
      changeEngine({ device: event.device });
    } else if (event.type === 'problem' && event.fatal) {
      this.#lose(from, { reason: event.message, outOfMemory: event.outOfMemory });
    } else {
      this.#options.onEvent(event);
    }
  }

  #lose(from: Trainer, loss: Omit<EngineLoss, 'backend'>): void {
    if (from !== this.#trainer) return;
    const backend = explorer.getState().engine.device?.backend ?? null;
    this.close();
    changeEngine({ phase: 'failed', problem: loss.reason });
    this.#options.onGone({ ...loss, backend });
  }
}
