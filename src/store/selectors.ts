import { baseline } from '../core/ablation/baseline';
import type { SampleSet } from '../data/snapshot';
import type { KnockedOut, KnockOut } from './knock-out';
import { isLabRun } from './run-ids';
import { runConfig, sameMethod } from './run-config';
import type { RunView, Snapshot } from './run-view';
import type { Settings } from './settings';
import type { ExplorerState } from './store';
import type { Probe } from './view';

/** The run in the pipeline: the chosen one, else the live one, else the first there is. */
export function shownRun({ runs, view, live }: ExplorerState): RunView | null {
  const find = (id: string | null) => runs.find((run) => run.id === id);
  return find(view.runId) ?? find(live.runId) ?? runs.find(({ id }) => !isLabRun(id)) ?? runs[0] ?? null;
}

/** The sample set of the shown run; null while it loads. */
export function shownSamples(state: ExplorerState): SampleSet | null {
  return shownRun(state)?.samples ?? null;
}

/** The chosen sample if the shown run has it, else the first; null without samples. */
export function shownSampleId(state: ExplorerState): string | null {
  const ids = shownSamples(state)?.ids ?? [];
  const chosen = state.view.sampleId;
  return chosen !== null && ids.includes(chosen) ? chosen : (ids[0] ?? null);
}

/** The run that stands beside the shown one; null = none, or one that is not on the page yet. */
export function besideRun(state: ExplorerState): RunView | null {
  const { beside } = state.view;
  if (beside?.what !== 'run' || beside.runId === shownRun(state)?.id) return null;
  return state.runs.find(({ id }) => id === beside.runId) ?? null;
}

/** Ids of the runs that the view names, here or not: the shown one and the one beside it. A new list each time. */
export function namedRuns({ view: { runId, beside } }: ExplorerState): readonly string[] {
  return [runId, beside?.what === 'run' ? beside.runId : null].filter((id) => id !== null);
}

/** The part of the shown run that is switched off now; null = none, or one of another run. */
export function shownKnockOut(state: ExplorerState): KnockOut | null {
  return state.knockOut?.runId === shownRun(state)?.id ? state.knockOut : null;
}

/** What the pictures without that part wait for; null = they are there, or there are none to be had. */
export function knockOutWait(state: ExplorerState): 'weights' | 'engine' | 'pictures' | null {
  const knockOut = shownKnockOut(state);
  if (!knockOut || knockOut.refusal || knockOut.seen) return null;
  if (state.engine.phase === 'loading') return 'engine';
  return state.engine.phase === 'ready' ? 'pictures' : 'weights';
}

/** What that part's absence makes of the samples: it is of the newest step, and shown while the marker follows. */
export function shownKnockedOut(state: ExplorerState): KnockedOut | null {
  return state.view.step === null ? (shownKnockOut(state)?.seen ?? null) : null;
}

/**
 * The newest snapshot at or before the marker; the newest of all while the marker follows, with a part switched off
 * if one is.
 */
export function shownSnapshot(state: ExplorerState): Snapshot | null {
  const knockedOut = shownKnockedOut(state);
  return knockedOut ? knockedOut.snapshot : trainedSnapshot(state);
}

/** The same of the run as it was trained, whatever is switched off. */
export function trainedSnapshot(state: ExplorerState): Snapshot | null {
  const snapshots = shownRun(state)?.snapshots ?? [];
  const { step } = state.view;
  if (step === null) return snapshots.at(-1) ?? null;
  return snapshots.findLast((snapshot) => snapshot.step <= step) ?? snapshots[0] ?? null;
}

/** The step that every panel marks: the marker's, else the newest that the shown run has. */
export function shownStep(state: ExplorerState): number {
  return state.view.step ?? newestStep(shownRun(state));
}

/** The last step of which a run has anything to show. */
export function newestStep(run: RunView | null): number {
  if (!run) return 0;
  return Math.max(run.curvesFrom + run.losses.length - 1, run.snapshots.at(-1)?.step ?? 0, 0);
}

/** The probed pixel inside pictures of the given side; the centre until one is chosen. */
export function probeWithin(probe: Probe | null, side: number): Probe {
  const centre = Math.floor(side / 2);
  const clamp = (value: number) => Math.min(Math.max(Math.round(value), 0), side - 1);
  return { row: clamp(probe?.row ?? centre), column: clamp(probe?.column ?? centre) };
}

/** A run on the page that shows what these settings would train; null = none yet. */
export function runLike(state: ExplorerState, settings: Settings): RunView | null {
  const wanted = runConfig(settings);
  return state.runs.findLast(({ config }) => sameMethod(config, wanted)) ?? null;
}

/**
 * Runs that may share a chart or a table with the shown one: same pictures, same network, same input side, so
 * the unprompted line is the same too. Of those that the queue trains or the library brings back only the shown one:
 * many side by side have a place of their own; a fork stands beside the run that it comes from. While a run is pinned
 * beside the shown one, those two alone. A new list each time: read it with `useExplorerParts`.
 */
export function comparableRuns({ runs, ...state }: ExplorerState): readonly RunView[] {
  const shown = shownRun({ runs, ...state });
  const pinned = besideRun({ runs, ...state });
  if (shown && pinned) return [shown, pinned].filter((run) => test(run) === test(shown));
  const many = compared(state);
  const beside = new Set([shown?.id, shown?.fork?.of]);
  return runs.filter(
    (run) =>
      shown !== null &&
      test(run) === test(shown) &&
      (beside.has(run.id) || !(many.has(run.id) || isLabRun(run.id))),
  );
}

/** The runs that Explore offers: of the recorded lab only those that were opened. A new list each time. */
export function offeredRuns(state: ExplorerState): readonly RunView[] {
  const opened = [shownRun(state)?.id, besideRun(state)?.id];
  return state.runs.filter((run) => opened.includes(run.id) || !isLabRun(run.id));
}

/** Ids of runs that are on the page to be compared, but for the live one. */
function compared({ queue, library, live }: Pick<ExplorerState, 'queue' | 'library' | 'live'>): Set<string> {
  const ids = new Set([...queue, ...library.entries].map(({ id }) => id));
  if (live.runId !== null) ids.delete(live.runId);
  return ids;
}

function test({ config: { data, backbone, method } }: RunView): string {
  return [data, backbone, method.side].join(' ');
}

/** Whether the weights of a run are at hand: it trains here, or has trained and nothing took its place. */
export function isAtHand({ live, queue, engine }: ExplorerState, runId: string): boolean {
  if (live.runId === runId) return engine.runId === runId;
  return queue.some(({ id, state }) => id === runId && (state === 'running' || state === 'paused'));
}

/** Whether a live run would lose something if another one began. */
export function isActive({ live }: ExplorerState): boolean {
  return live.status === 'starting' || live.status === 'running' || live.status === 'pausing';
}

/** A run's colour wherever it appears: the accent for the reference method, the second for what it is compared with. */
export function runTone({ config }: Pick<RunView, 'config'>): 'accent' | 'second' {
  return config.method.baseline === baseline.default ? 'accent' : 'second';
}

/** The same while two runs stand side by side: what is shown is the accent, what is beside it the second. */
export function sideTone(state: ExplorerState, run: RunView): 'accent' | 'second' {
  const pinned = besideRun(state);
  if (!pinned) return runTone(run);
  return run.id === pinned.id ? 'second' : 'accent';
}
