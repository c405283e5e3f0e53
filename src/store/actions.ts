import { noGuesses, type Guesses } from './guesses';
import type { Inspections } from './inspections';
import type { Keeping } from './keeping';
import type { KnockOut } from './knock-out';
import type { Lab } from './lab';
import type { Lecture } from './lecture';
import type { Library } from './library';
import type { Notice, NoticeCommand } from './notice';
import type { Offline } from './offline';
import type { OwnNetworks } from './own-networks';
import type { OwnData } from './own-data';
import type { OwnPicture } from './own-picture';
import type { Queue } from './queue';
import { settingsOf } from './run-config';
import type { RunView } from './run-view';
import { isActive, runLike, shownRun, shownSampleId } from './selectors';
import type { Settings } from './settings';
import type { Sources } from './sources';
import { explorer, type OwnImageView } from './store';
import type { SweepResults } from './sweep-results';
import type { TableView } from './table-view';
import type {
  Beside,
  Channel,
  Language,
  LayerId,
  Place,
  Probe,
  QuestionId,
  Range,
  Section,
  StageId,
  SubStepId,
  Theme,
  View,
  TurnedId,
  WipeId,
} from './view';
import type { Engine, Live } from './engine';

/** Every way in which the store changes. Panels call the first group; the rest is the controller's. */

export function changeView(change: Partial<View>): void {
  explorer.setState(({ view }) => ({ view: { ...view, ...change } }));
}

export function goTo(place: Place): void {
  changeView({ place, asked: null });
}

/** Opens a question at the door; null shows all of them. */
export function ask(asked: QuestionId | null): void {
  changeView({ place: 'door', asked });
}

export function selectSample(sampleId: string): void {
  changeView({ sampleId });
}

/** Puts the page's time marker on a step and stops playback; null follows the newest step again. */
export function moveMarker(step: number | null): void {
  changeView({ step, playing: false });
}

/** One frame of playback: moves the marker without stopping. */
export function advanceMarker(step: number): void {
  changeView({ step });
}

export function setPlaying(playing: boolean): void {
  changeView({ playing });
}

export function moveProbe(probe: Probe): void {
  changeView({ probe });
}

export function chooseChannel(channel: Channel): void {
  changeView({ channel });
}

/** @param limit half width to keep; needed with `locked` only */
export function chooseRange(range: Range, limit?: number): void {
  changeView(limit === undefined ? { range } : { range, lockedLimit: limit });
}

export function chooseTheme(theme: Theme): void {
  changeView({ theme });
}

export function chooseLanguage(language: Language): void {
  changeView({ language });
}

/** Opens a stage in place; null returns to the overview. */
export function openStage(open: StageId | null): void {
  changeView({ open, detail: null, slow: null });
}

/** Looks at one part of the stage that is open. */
export function lookAt(detail: number): void {
  changeView({ detail });
}

export function chooseLayers(layers: readonly LayerId[]): void {
  changeView({ layers });
}

/** Says which part of Explore is looked at, so that a link leads there; null = its beginning. */
export function lookAtSection(at: Section | null): void {
  changeView({ at });
}

/** Stands at one part of a step, in slow motion; null goes back to the run. */
export function slowDown(slow: SubStepId | null): void {
  changeView({ slow, open: null, detail: null });
}

/** Shows another run in the pipeline; null returns to the live one. The marker follows its newest step. */
export function showRun(runId: string | null): void {
  changeView({ runId, step: null });
}

/** Puts another run, or another picture of the same run, beside what is shown; null takes it away. */
export function pin(beside: Beside | null): void {
  // what is said of two says nothing of one
  changeView(beside ? { beside } : { beside, onlyDifferences: false });
}

/** Lets A and B change places: what was beside is shown, what was shown is beside. */
export function swapPair(): void {
  const state = explorer.getState();
  const { beside } = state.view;
  const [run, sampleId] = [shownRun(state), shownSampleId(state)];
  if (beside?.what === 'run' && run) {
    changeView({ runId: beside.runId, beside: { what: 'run', runId: run.id } });
  } else if (beside?.what === 'sample' && sampleId !== null) {
    changeView({ sampleId: beside.sampleId, beside: { what: 'sample', sampleId } });
  }
}

/** Puts two runs side by side on one picture, as from a place that has neither on screen. */
export function compareRuns(a: string, b: string, sampleId: string | null): void {
  changeView({ runId: a, beside: { what: 'run', runId: b }, ...(sampleId !== null && { sampleId }) });
}

export function showOnlyDifferences(onlyDifferences: boolean): void {
  changeView({ onlyDifferences });
}

/** Chooses which pictures of the strip stand there while a run is beside. */
export function chooseTurned(turned: TurnedId): void {
  changeView({ turned });
}

/** Lays A over B under a divider; null puts them side by side. */
export function wipeOver(wipe: WipeId | null): void {
  changeView({ wipe });
}

/** Shows a run, and sets the switches to it while nothing else is being trained. */
export function openRun({ id, config }: Pick<RunView, 'id' | 'config'>): void {
  followRun({ config });
  showRun(id);
}

/** Sets the switches to a run while nothing else is being trained. */
export function followRun({ config }: Pick<RunView, 'config'>): void {
  const state = explorer.getState();
  if (isActive(state)) return;
  const { data, backbone, switches, side, patch } = settingsOf(config, state.settings);
  changeSettings({ data, backbone, switches, side, patch });
}

