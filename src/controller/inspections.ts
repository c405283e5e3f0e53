import { dataName } from '../store/data-name';
import type { RunConfig } from '../core/method-config';
import type { InspectionQuestion } from '../data/inspection';
import { changeInspections } from '../store/actions';
import { inspectionKey, type Inspection } from '../store/inspections';
import { isRecordedRun } from '../store/run-ids';
import { isAtHand, newestStep } from '../store/selectors';
import { explorer } from '../store/store';
import type { TrainingEvent } from '../training/events';
import type { Command, WorkerEvent } from '../worker/protocol';
import type { Dependencies } from './dependencies';
import { RecordedInspections } from './recorded-inspections';
import { RecordedSurveys } from './recorded-surveys';
import type { Weights } from './weights';

interface InspectionsParts extends Pick<Dependencies, 'messages' | 'recorded'> {
  readonly weights: Weights;
  now(): number;
  send(command: Command): void;
  /** makes sure of an engine with this run's pictures and network; false = the run that trains needs another one */
  load(config: Pick<RunConfig, 'data' | 'backbone'>): boolean;
}

type Said = Extract<WorkerEvent, { type: 'inspecting' | 'inspected' | 'inspect-refused' }>;
type Known = Pick<Inspection, 'state' | 'progress' | 'answer' | 'step' | 'message'>;

/** A question that somebody holds. */
interface Held {
  readonly runId: string;
  readonly question: InspectionQuestion;
  holders: number;
  /** the request that its answer is to come with; null = none is on its way, or it waits for a worker */
  request: number | null;
  /** what the engine must hold until it is answered; null = nothing of its own */
  needs: Pick<RunConfig, 'data' | 'backbone'> | null;
  /** when it was last asked, in milliseconds of the page's clock */
  asked: number;
}

/** Milliseconds between two answers of a run that trains on, at least. */
const interval = 1000;
/** Answers that nobody looks at and that are kept all the same, for whoever comes back. */
const mostUnheld = 40;

/** What goes over many pictures is asked again with an epoch, what is about a run at rest only when it rests. */
const often: readonly InspectionQuestion['what'][] = ['generator', 'saliency'];
const eachEpoch: readonly InspectionQuestion['what'][] = [...often, 'mapping', 'survey'];

/**
 * Brings answers to what runs are asked beyond their snapshots: from the worker for those that are in it, from files
 * for those that the page opens with, from stored weights for all others. Keeps answers up with a run that goes on, as
 * long as somebody holds the question, and asks a new worker what the last one left unanswered.
 */
export class Inspections {
  readonly #parts: InspectionsParts;
  readonly #surveys: RecordedSurveys;
  readonly #recorded: RecordedInspections;
  readonly #held = new Map<string, Held>();
  #request = 0;

  constructor(parts: InspectionsParts) {
    this.#parts = parts;
    this.#surveys = new RecordedSurveys(parts);
    this.#recorded = new RecordedInspections(parts.recorded);
  }

  /** @returns says that this one does not want to know any more */
  ask(runId: string, question: InspectionQuestion): () => void {
    if (question.what === 'survey' && this.#surveys.ask(runId, question)) return () => undefined;
    const key = inspectionKey(runId, question);
    const held = this.#held.get(key) ?? {
      runId,
      question,
      holders: 0,
      request: null,
      needs: null,
      asked: -Infinity,
    };
    held.holders += 1;
    this.#held.set(key, held);
    if (held.holders === 1 && !isCurrent(key, held)) void this.#answer(key, held);
    let holds = true;
    return () => {
      if (holds) this.#letGo(key, held);
      holds = false;
    };
  }

