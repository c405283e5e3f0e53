import type { LabRun, RecordedLab } from '../data/recorded-lab';
import type { SeenRun } from '../data/view-snapshots';
import { UserError } from '../lib/user-error';
import { changeLab, changeLibrary, notify, putRuns } from '../store/actions';
import { isLabRun, labRunId } from '../store/run-ids';
import { withCurves, withLab } from '../store/library';
import type { RunView } from '../store/run-view';
import { namedRuns } from '../store/selectors';
import { explorer, type ExplorerState } from '../store/store';
import type { Dependencies } from './dependencies';
import { viewOfRecord } from './record-view';

type Needs = Pick<Dependencies, 'lab' | 'messages'>;

/** `unknown`: there is no run of this name, or none that was seen; of one that is `unreachable` that was said. */
export type Found = 'here' | 'unknown' | 'unreachable';

/** Somebody compares, makes or shows a lecture, or has opened one of its runs, or put one beside another. */
export const wantsLab = (state: ExplorerState): boolean => {
  const { place, deck } = state.view;
  return place === 'compare' || (place === 'lecture' && deck !== null) || namedRuns(state).some(isLabRun);
};

/** Resolves when the page shows more than what was recorded: the lab needs no engine, and a lecture hall has none. */
export function recordedLeft(): Promise<void> {
  return new Promise((resolve) => {
    if (!wantsLab(explorer.getState())) return resolve();
    const unsubscribe = explorer.subscribe(wantsLab, () => {
      unsubscribe();
      resolve();
    });
  });
}

/**
 * The recorded lab, without an engine: all numbers and curves as soon as somebody compares, what was seen of a run
 * when it is shown, its weights when a picture is to go through them. Nothing of it is written to this browser's disk.
 */
export class Lab {
  readonly #needs: Needs;
  #opening: Promise<RecordedLab | null> | null = null;
  /** runs whose pictures are here or on their way */
  readonly #shown = new Set<string>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Once; one that could not be read is asked for again. Null where there is none, or it cannot be read now. */
  open(): Promise<RecordedLab | null> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Brings what was seen of these runs; nothing for those that are not the lab's, or are here. */
  async show(runIds: readonly string[]): Promise<void> {
    if (!runIds.some(isLabRun)) return;
    const lab = await this.open();
    if (!lab) return;
    const wanted = runIds.flatMap((id) => (this.#shown.has(id) ? [] : (runIn(lab, id) ?? [])));
    const views = await Promise.all(wanted.map((run) => this.#seen(run, lab)));
    const seen = views.filter((view) => view !== null);
    if (seen.length > 0) putRuns(seen);
  }

  /** Puts one run on the page. */
  async bring(runId: string): Promise<Found> {
    const lab = await this.open();
    if (explorer.getState().lab.state === 'failed') return 'unreachable';
    if (!runIn(lab, runId)?.files.pictures) return 'unknown';
    await this.show([runId]);
    return explorer.getState().runs.some(({ id }) => id === runId) ? 'here' : 'unreachable';
  }

  /** The run capsule of a run; null where it is not the lab's. */
  async weights(runId: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const file = runIn(await this.open(), runId)?.files.weights;
    return file ? this.#needs.lab.weights(file) : null;
  }

  async #open(): Promise<RecordedLab | null> {
    changeLab({ state: 'loading' });
    try {
      const lab = await this.#needs.lab.index();
      if (lab) take(lab);
      else changeLab({ state: 'missing' });
      return lab;
    } catch (error) {
      this.#opening = null;
      changeLab({ state: 'failed' });
      this.#complain(error, this.#needs.messages.notices.labUnreachable);
      return null;
    }
  }

  async #seen(run: LabRun, lab: RecordedLab): Promise<RunView | null> {
    if (!run.files.pictures) return null;
    const id = labRunId(run.id);
    this.#shown.add(id);
    try {
      return viewOf(run, await this.#needs.lab.pictures(run.files.pictures), lab);
    } catch (error) {
      // whoever shows it again asks again
      this.#shown.delete(id);
      this.#complain(error, this.#needs.messages.notices.labPicturesUnreachable);
      return null;
    }
  }

  /** A damaged file has its own sentence; one that did not come gets ours. */
  #complain(error: unknown, unreachable: string): void {
    notify({ tone: 'warn', text: error instanceof UserError ? error.message : unreachable, action: null });
  }
}

function runIn(lab: RecordedLab | null, pageId: string): LabRun | undefined {
  return lab?.runs.find(({ id }) => labRunId(id) === pageId);
}

function take(lab: RecordedLab): void {
  const runs = lab.runs.map((run) => ({ ...run, id: labRunId(run.id) }));
  const curves = Object.fromEntries(runs.map(({ id, curves }) => [id, curves]));
  changeLibrary((library) => withCurves(withLab(library, runs), curves));
  // one that computes the very same as another would only say the same again
  const weighted = runs.filter(({ files, sameAs }) => files.weights && sameAs === null);
  changeLab({ state: 'ready', packed: lab.packed, weighted: weighted.map(({ id }) => id) });
}

function viewOf(run: LabRun, { samples, snapshots }: SeenRun, lab: RecordedLab): RunView {
  const { id, label, config, curves } = run;
  const { epochs, losses } = curves;
  return {
    ...viewOfRecord(run, run),
    id: labRunId(id),
    label,
    origin: 'recorded',
    config,
    sourceClasses: lab.sourceClasses,
    samples,
    snapshots,
    stepsPerEpoch: epochs.length > 0 ? Math.round(losses.length / epochs.length) : 0,
    curvesFrom: 1,
    testCount: lab.testCount,
  };
}
