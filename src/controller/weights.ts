import { isLabRun, isRecordedRun } from '../store/run-ids';
import { explorer } from '../store/store';
import type { RunLibrary } from '../storage/run-library';
import type { RecordedSource } from './dependencies';
import type { Lab } from './lab';

type Bytes = Uint8Array<ArrayBuffer>;

interface WeightsParts {
  readonly recorded: Pick<RecordedSource, 'weights'>;
  readonly lab: Pick<Lab, 'weights'>;
  readonly library: Pick<RunLibrary, 'exportRun'>;
}

/** Run capsules that are kept ready: those of what is shown, and of what stands beside it. */
const mostAtHand = 4;

/** The weights of runs that are not in the worker, wherever they lie: beside the page, in the lab, on this disk. */
export class Weights {
  readonly #parts: WeightsParts;
  readonly #known = new Map<string, Promise<Bytes | null>>();

  constructor(parts: WeightsParts) {
    this.#parts = parts;
  }

  /** Whether it is worth asking for them. */
  mayBeHad(runId: string): boolean {
    if (isRecordedRun(runId) || isLabRun(runId)) return true;
    const entry = explorer.getState().library.entries.find(({ id }) => id === runId);
    return entry?.hasWeights === true;
  }

  /** A run capsule; null where none is kept. Refused where it cannot be had now. */
  of(runId: string): Promise<Bytes | null> {
    // a run on this disk may have gone on since
    if (!isRecordedRun(runId) && !isLabRun(runId)) return this.#read(runId);
    const known = this.#known.get(runId) ?? this.#read(runId);
    this.#known.delete(runId);
    this.#known.set(runId, known);
    known.catch(() => this.#known.delete(runId));
    for (const id of [...this.#known.keys()].slice(0, -mostAtHand)) this.#known.delete(id);
    return known;
  }

  async #read(runId: string): Promise<Bytes | null> {
    const { recorded, lab, library } = this.#parts;
    if (isRecordedRun(runId)) return recorded.weights(runId);
    if (isLabRun(runId)) return lab.weights(runId);
    return this.mayBeHad(runId) ? (await library.exportRun(runId)).bytes : null;
  }
}