export function changeSettings(change: Partial<Settings>): void {
  explorer.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
}

/** Changes the settings and, while nothing trains, shows the run that they describe if there is one. */
export function chooseSettings(change: Partial<Settings>): void {
  changeSettings(change);
  const state = explorer.getState();
  const run = runLike(state, state.settings);
  if (run && !isActive(state)) showRun(run.id);
}

export function changeTable(change: Partial<TableView>): void {
  explorer.setState(({ table }) => ({ table: { ...table, ...change } }));
}

export function dismissNotice(id: number): void {
  explorer.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Takes back every sentence with this button: it has been pressed, or another way on was taken. */
export function dismissNotices(command: NoticeCommand): void {
  explorer.setState(({ notices }) => ({
    notices: notices.filter(({ action }) => action?.command !== command),
  }));
}

/** Takes back a sentence that has come true. */
export function withdrawNotice(text: string): void {
  explorer.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.text !== text) }));
}

/** Says a sentence once: the same text is not stacked on itself. */
export function notify(notice: Omit<Notice, 'id'>): void {
  explorer.setState(({ notices }) => {
    const others = notices.filter(({ text }) => text !== notice.text);
    const id = 1 + Math.max(0, ...notices.map((existing) => existing.id));
    return { notices: [...others, { ...notice, id }] };
  });
}

export function changeEngine(change: Partial<Engine>): void {
  explorer.setState(({ engine }) => ({ engine: { ...engine, ...change } }));
}

export function changeLive(change: Partial<Live>): void {
  explorer.setState(({ live }) => ({ live: { ...live, ...change } }));
}

/** Adds a run, or puts it in the place of the one with the same id. */
export function putRun(run: RunView): void {
  putRuns([run]);
}

/** The same for several in one change: what follows from all runs is worked out once. */
export function putRuns(some: readonly RunView[]): void {
  explorer.setState(({ runs }) => {
    const given = new Map(some.map((run) => [run.id, run]));
    const known = runs.map((run) => given.get(run.id) ?? run);
    const others = [...given.values()].filter(({ id }) => runs.every((run) => run.id !== id));
    return { runs: [...known, ...others] };
  });
}

export function changeRun(id: string, change: (run: RunView) => RunView): void {
  explorer.setState(({ runs }) => ({ runs: runs.map((run) => (run.id === id ? change(run) : run)) }));
}

export function removeRun(id: string): void {
  explorer.setState(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) }));
}

export function changeLibrary(change: (library: Library) => Library): void {
  explorer.setState(({ library }) => ({ library: change(library) }));
}

export function changeLab(change: Partial<Lab>): void {
  explorer.setState(({ lab }) => ({ lab: { ...lab, ...change } }));
}

export function changeOwnPicture(change: (own: OwnPicture) => OwnPicture): void {
  explorer.setState(({ ownPicture }) => ({ ownPicture: change(ownPicture) }));
}

export function changeKeeping(change: Partial<Keeping>): void {
  explorer.setState(({ keeping }) => ({ keeping: { ...keeping, ...change } }));
}

export function changeOffline(change: Partial<Offline>): void {
  explorer.setState(({ offline }) => ({ offline: { ...offline, ...change } }));
}

/** Forgets every guess, of every question. */
export function forgetGuesses(): void {
  changeGuesses(() => noGuesses);
}

export function changeSources(change: Partial<Sources>): void {
  explorer.setState(({ sources }) => ({ sources: { ...sources, ...change } }));
}

export function changeSweepResults(change: Partial<SweepResults>): void {
  explorer.setState(({ sweepResults }) => ({ sweepResults: { ...sweepResults, ...change } }));
}

export function changeOwnNetworks(change: Partial<OwnNetworks>): void {
  explorer.setState(({ ownNetworks }) => ({ ownNetworks: { ...ownNetworks, ...change } }));
}

export function changeOwnData(change: Partial<OwnData>): void {
  explorer.setState(({ ownData }) => ({ ownData: { ...ownData, ...change } }));
}

export function changeQueue(change: (queue: Queue) => Queue): void {
  explorer.setState(({ queue }) => ({ queue: change(queue) }));
}

export function changeKnockOut(change: (knockOut: KnockOut | null) => KnockOut | null): void {
  explorer.setState(({ knockOut }) => ({ knockOut: change(knockOut) }));
}

export function changeInspections(change: (inspections: Inspections) => Inspections): void {
  explorer.setState(({ inspections }) => ({ inspections: change(inspections) }));
}

/** @param change one of guesses.ts */
export function changeGuesses(change: (guesses: Guesses) => Guesses): void {
  explorer.setState(({ guesses }) => ({ guesses: change(guesses) }));
}

export function changeLecture(change: (lecture: Lecture) => Lecture): void {
  explorer.setState(({ lecture }) => ({ lecture: change(lecture) }));
}

export function putOwnImage(image: OwnImageView): void {
  explorer.setState(({ ownImages }) => ({
    ownImages: [...ownImages.filter(({ id }) => id !== image.id), image],
  }));
}

export function dropOwnImage(id: string): void {
  explorer.setState(({ ownImages }) => ({ ownImages: ownImages.filter((image) => image.id !== id) }));
}
