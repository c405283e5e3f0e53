import { dataName } from '../store/data-name';
import { knockOutOf, knockOutRefusal, withKnockOuts } from '../core/ablation/knock-outs';
import type { RunConfig } from '../core/method-config';
import { changeKnockOut, changeRun, moveMarker } from '../store/actions';
import { unrecorded } from '../store/history';
import {
  asked,
  betterScore,
  knockedOut,
  type KnockOut,
  type KnockOutChoice,
  type Refusal,
} from '../store/knock-out';
import { withSourceNames } from '../store/run-view';
import { isAtHand, shownRun } from '../store/selectors';
import { explorer, type ExplorerState } from '../store/store';
import type { TrainingEvent } from '../training/events';
import type { Command, WorkerEvent } from '../worker/protocol';
import type { Dependencies } from './dependencies';
import type { Weights } from './weights';

type Answer = Extract<WorkerEvent, { type: 'knock-out' | 'knock-out-score' | 'knock-out-refused' }>;

/** Milliseconds between two looks at the samples while the run trains on. */
const interval = 1000;
/** An answer that takes longer than this is not waited for. */
const patience = 8000;

interface SwitchOffOptions extends Pick<Dependencies, 'messages'> {
  readonly weights: Pick<Weights, 'mayBeHad' | 'of'>;
  now(): number;
  send(command: Command): void;
  /** makes sure of an engine with this run's pictures and network; false = the run that trains needs another one */
  load(config: Pick<RunConfig, 'data' | 'backbone'>): boolean;
}

/**
 * Switches a part of the run on screen off, and keeps what is shown of that up with the run while it trains on: the
 * samples with its snapshots, the score once the one before is whole. A run that is not in the worker is sent there
 * with its weights. What is asked for no more is not heard.
 */
export class SwitchOff {
  readonly #options: SwitchOffOptions;
  #request = 0;
  /** the request that the score comes from, and the step of the last one that was whole */
  #scoring = { request: 0, whole: false, step: -1 };
  /** the newest request for the samples, and the step of its answer */
  #look = { asked: -Infinity, answered: true, step: -1 };
  /** a stored run's score has been asked for, and no worker has been told yet */
  #scoreOwed = false;
  readonly #unsubscribe: () => void;

