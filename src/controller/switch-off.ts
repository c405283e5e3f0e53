import { knockOutOf, knockOutRefusal, withKnockOuts } from '../core/ablation/knock-outs';
import { changeKnockOut, moveMarker } from '../store/actions';
import { unrecorded } from '../store/history';
import { asked, betterScore, knockedOut, type KnockOut, type KnockOutChoice } from '../store/knock-out';
import { isAtHand, shownRun } from '../store/selectors';
import { explorer } from '../store/store';
import type { TrainingEvent } from '../training/events';
import type { Command, WorkerEvent } from '../worker/protocol';

type Answer = Extract<WorkerEvent, { type: 'knock-out' | 'knock-out-score' | 'knock-out-refused' }>;

/** Milliseconds between two looks at the samples while the run trains on. */
const interval = 1000;
/** An answer that takes longer than this is not waited for. */
const patience = 8000;

interface SwitchOffOptions {
  now(): number;
  send(command: Command): void;
}

/**
 * Switches a part of the run on screen off, and keeps what is shown of that up with the run while it trains on: the
 * samples with its snapshots, the score once the one before is whole. What is asked for no more is not heard.
 */
export class SwitchOff {
  readonly #options: SwitchOffOptions;
  #request = 0;
  /** the request that the score comes from, and the step of the last one that was whole */
  #scoring = { request: 0, whole: false, step: -1 };
  /** the newest request for the samples, and the step of its answer */
  #look = { asked: -Infinity, answered: true, step: -1 };

  constructor(options: SwitchOffOptions) {
    this.#options = options;
  }

  /** @param choice null puts the part back */
  choose(choice: KnockOutChoice | null): void {
    const run = shownRun(explorer.getState());
    const before = explorer.getState().knockOut;
    if (!choice || !run) {
      changeKnockOut(() => null);
      if (before) this.#options.send({ type: 'knock-out-end' });
      return;
    }
    // what is switched off is the run as it stands now
    moveMarker(null);
    const knockOut = asked(run.id, choice);
    const sentence = knockOutRefusal(choice.block, choice.variant, run.config.method);
    if (sentence !== null) changeKnockOut(() => ({ ...knockOut, refusal: { why: 'never', sentence } }));
    else if (!isAtHand(explorer.getState(), run.id)) {
      changeKnockOut(() => ({ ...knockOut, refusal: { why: 'weights' } }));
    } else {
      changeKnockOut(() => knockOut);
      this.#look = { ...this.#look, step: -1 };
      this.#ask(knockOut, { score: true });
    }
  }

  /** Puts the part back because the run is gone or another one begins: nobody asked for that. */
  giveUp(): void {
    unrecorded(() => this.choose(null));
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
    if (answer.type === 'knock-out-refused') {
      const refusal = { why: 'yet', sentence: answer.message } as const;
      // what has been seen stays true where the run has left the worker meanwhile
      changeKnockOut((known) => known && (known.seen ? known : { ...known, refusal }));
      return;
    }
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

  #ask({ runId, block, variant }: KnockOut, { score }: { readonly score: boolean }): void {
    const run = explorer.getState().runs.find(({ id }) => id === runId);
    const request = ++this.#request;
    if (score) this.#scoring = { request, whole: false, step: -1 };
    this.#look = { ...this.#look, asked: this.#options.now(), answered: false };
    const sampleIds = run?.samples?.ids ?? [];
    this.#options.send({ type: 'knock-out', request, runId, block, variant, sampleIds, score });
  }
}

/** The switches that the run shows with the part off. */
function methodOf(trained: Parameters<typeof withKnockOuts>[0], { block, variant }: KnockOutChoice) {
  const offer = knockOutOf(block, variant);
  return 'none' in offer ? trained : withKnockOuts(trained, [offer.by]);
}
