import { changeOwnPicture } from '../store/actions';
import { variantName } from '../store/columns';
import { initialOwnPicture, withAnswer, type AskedVariant, type OwnAnswer } from '../store/own-picture';
import { emptyRun } from '../store/run-view';
import { explorer } from '../store/store';
import { measuredRuns } from '../store/table';
import type { RunConfig } from '../core/method-config';
import type { Command, StoredRunFile, WorkerEvent } from '../worker/protocol';
import type { Dependencies } from './dependencies';
import type { Weights } from './weights';

interface OwnPictureParts extends Pick<Dependencies, 'messages'> {
  readonly weights: Pick<Weights, 'of'>;
  send(command: Command): void;
  /** makes sure of an engine: whichever there is, or one for this configuration */
  load(config: RunConfig): void;
}

/** Most runs of this browser's library that a picture goes through beside the recorded ones, the newest first. */
const mostKept = 12;

type Said = Extract<WorkerEvent, { type: 'explained' | 'explain-refused' }>;

/**
 * One picture under every stored variant. The newest picture is the one that counts: what an earlier one still
 * waits for is given up. The picture itself stays in this page and its worker.
 */
export class OwnPictureRuns {
  readonly #parts: OwnPictureParts;
  #request = 0;

  constructor(parts: OwnPictureParts) {
    this.#parts = parts;
  }

  /** To be called when the picture is chosen; the worker may still have to read it. */
  choose(sampleId: string): void {
    this.#request += 1;
    const asked = askedVariants();
    changeOwnPicture(() => ({ ...initialOwnPicture, sampleId, asked, state: 'opening' }));
    const [first] = asked;
    const config = first && measuredRuns(explorer.getState()).find(({ id }) => id === first.runId)?.config;
    if (config) this.#parts.load(config);
  }

  /** The worker holds the picture, for the first time or again after its own end. */
  async accepted(sampleId: string): Promise<void> {
    const { ownPicture } = explorer.getState();
    if (sampleId !== ownPicture.sampleId || ownPicture.state === 'done' || ownPicture.state === 'ended')
      return;
    const request = ++this.#request;
    const missing = ownPicture.asked.filter(({ runId }) => !ownPicture.answers[runId]);
    const files = await Promise.all(missing.map(({ runId }) => this.#file(runId)));
    if (request !== this.#request) return;
    const runs = files.filter((file) => file !== null);
    this.#parts.send({ type: 'explain', purpose: 'variants', request, sampleIds: [sampleId], runs });
  }

  refused(sampleId: string): void {
    if (sampleId !== explorer.getState().ownPicture.sampleId) return;
    changeOwnPicture((own) => ({ ...own, state: 'failed' }));
  }

  hear(event: Said): void {
    if (event.request !== this.#request) return;
    const answer = event.type === 'explained' ? answerOf(event) : { refused: event.message };
    if (answer) changeOwnPicture((own) => withAnswer(own, event.runId, answer));
  }

  /** Gives up what has not answered yet. */
  cancel(): void {
    this.#request += 1;
    this.#parts.send({ type: 'explain-end', purpose: 'variants' });
    changeOwnPicture((own) => ({ ...own, state: 'ended' }));
  }

  async #file(runId: string): Promise<StoredRunFile | null> {
    const { weights, messages } = this.#parts;
    const capsule = await weights.of(runId).catch(() => null);
    if (capsule) return { runId, capsule };
    const refused = messages.notices.weightsUnreachable;
    changeOwnPicture((own) => withAnswer(own, runId, { refused }));
    return null;
  }
}

/** The lab's variants in the order of the plan, then what was trained here. */
function askedVariants(): readonly AskedVariant[] {
  const state = explorer.getState();
  const kept = state.library.entries.filter(({ hasWeights, result }) => hasWeights && result !== null);
  const ids = [...state.lab.weighted, ...kept.slice(0, mostKept).map(({ id }) => id)];
  const runs = measuredRuns(state);
  return ids.flatMap((runId) => {
    const run = runs.find(({ id }) => id === runId);
    return run ? [{ runId, label: variantName(run.config, 'SMM'), source: run.source }] : [];
  });
}

/** @returns null where the run has left the page since */
function answerOf({
  runId,
  samples,
  snapshot,
  unprompted,
}: Extract<Said, { type: 'explained' }>): OwnAnswer | null {
  const run = measuredRuns(explorer.getState()).find(({ id }) => id === runId);
  if (!run) return null;
  const { config, classes } = run;
  const known = emptyRun({ id: runId, label: variantName(config, 'SMM'), origin: 'recorded', config });
  return {
    view: { ...known, classes, samples, snapshots: [{ ...snapshot, sampleIds: samples.ids }] },
    unprompted,
  };
}
