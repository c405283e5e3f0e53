import { checkConfig } from '../core/ablation/registry';
import type { RunConfig } from '../core/method-config';
import { isOwnId } from '../data/own/own-id';
import { UserError } from '../lib/user-error';
import { catalogues, type Messages } from '../messages/messages';
import { changeQueue, notify, putRun, showRun } from '../store/actions';
import { sharedPast, type ForkPlan } from '../store/fork';
import { unrecorded } from '../store/history';
import {
  cancelled,
  failed,
  finished,
  laneLimit,
  nextTogether,
  released,
  waiting,
  withProgress,
  withRuns,
  type Fork,
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

/** `release`: what an earlier visit has left is to be trained */
export type QueueTurn = 'pause' | 'resume' | 'release';

interface QueueRunnerParts {
  readonly messages: Messages;
  readonly engine: Engine;
  readonly shelf: Shelf;
  /** test images that every run shows */
  readonly sampleIds: readonly string[];
  newRunId(): string;
  /** makes sure of a worker for these pictures and this network; false = another run still needs the one there is */
  prepare(config: RunConfig): boolean;
  /** in words, why a run cannot be trained here; null = it can */
  obstacle(run: Pick<QueueEntry, 'label' | 'config'>): Promise<string | null>;
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
  /** those that the worker was asked to begin and has not begun */
  readonly #asked = new Set<string>();

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

  /** Puts a run into the line that goes on from where another one stood, and shows it. */
  fork({ origin, step, config }: ForkPlan): void {
    const { messages, newRunId } = this.#parts;
    try {
      checkConfig(config.method);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return notify({ tone: 'warn', text: error.message, action: null });
    }
    const id = newRunId();
    // a name is kept with its run: English, as the registry's, and translated where it is shown
    const label = catalogues.en.runs.fork(runLabel(config, messages), step);
    const entry = waiting({ id, label, config, from: { runId: origin.id, step } });
    changeQueue((queue) => withRuns(queue, [entry]));
    if (!explorer.getState().queue.includes(entry)) return;
    const { classes, sourceClasses, samples, testCount, stepsPerEpoch, totalSteps } = origin;
    putRun({
      ...emptyRun({ id, label, origin: 'live', config }),
      ...{ classes, sourceClasses, samples, testCount, stepsPerEpoch, totalSteps },
      ...sharedPast(origin, step),
      fork: { of: origin.id, label: origin.label, step, parts: null },
    });
    unrecorded(() => showRun(id));
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

  turn(to: QueueTurn): void {
    if (to === 'release') {
      changeQueue(released);
      void this.advance();
    } else if (this.training) this.#parts.engine.send({ type: to });
  }

  cancel(id: string): void {
    const entry = explorer.getState().queue.find((one) => one.id === id);
    // what has been trained of one that waits was not interrupted
    if (entry?.state === 'waiting') this.#parts.shelf.settle(id);
    if (entry?.state === 'running' || entry?.state === 'paused') {
      this.#parts.engine.send({ type: 'cancel', runId: id });
    }
    changeQueue((queue) => cancelled(queue, id));
    void this.advance();
  }

  /** Starts what comes next, if nothing trains and nobody else does. */
  async advance(): Promise<void> {
    if (this.#starting) return;
    const group = next();
    if (group.length === 0) return;
    this.#starting = true;
    let begun = false;
    try {
      const reachable = !group.some(({ config }) => isOwnId(config.backbone)) || (await this.#reach(group));
      if (reachable && !this.#mayBegin(group[0]!)) return;
      begun = reachable && (await this.#begin(group));
    } finally {
      this.#starting = false;
    }
    // what was taken out, or has failed, on the way there must not hold up the others
    if (!begun) void this.advance();
  }

  /** @returns false where a network is not here any more: whoever needs it has failed, before an engine looks for it */
  async #reach(group: readonly QueueEntry[]): Promise<boolean> {
    const obstacles = await Promise.all(group.map((entry) => this.#parts.obstacle(entry)));
    obstacles.forEach((obstacle, index) => {
      if (obstacle !== null) changeQueue((queue) => failed(queue, group[index]!.id, obstacle));
    });
    return obstacles.every((obstacle) => obstacle === null);
  }

  /** @returns false when none of them could be begun */
  async #begin(group: readonly QueueEntry[]): Promise<boolean> {
    const { shelf, engine, sampleIds, messages } = this.#parts;
    const starts = await Promise.all(group.map((entry) => this.#startOf(entry)));
    const origin = forkedFrom(group[0]!);
    const checkpoint = origin && (await shelf.checkpoint(origin.runId, origin.step));
    if (origin && !checkpoint) {
      const { noCheckpoint } = messages.scrubber.fork;
      for (const { id } of group) changeQueue((queue) => failed(queue, id, noCheckpoint));
      notify({ tone: 'warn', text: noCheckpoint, action: null });
      return false;
    }
    // somebody may have cancelled meanwhile, pressed Play, or taken the worker
    const waits = ({ runId }: RunStart) => next().some(({ id }) => id === runId);
    const runs = starts.filter((run) => run !== null).filter(waits);
    const starting = (await this.#claimed(runs)).filter(waits);
    if (starting.length === 0 || !this.#mayBegin(group[0]!)) return false;
    for (const { runId } of starting) {
      this.#asked.add(runId);
      changeQueue((queue) => withProgress(queue, runId, { state: 'running' }));
      join(group.find(({ id }) => id === runId)!);
    }
    engine.send({ type: 'view', sampleIds });
    const fork = origin && checkpoint ? { fork: { checkpoint, step: origin.step } } : {};
    engine.send({ type: 'join', runs: starting, paused: false, ...fork });
    return true;
  }

  #mayBegin(entry: QueueEntry): boolean {
    return mayBegin(entry) && this.#parts.prepare(entry.config);
  }

  /** Takes in what a queued run says; true if it was one. */
  hear(event: TrainingEvent): boolean {
    const { runId } = event;
    const entry = explorer.getState().queue.find(({ id }) => id === runId);
    if (!entry) return false;
    switch (event.type) {
      case 'started':
        this.#asked.delete(runId);
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

  /** The worker could not begin it; one that has begun goes on. */
  refuse(runId: string, problem: string): void {
    const entry = explorer.getState().queue.find(({ id }) => id === runId);
    if (!entry || !isTraining(entry) || !this.#asked.delete(runId)) return;
    this.#parts.shelf.settle(runId);
    changeQueue((queue) => failed(queue, runId, problem));
    void this.advance();
  }

  /** Another run takes the worker: what trains goes back into the line, to go on from its last checkpoint. */
  giveWay(): void {
    this.#asked.clear();
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

  /** Null where it has failed. */
  async #startOf({ id, config, from }: QueueEntry): Promise<RunStart | null> {
    const { shelf, messages } = this.#parts;
    // the checkpoint of a run that it is forked from is for all that are forked there
    if (from === 'start' || from.runId !== id) return { runId: id, config, checkpoint: null };
    // the newest: a later one may have taken the place of the one that was named
    const checkpoint = await shelf.checkpoint(id);
    if (checkpoint) return { runId: id, config, checkpoint };
    changeQueue((queue) => failed(queue, id, messages.queue.noCheckpoint));
    return null;
  }

  /** Those that no other tab trains; the others have failed. */
  async #claimed(runs: readonly RunStart[]): Promise<readonly RunStart[]> {
    const { shelf, messages } = this.#parts;
    const claims = await Promise.all(runs.map(({ runId }) => shelf.claim(runId)));
    runs.forEach(({ runId }, index) => {
      if (!claims[index]) changeQueue((queue) => failed(queue, runId, messages.queue.elsewhere));
    });
    return runs.filter((_, index) => claims[index]);
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

/** Where another run is to be replayed first; null for one that begins, or goes on from its own checkpoint. */
function forkedFrom({ id, from }: QueueEntry): Fork | null {
  return from === 'start' || from.runId === id ? null : from;
}

/** What could begin now. A run of the person's takes one of the places, also while it is paused. */
function next(): readonly QueueEntry[] {
  const state = explorer.getState();
  const taken = isActive(state) || state.live.status === 'paused' ? 1 : 0;
  return nextTogether(state.queue, laneLimit - taken);
}

/** A run that the person trains goes first; but one that is forked from it trains beside it. */
function mayBegin(entry: QueueEntry): boolean {
  const state = explorer.getState();
  return !isActive(state) || forkedFrom(entry)?.runId === state.live.runId;
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