  /** Takes in what the worker answers. */
  hear(said: Said): void {
    const [key, held] = [...this.#held].find(([, { request }]) => request === said.request) ?? [];
    if (key === undefined || !held) return;
    if (said.type === 'inspecting') {
      const progress = said.total > 0 ? said.done / said.total : null;
      this.#put(key, held, { state: 'asked', progress });
      return;
    }
    held.request = null;
    held.needs = null;
    if (said.type === 'inspect-refused') {
      this.#put(key, held, { state: 'refused', progress: null, message: said.message });
      return;
    }
    const { answer, step } = said;
    this.#put(key, held, { state: 'answered', progress: null, message: null, answer, step });
    // the run has come to rest meanwhile
    if (!isMoving(held.runId) && isBehind(key, held)) void this.#answer(key, held);
  }

  /** Follows a run in the worker, after the store has. */
  follow(event: TrainingEvent): void {
    const rests = event.type === 'paused' || event.type === 'stopped' || event.type === 'done';
    if (!rests && event.type !== 'snapshot' && event.type !== 'epoch') return;
    for (const [key, held] of this.#held) {
      if (held.runId !== event.runId || held.request !== null || !isBehind(key, held)) continue;
      const { what } = held.question;
      const due = rests || (event.type === 'epoch' ? eachEpoch : often).includes(what);
      if (due && (rests || this.#parts.now() - held.asked >= interval)) void this.#answer(key, held);
    }
  }

  /** The worker is gone, and everybody has done what follows. @param reason in a sentence */
  lost(reason: string): void {
    const { inspections, engine } = explorer.getState();
    for (const [key, held] of this.#held) {
      held.request = null;
      if (engine.phase !== 'loading') held.needs = null;
      if (engine.phase === 'loading' || inspections[key]?.state !== 'asked') continue;
      const message = this.#parts.messages.notices.inspectionLost(reason);
      this.#put(key, held, { state: 'refused', progress: null, message });
    }
  }

  /** There is a new worker: it knows nothing of what was asked. */
  ready(): void {
    for (const [key, held] of this.#held) {
      held.request = null;
      if (!isCurrent(key, held)) void this.#answer(key, held);
    }
  }

  async #answer(key: string, held: Held): Promise<void> {
    const { runId, question } = held;
    const { messages, weights } = this.#parts;
    const request = ++this.#request;
    held.request = request;
    held.asked = this.#parts.now();
    this.#put(key, held, { state: 'asked', progress: null });
    if (isAtHand(explorer.getState(), runId)) return this.#sendWhenReady(held, null);
    const refuse = (message: string) => {
      held.request = null;
      this.#put(key, held, { state: 'refused', progress: null, message });
    };
    try {
      const found = isRecordedRun(runId) ? await this.#recorded.answer(runId, question) : null;
      if (held.request !== request) return;
      if (found) {
        held.request = null;
        this.#put(key, held, { ...found, state: 'answered', progress: null, message: null });
        return;
      }
      const config = configOf(runId);
      const capsule = config && (await weights.of(runId));
      if (held.request !== request) return;
      if (!config || !capsule) return refuse(messages.notices.nothingToInspect);
      if (this.#isTaken(config) || !this.#parts.load(config)) {
        return refuse(messages.notices.inspectionBusy(dataName(config.data)));
      }
      held.needs = config;
      this.#sendWhenReady(held, capsule);
    } catch {
      if (held.request === request) refuse(messages.notices.weightsUnreachable);
    }
  }

  /** Another question holds the engine: two on different data would reload it in turn without end. */
  #isTaken({ data, backbone }: Pick<RunConfig, 'data' | 'backbone'>): boolean {
    return [...this.#held.values()].some(
      ({ needs }) => needs && (needs.data !== data || needs.backbone !== backbone),
    );
  }

  /** What has to wait for a worker is asked anew as soon as it is there. */
  #sendWhenReady(held: Held, capsule: Uint8Array | null): void {
    const { request, runId, question } = held;
    if (explorer.getState().engine.phase !== 'ready') held.request = null;
    else if (request !== null) this.#parts.send({ type: 'inspect', request, runId, question, capsule });
  }

  #letGo(key: string, held: Held): void {
    held.holders -= 1;
    if (held.holders > 0) return;
    this.#held.delete(key);
    if (held.request !== null) this.#parts.send({ type: 'inspect-end', request: held.request });
    changeInspections((known) => {
      const { [key]: last, ...others } = known;
      const kept = last?.answer
        ? { ...others, [key]: { ...last, state: 'answered', progress: null } as const }
        : others;
      const unheld = Object.keys(kept).filter((one) => !this.#held.has(one));
      const dropped = new Set(unheld.slice(0, -mostUnheld));
      return Object.fromEntries(Object.entries(kept).filter(([one]) => !dropped.has(one)));
    });
  }

  #put(key: string, { runId, question }: Held, change: Partial<Known>): void {
    changeInspections((known) => ({
      ...known,
      [key]: { ...(known[key] ?? nothing), runId, question, ...change },
    }));
  }
}

const nothing: Known = { state: 'asked', progress: null, answer: null, step: null, message: null };

/** It is answered, and of the step that the run stands at. */
function isCurrent(key: string, held: Held): boolean {
  const known = explorer.getState().inspections[key];
  return known?.state === 'answered' && !isBehind(key, held);
}

/** The run has gone on since, or has had no answer yet. */
function isBehind(key: string, { runId }: Held): boolean {
  const state = explorer.getState();
  const known = state.inspections[key];
  if (!known?.answer) return true;
  if (!isAtHand(state, runId)) return false;
  return (known.step ?? 0) < newestStep(state.runs.find(({ id }) => id === runId) ?? null);
}

function isMoving(runId: string): boolean {
  const { live, queue } = explorer.getState();
  if (live.runId === runId) return live.status === 'running' || live.status === 'starting';
  return queue.some(({ id, state }) => id === runId && state === 'running');
}

function configOf(runId: string): RunConfig | null {
  const { runs, library } = explorer.getState();
  const known = [...runs, ...library.entries, ...library.shipped].find(({ id }) => id === runId);
  return known?.config ?? null;
}
