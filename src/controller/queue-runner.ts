import { checkConfig } from '../core/ablation/registry';
import type { RunConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';
import type { Messages } from '../messages/messages';
import { changeQueue, notify, putRun } from '../store/actions';
import {
  cancelled,
  failed,
  finished,
  nextTogether,
  waiting,
  withProgress,
  withRuns,
  type QueueEntry,
} from '../store/queue';
import { emptyRun } from '../store/run-view';
import { isActive } from '../store/selectors';
import { explorer } from '../store/store';
import type { TrainingEvent } from '../training/events';
import type { RunStart } from '../worker/protocol';
import type { Engine } from './engine';
import { runLabel } from './run-label';
import type { Shelf } from './shelf';

interface QueueRunnerParts {
  readonly messages: Messages;
  readonly engine: Engine;
  readonly shelf: Shelf;
  /** test images that every run shows */
  readonly sampleIds: readonly string[];
  newRunId(): string;
  /** makes sure of a worker for these pictures and this network; false = another run still needs the one there is */
  prepare(config: RunConfig): boolean;
}

/**
 * Trains what waits in the queue, several runs side by side where they see the same batches. A run that the person
 * starts by hand goes first: what trains then goes back into the line, at its last checkpoint.
 */
export class QueueRunner {
  readonly #parts: QueueRunnerParts;
  /** the worker has died since any queued run last got further */
  #stumbled = false;
  #starting = false;

  constructor(parts: QueueRunnerParts) {
    this.#parts = parts;
  }

  get training(): boolean {
    return explorer.getState().queue.some(({ state }) => state === 'running' || state === 'paused');
  }

  /** Puts runs at the end of the line; says why one cannot be trained. */
  add(configs: readonly RunConfig[]): void {
    const { messages, newRunId } = this.#parts;
    const entries = configs.flatMap((config) => {
      try {
        checkConfig(config.method);
        return waiting({ id: newRunId(), label: runLabel(config, messages), config, from: 'start' });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        notify({ tone: 'warn', text: error.message, action: null });
        return [];
      }
    });
    changeQueue((queue) => withRuns(queue, entries));
    void this.advance();
  }

  /** Goes on with a run that the library has a checkpoint of. */
  goOn(id: string): void {
    const entry = explorer.getState().library.entries.find((one) => one.id === id);
    const step = entry?.checkpoints.at(-1)?.step;
    if (!entry || step === undefined) return;
    const { name, config } = entry;
    changeQueue((queue) =>
      withRuns(
        queue.filter((one) => one.id !== id),
        [waiting({ id, label: name, config, from: { runId: id, step } })],
      ),
    );
    void this.advance();
  }

  cancel(id: string): void {
    const entry = explorer.getState().queue.find((one) => one.id === id);
    if (entry?.state === 'running' || entry?.state === 'paused') {
      this.#parts.engine.send({ type: 'cancel', runId: id });
    }
    changeQueue((queue) => cancelled(queue, id));
    void this.advance();
  }

  /** Starts what comes next, if nothing trains and nobody else does. */
  async advance(): Promise<void> {
    if (this.#starting || isActive(explorer.getState())) return;
    const group = nextTogether(explorer.getState().queue);
    if (group.length === 0 || !this.#parts.prepare(group[0]!.config)) return;
    this.#starting = true;
    try {
      const runs = await Promise.all(group.map((entry) => this.#startOf(entry)));
      // somebody may have pressed Play or cancelled meanwhile
      const still = new Set(nextTogether(explorer.getState().queue).map(({ id }) => id));
      const starting = runs.filter(({ runId }) => still.has(runId));
      if (starting.length === 0 || isActive(explorer.getState())) return;
      for (const { runId } of starting) {
        changeQueue((queue) => withProgress(queue, runId, { state: 'running' }));
        join(group.find(({ id }) => id === runId)!);
      }
      this.#parts.engine.send({ type: 'view', sampleIds: this.#parts.sampleIds });
      this.#parts.engine.send({ type: 'join', runs: starting, paused: false });
    } finally {
      this.#starting = false;
    }
  }

  /** Takes in what a queued run says; true if it was one. */
  hear(event: TrainingEvent): boolean {
    const { runId } = event;
    const entry = explorer.getState().queue.find(({ id }) => id === runId);
    if (!entry) return false;
    switch (event.type) {
      case 'started':
        this.#progress(runId, { done: event.fromStep, total: event.totalSteps });
        break;
      case 'steps': {
        this.#stumbled = false;
        const total = entry.progress?.total ?? 0;
        this.#progress(runId, { done: event.fromStep + event.losses.length - 1, total });
        break;
      }
      case 'progress':
        changeQueue((queue) => withProgress(queue, runId, { eta: event.eta }));
        break;
      case 'paused':
        if (entry.state === 'running') this.#state(runId, 'paused');
        break;
      case 'resumed':
        if (entry.state === 'paused') this.#state(runId, 'running');
        break;
      case 'done':
        this.#end(runId);
        changeQueue((queue) => finished(queue, runId));
        void this.advance();
        break;
      case 'failed':
        this.#end(runId);
        changeQueue((queue) => failed(queue, runId, event.message));
        void this.advance();
        break;
      default:
        break;
    }
    return true;
  }

  /** Another run takes the worker: what trains goes back into the line, to go on from its last checkpoint. */
  giveWay(): void {
    changeQueue((queue) => queue.map((entry) => (isTraining(entry) ? again(entry) : entry)));
  }

  /** The worker is gone. Once, what trained begins again where it was kept; the second time it has failed. */
  lost(reason: string): void {
    if (!this.training) return;
    if (this.#stumbled) {
      changeQueue((queue) =>
        queue.reduce((all, entry) => (isTraining(entry) ? failed(all, entry.id, reason) : all), queue),
      );
    } else {
      this.#stumbled = true;
      this.giveWay();
    }
    void this.advance();
  }

  async #startOf({ id, config, from }: QueueEntry): Promise<RunStart> {
    const { shelf } = this.#parts;
    const checkpoint = from === 'start' ? null : await shelf.checkpoint(from.runId, from.step);
    return { runId: id, config, checkpoint };
  }

  #progress(id: string, progress: QueueEntry['progress']): void {
    changeQueue((queue) => withProgress(queue, id, { progress }));
  }

  #state(id: string, state: 'running' | 'paused'): void {
    changeQueue((queue) => withProgress(queue, id, { state }));
  }

  /** The worker forgets a run that has ended: all of it is on the page and in the library. */
  #end(runId: string): void {
    this.#parts.engine.send({ type: 'cancel', runId });
  }
}

function isTraining({ state }: QueueEntry): boolean {
  return state === 'running' || state === 'paused';
}

function again(entry: QueueEntry): QueueEntry {
  const kept = explorer
    .getState()
    .library.entries.find(({ id }) => id === entry.id)
    ?.checkpoints.at(-1);
  const from = kept ? { runId: entry.id, step: kept.step } : entry.from;
  return { ...entry, from, state: 'waiting', eta: null };
}

/** Adds an empty run, or leaves the one that goes on as it is. */
function join({ id, label, config }: QueueEntry): void {
  if (explorer.getState().runs.some((run) => run.id === id)) return;
  putRun(emptyRun({ id, label, origin: 'live', config }));
}
