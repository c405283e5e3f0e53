import { changeRun, moveMarker, notify, selectSample, withdrawNotice } from '../store/actions';
import { withOwnSamples, withoutSamples } from '../store/own-samples';
import { withSourceNames, type RunView } from '../store/run-view';
import { shownRun } from '../store/selectors';
import { explorer, type ExplorerState } from '../store/store';
import type { RunConfig } from '../core/method-config';
import type { Command, WorkerEvent } from '../worker/protocol';
import type { Dependencies } from './dependencies';
import type { Weights } from './weights';

interface OwnInStoredParts extends Pick<Dependencies, 'messages'> {
  readonly weights: Weights;
  send(command: Command): void;
  /** makes sure of an engine: whichever there is, or one for this configuration */
  load(config: RunConfig): void;
}

type Said = Extract<WorkerEvent, { type: 'explained' | 'explain-refused' }>;

/**
 * A person's own pictures among those of the stored run on screen: their masks as it was trained, from its weights,
 * at its last step. Nothing is trained for them.
 */
export class OwnInStored {
  readonly #parts: OwnInStoredParts;
  #request = 0;
  /** what was asked last: the run, and its missing pictures */
  #asked = '';
  /** the worker has been given pictures */
  #held = false;
  /** that pictures are coming */
  #said: string | null = null;
  readonly #unsubscribe: () => void;

  constructor(parts: OwnInStoredParts) {
    this.#parts = parts;
    const endings = [
      explorer.subscribe(
        (state) => keyOf(missing(state, parts.weights)),
        () => void this.#ask(),
      ),
      explorer.subscribe(
        (state) => isComing(state, parts.weights),
        (coming) => coming || this.#withdraw(),
      ),
    ];
    this.#unsubscribe = () => endings.forEach((end) => end());
  }

  close(): void {
    this.#withdraw();
    this.#unsubscribe();
  }

  /** The run that pictures would stand under if they came now; null = they need one that trains. */
  get run(): RunView | null {
    return storedRun(explorer.getState(), this.#parts.weights);
  }

  /** Pictures are coming. */
  prepare(run: RunView): void {
    this.#asked = '';
    this.#parts.load(run.config);
    this.#withdraw();
    this.#said = this.#parts.messages.notices.ownPictureUnder(run.label);
    notify({ tone: 'info', text: this.#said, passing: true, action: null });
  }

  /** A worker holds a picture, for the first time or after the end of the one before. */
  accepted(): void {
    this.#held = true;
    this.#asked = '';
    void this.#ask();
  }

  removed(id: string): void {
    for (const run of explorer.getState().runs) {
      if (run.origin === 'recorded') changeRun(run.id, (one) => withoutSamples(one, [id]));
    }
  }

  hear(said: Said): void {
    if (said.request !== this.#request) return;
    this.#withdraw();
    if (said.type === 'explain-refused') return notify({ tone: 'warn', text: said.message, action: null });
    const { samples, snapshot } = said;
    const names = explorer.getState().engine.contents?.sourceClasses ?? [];
    changeRun(said.runId, (run) => withOwnSamples(withSourceNames(run, names), { samples, snapshot }));
    if (shownRun(explorer.getState())?.id !== said.runId) return;
    moveMarker(null);
    selectSample(samples.ids.at(-1)!);
  }

  #withdraw(): void {
    if (this.#said !== null) withdrawNotice(this.#said);
    this.#said = null;
  }

  async #ask(): Promise<void> {
    const wanted = missing(explorer.getState(), this.#parts.weights);
    const key = keyOf(wanted);
    if (!this.#held || !wanted || key === this.#asked) return;
    this.#asked = key;
    const request = ++this.#request;
    const { weights, send, messages, load } = this.#parts;
    const { run, ids } = wanted;
    const capsule = await weights.of(run.id).catch(() => null);
    if (request !== this.#request) return;
    if (!capsule) {
      this.#withdraw();
      return notify({ tone: 'warn', text: messages.notices.weightsUnreachable, action: null });
    }
    load(run.config);
    const runs = [{ runId: run.id, capsule }];
    send({ type: 'explain', purpose: 'shown', request, sampleIds: ids, runs });
  }
}

/** A picture that was added may still appear: it is being read, or ready and not shown yet. */
function isComing(state: ExplorerState, weights: Weights): boolean {
  const { engine, ownImages } = state;
  if (engine.phase === 'failed') return false;
  return ownImages.some((image) => image.state === 'reading') || missing(state, weights) !== null;
}

/** The run on screen where it does not train and its weights may be had. */
function storedRun(state: ExplorerState, weights: Weights): RunView | null {
  const run = shownRun(state);
  const stored = run !== null && run.origin === 'recorded' && run.samples !== null;
  return stored && weights.mayBeHad(run.id) ? run : null;
}

interface Missing {
  readonly run: RunView;
  /** pictures that are ready and that it does not show */
  readonly ids: readonly string[];
}

function missing(state: ExplorerState, weights: Weights): Missing | null {
  if (state.ownImages.length === 0) return null;
  const run = storedRun(state, weights);
  if (!run) return null;
  const ready = state.ownImages.filter((image) => image.state === 'ready').map(({ id }) => id);
  const ids = ready.filter((id) => !run.samples?.ids.includes(id));
  return ids.length > 0 ? { run, ids } : null;
}

function keyOf(wanted: Missing | null): string {
  return wanted ? [wanted.run.id, ...wanted.ids].join('\n') : '';
}