  constructor(options: SwitchOffOptions) {
    this.#options = options;
    this.#unsubscribe = explorer.subscribe(picturesOfStored, (now, before) => {
      // what begins has asked by itself
      if (now !== '' && before !== '') this.#complete();
    });
  }

  close(): void {
    this.#unsubscribe();
  }

  /** @param choice null puts the part back */
  choose(choice: KnockOutChoice | null): void {
    const run = shownRun(explorer.getState());
    const before = explorer.getState().knockOut;
    this.#scoreOwed = false;
    if (!choice || !run) {
      this.#request += 1;
      changeKnockOut(() => null);
      if (before) this.#options.send({ type: 'knock-out-end' });
      return;
    }
    // what is switched off is the run as it stands now
    moveMarker(null);
    const knockOut = asked(run.id, choice);
    const sentence = knockOutRefusal(choice.block, choice.variant, run.config.method);
    if (sentence !== null) changeKnockOut(() => ({ ...knockOut, refusal: { why: 'never', sentence } }));
    else if (!isAtHand(explorer.getState(), run.id) && !this.#options.weights.mayBeHad(run.id)) {
      changeKnockOut(() => ({ ...knockOut, refusal: { why: 'weights' } }));
    } else {
      changeKnockOut(() => knockOut);
      this.#look = { ...this.#look, step: -1 };
      this.#scoring = { request: 0, whole: false, step: -1 };
      this.#ask(knockOut, { score: true });
    }
  }

  /** Puts the part back because the run is gone or another one begins: nobody asked for that. */
  giveUp(): void {
    unrecorded(() => this.choose(null));
  }

  /** The worker is gone. @param reason in a sentence */
  lost(reason: string): void {
    const { knockOut } = explorer.getState();
    if (!knockOut) return;
    // the engine is gone already, so only its own run can tell
    if (explorer.getState().live.runId === knockOut.runId) return this.giveUp();
    this.#refuse({ why: 'yet', sentence: this.#options.messages.notices.inspectionLost(reason) });
  }

  /** There is a new worker, which knows nothing of what was asked. */
  ready(): void {
    const { knockOut } = explorer.getState();
    if (!isStored(knockOut) || (knockOut.seen && this.#scoring.whole)) return;
    this.#ask(knockOut, { score: !this.#scoring.whole });
  }

  /** The worker holds an own picture, for the first time or again. */
  accepted(): void {
    this.#complete();
  }

  /** Takes in what the worker answers. */
  hear(answer: Answer): void {
    const { knockOut, runs } = explorer.getState();
    if (!knockOut) return;
    if (answer.type === 'knock-out-score') {
      if (answer.request !== this.#scoring.request) return;
      const { step, hits, hitsAsTrained, count, total } = answer;
      const score = { step, hits, hitsAsTrained, count, total };
      this.#scoring = { ...this.#scoring, step, whole: count === total };
      changeKnockOut((known) => known && { ...known, score: betterScore(known.score, score) });
      // while it trains the next snapshot asks
      if (count === total && explorer.getState().live.status !== 'running') this.#catchUp(knockOut);
      return;
    }
    if (answer.request !== this.#request) return;
    this.#look = { ...this.#look, answered: true };
    if (answer.type === 'knock-out-refused') return this.#refuse({ why: 'yet', sentence: answer.message });
    // answers that the run itself never gave have names as well
    const names = explorer.getState().engine.contents?.sourceClasses ?? [];
    changeRun(knockOut.runId, (known) => withSourceNames(known, names));
    const run = runs.find(({ id }) => id === knockOut.runId);
    const seen = run && knockedOut(run, methodOf(run.config.method, knockOut), answer);
    this.#look = { ...this.#look, step: answer.snapshot.step };
    if (seen) changeKnockOut((known) => known && { ...known, seen, refusal: null });
  }

  /** Follows the run, after the store has: its newest snapshot, and other pictures in view. */
  follow(event: TrainingEvent): void {
    const { knockOut } = explorer.getState();
    if (!knockOut || event.runId !== knockOut.runId) return;
    if (knockOut.refusal && knockOut.refusal.why !== 'yet') return;
    if (event.type === 'samples') this.#ask(knockOut, { score: knockOut.score === null });
    else if (event.type === 'snapshot') {
      const waited = this.#options.now() - this.#look.asked;
      if (waited >= (this.#look.answered ? interval : patience)) this.#catchUp(knockOut);
    } else if (event.type === 'paused' || event.type === 'stopped' || event.type === 'done') {
      this.#catchUp(knockOut);
    }
  }

  /** Asks anew for what is of an earlier step than the run's newest snapshot; the score only once it is whole. */
  #catchUp(knockOut: KnockOut): void {
    const state = explorer.getState();
    const newest = state.runs.find(({ id }) => id === knockOut.runId)?.snapshots.at(-1)?.step ?? 0;
    const score = knockOut.seen === null || (this.#scoring.whole && this.#scoring.step < newest);
    if (!isAtHand(state, knockOut.runId) || !(score || this.#look.step < newest)) return;
    this.#ask(knockOut, { score });
  }

  /** Asks for the samples of a stored run that are not among those seen. */
  #complete(): void {
    const { knockOut, runs } = explorer.getState();
    if (!isStored(knockOut)) return;
    const ids = runs.find(({ id }) => id === knockOut.runId)?.samples?.ids ?? [];
    if (knockOut.seen?.samples.ids.join() !== ids.join()) this.#ask(knockOut, { score: false });
  }

  #ask(knockOut: KnockOut, { score }: { readonly score: boolean }): void {
    const request = ++this.#request;
    this.#look = { ...this.#look, asked: this.#options.now(), answered: false };
    if (isAtHand(explorer.getState(), knockOut.runId)) {
      return this.#send(knockOut, { request, score, capsule: null });
    }
    this.#scoreOwed ||= score;
    void this.#askStored(knockOut, request);
  }

  /** With its weights, once there is a worker for them: `ready` asks again. */
  async #askStored(knockOut: KnockOut, request: number): Promise<void> {
    const { messages, weights, load } = this.#options;
    try {
      const capsule = await weights.of(knockOut.runId);
      if (request !== this.#request) return;
      const config = explorer.getState().runs.find(({ id }) => id === knockOut.runId)?.config;
      if (!capsule || !config) return this.#refuse({ why: 'weights' });
      if (!load(config)) {
        return this.#refuse({ why: 'yet', sentence: messages.notices.inspectionBusy(dataName(config.data)) });
      }
      if (explorer.getState().engine.phase !== 'ready') return;
      const score = this.#scoreOwed;
      this.#scoreOwed = false;
      this.#send(knockOut, { request, score, capsule });
    } catch {
      if (request !== this.#request) return;
      this.#refuse({ why: 'yet', sentence: messages.notices.weightsUnreachable });
    }
  }

  #send(
    { runId, block, variant }: KnockOut,
    {
      request,
      score,
      capsule,
    }: { readonly request: number; readonly score: boolean; readonly capsule: Uint8Array | null },
  ): void {
    const run = explorer.getState().runs.find(({ id }) => id === runId);
    if (score) this.#scoring = { request, whole: false, step: -1 };
    const sampleIds = run?.samples?.ids ?? [];
    this.#options.send({ type: 'knock-out', request, runId, block, variant, sampleIds, score, capsule });
  }

  /** What has been seen stays true where the run has left the worker meanwhile. */
  #refuse(refusal: Refusal): void {
    changeKnockOut((known) => known && (known.seen ? known : { ...known, refusal }));
  }
}

/** Something can be shown of it, and its run is not in the worker. */
function isStored(knockOut: KnockOut | null): knockOut is KnockOut {
  return knockOut !== null && !knockOut.refusal && !isAtHand(explorer.getState(), knockOut.runId);
}

/** Names the pictures of the stored run that a part is switched off of; empty where there is none. */
function picturesOfStored({ knockOut, runs }: ExplorerState): string {
  if (!isStored(knockOut)) return '';
  const ids = runs.find(({ id }) => id === knockOut.runId)?.samples?.ids ?? [];
  return [knockOut.runId, ...ids].join('\n');
}

/** The switches that the run shows with the part off. */
function methodOf(trained: Parameters<typeof withKnockOuts>[0], { block, variant }: KnockOutChoice) {
  const offer = knockOutOf(block, variant);
  return 'none' in offer ? trained : withKnockOuts(trained, [offer.by]);
}
