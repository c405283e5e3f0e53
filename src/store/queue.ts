import type { RunConfig } from '../core/method-config';
import { sameRun } from './run-config';

/**
 * Runs to train, one after the other or side by side: plain data in the order in which they go. The controller
 * starts what `nextTogether` names and writes back what happens.
 */
export type Queue = readonly QueueEntry[];

export interface QueueEntry {
  /** id of the run that it becomes */
  readonly id: string;
  readonly label: string;
  readonly config: RunConfig;
  /** a fresh run from its seed; or the checkpoint of another run, from which it goes on with its own configuration */
  readonly from: 'start' | Fork;
  readonly state: QueueState;
  /** waits for the person's word too: it comes from an earlier visit */
  readonly held?: boolean;
  /** optimisation steps; null before the first */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** seconds until it ends; null while unknown */
  readonly eta: number | null;
  /** why it failed, in a sentence */
  readonly problem: string | null;
}

export interface Fork {
  readonly runId: string;
  readonly step: number;
}

export type QueueState = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';

/** Most runs that share one frozen network. */
export const laneLimit = 6;

export function waiting(run: Pick<QueueEntry, 'id' | 'label' | 'config' | 'from'>): QueueEntry {
  return { ...run, state: 'waiting', progress: null, eta: null, problem: null };
}

/** The queue with runs at its end. One that already waits or trains is not queued twice. */
export function withRuns(queue: Queue, runs: readonly QueueEntry[]): Queue {
  return runs.reduce(
    (all, run) => (all.some((other) => pending(other) && sameWork(other, run)) ? all : [...all, run]),
    queue,
  );
}

/** @param to place among those that wait, 0 first; those that train or have ended stay where they are */
export function moved(queue: Queue, id: string, to: number): Queue {
  const line = queue.filter(isWaiting);
  const run = line.find((entry) => entry.id === id);
  if (!run) return queue;
  const others = line.filter((entry) => entry !== run);
  const place = Math.min(Math.max(0, to), others.length);
  const order = others.toSpliced(place, 0, run).values();
  return queue.map((entry) => (isWaiting(entry) ? order.next().value! : entry));
}

/** One that waits leaves; one that trains stays as cancelled, since something of it is there to see. */
export function cancelled(queue: Queue, id: string): Queue {
  return queue
    .filter((entry) => entry.id !== id || !isWaiting(entry))
    .map((entry) => (entry.id === id && pending(entry) ? ended(entry, 'cancelled') : entry));
}

/** What is reported of a run while it trains. */
export function withProgress(
  queue: Queue,
  id: string,
  report: Partial<Pick<QueueEntry, 'progress' | 'eta'>> & { readonly state?: 'running' | 'paused' },
): Queue {
  return changed(queue, id, (entry) => (pending(entry) ? { ...entry, ...report } : entry));
}

export function finished(queue: Queue, id: string): Queue {
  return changed(queue, id, (entry) => ended(entry, 'done'));
}

/** @param problem a sentence for the person */
export function failed(queue: Queue, id: string, problem: string): Queue {
  return changed(queue, id, (entry) => ({ ...ended(entry, 'failed'), problem }));
}

/** The queue with those at its front that an earlier visit left, to begin when the person says so. */
export function withHeld(queue: Queue, runs: readonly QueueEntry[]): Queue {
  const there = new Set(queue.map(({ id }) => id));
  return [...runs.filter(({ id }) => !there.has(id)).map((run) => ({ ...run, held: true })), ...queue];
}

/** The person has said so. */
export function released(queue: Queue): Queue {
  return queue.map((entry) => (entry.held ? { ...entry, held: false } : entry));
}

/** Only what still waits or trains. */
export function withoutEnded(queue: Queue): Queue {
  return queue.filter(pending);
}

/**
 * What to start next, side by side: the first that waits, and those behind it that see the same batches of the same
 * pictures through the same network. Empty while anything trains, or nothing waits.
 */
export function nextTogether(queue: Queue, limit = laneLimit): readonly QueueEntry[] {
  const [first, ...others] = queue.filter((entry) => isWaiting(entry) && !entry.held);
  if (!first || queue.some(({ state }) => state === 'running' || state === 'paused')) return [];
  return [first, ...others.filter((entry) => goTogether(first, entry))].slice(0, limit);
}

export interface TimeLeft {
  /** seconds, as far as they can be told */
  readonly seconds: number;
  /** runs of which it cannot be told */
  readonly unknown: number;
}

/**
 * Until the whole queue has ended: the last of those that train, then every waiting run after the other. A fork or
 * runs side by side take less, so this is rather too long than too short.
 * @param expected seconds that a whole run of this configuration takes; null = nothing like it has been timed
 */
export function timeLeft(queue: Queue, expected: (config: RunConfig) => number | null): TimeLeft {
  const training = queue.filter(({ state }) => state === 'running' || state === 'paused');
  const etas = training.map(({ eta }) => eta);
  const toCome = queue.filter(isWaiting).map(({ config }) => expected(config));
  return {
    seconds:
      Math.max(0, ...etas.map((eta) => eta ?? 0)) + toCome.reduce<number>((sum, s) => sum + (s ?? 0), 0),
    unknown: [...etas, ...toCome].filter((seconds) => seconds === null).length,
  };
}

function isWaiting({ state }: QueueEntry): boolean {
  return state === 'waiting';
}

function pending({ state }: QueueEntry): boolean {
  return state === 'waiting' || state === 'running' || state === 'paused';
}

function ended(entry: QueueEntry, state: 'done' | 'failed' | 'cancelled'): QueueEntry {
  return { ...entry, state, eta: null };
}

function changed(queue: Queue, id: string, change: (entry: QueueEntry) => QueueEntry): Queue {
  return queue.map((entry) => (entry.id === id ? change(entry) : entry));
}

function sameWork(one: QueueEntry, other: QueueEntry): boolean {
  return sameRun(one.config, other.config) && startOf(one) === startOf(other);
}

function goTogether(one: QueueEntry, other: QueueEntry): boolean {
  return batchesOf(one) === batchesOf(other);
}

/** The same text for runs that are fed the same: pictures, network, input side, seed and every setting of training. */
function batchesOf(entry: QueueEntry): string {
  const { data, backbone, method, training } = entry.config;
  const settings = Object.entries(training).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([data, backbone, method.side, settings, startOf(entry)]);
}

function startOf({ from }: QueueEntry): string {
  return from === 'start' ? from : `${from.runId} ${from.step}`;
}
