import { initialState, explorer } from '../../store/store';
import { recordedRunId } from '../../store/run-ids';
import { initialSurveyView } from '../../store/survey';
import { initialView, type View } from '../../store/view';
import { fixtureOwnData } from './fixture-own-data';
import { fixtureOwnNetworks } from './fixture-own-networks';
import { fixtureLecture } from './fixture-deck';
import { fixtureLab } from './fixture-lab';
import { fixtureInspections } from './fixture-inspections';
import { madeGuesses, madeLab } from './fixture-questions';
import { fixtureRun } from './fixture-run';
import { fixtureSources } from './fixture-sources';
import { fixtureSweepResults } from './fixture-sweep-results';
import { confusedPictures, surveyState } from './fixture-survey';
import type { ExplorerState, OwnImageView } from '../../store/store';
import type { RunView } from '../../store/run-view';

/** What the panels are shown with: the state of the store, made up by rule. One entry is one scene. */
export interface Scene {
  readonly title: string;
  readonly runs: () => readonly RunView[];
  readonly view?: Partial<View>;
  readonly ownImages?: readonly OwnImageView[];
  /** more of the store, where a scene is about it */
  readonly state?: () => Partial<ExplorerState>;
}

const smm = () => fixtureRun();
const full = () => fixtureRun({ id: 'fixture-full', label: 'Full', baseline: 'full', reaches: 0.69 });
const live = () => fixtureRun({ id: 'fixture-live', origin: 'live', done: 4, reaches: 0.79 });

/** SMM and one mask for all, of one seed. */
const pairRuns = () =>
  fixtureLab().flatMap(({ view }) =>
    ['fixture/baseline-smm-0', 'fixture/masks-shared-three-channel-0'].includes(view.id) ? view : [],
  );
const labViews = () => fixtureLab().flatMap(({ view }) => (view.config.training.seed === 0 ? view : []));
const labState = (): Partial<ExplorerState> => {
  const runs = fixtureLab();
  return {
    library: {
      state: 'ready',
      entries: [],
      shipped: runs.map(({ summary }) => summary),
      curves: Object.fromEntries(runs.map(({ summary, curves }) => [summary.id, curves])),
    },
  };
};

const keptState = (): Partial<ExplorerState> => {
  const entries = fixtureLab().map(({ summary, view, curves }, index) => {
    const steps = curves.losses.length;
    const check = {
      date: gallerysDay,
      verdict: 'same',
      loose: null,
      steps: 31,
      epochs: 1,
      device: 'gallery',
      differences: [],
    } as const;
    return {
      ...summary,
      source: 'trained-here',
      name: view.label,
      notes: index === 0 ? 'The reference of the talk.' : '',
      tags: index % 4 === 0 ? ['talk', 'paper'] : index % 4 === 1 ? ['paper'] : [],
      created: gallerysDay - index * 3_600_000,
      updated: gallerysDay,
      bytes: 2_400_000 + 37_000 * index,
      checkpoints: [{ step: steps, fork: false }],
      hasSnapshots: true,
      hasWeights: true,
      underWay: false,
      check: index % 3 === 0 ? check : null,
    } as const;
  });
  const disk = { used: 96e6, free: 11.2e9, lasting: false };
  return {
    library: { state: 'ready', entries, shipped: [], curves: {} },
    keeping: { ...initialState().keeping, disk },
  };
};
const dataState = (): Partial<ExplorerState> => ({
  sources: fixtureSources,
  offline: {
    state: 'ready',
    report: {
      recorded: { files: 120, bytes: 10.1e6, kept: { files: 120, bytes: 10.1e6 } },
      live: { files: 26, bytes: 14.3e6, kept: { files: 19, bytes: 13.1e6 } },
      extra: { files: 20, bytes: 9.7e6, kept: { files: 0, bytes: 0 } },
    },
    keeping: { done: 13.4e6, total: 14.3e6 },
    problem: null,
    update: false,
  },
  lab: { state: 'ready', packed: '2026-11-24', weighted: [] },
});
/** 24 November 2026, noon: pictures of the gallery must not change from day to day */
const gallerysDay = Date.UTC(2026, 10, 24, 12);

/** The bench with something open in it, all that its run was asked answered. */
const opened = (title: string, view: Partial<View>) => ({
  title,
  runs: () => [smm()],
  view: { sampleId: 'test/2', ...view },
  state: () => ({ inspections: fixtureInspections(smm(), 'test/2') }),
});

/** A scene of the lecture place, with a deck of the gallery's own. */
function inLecture(title: string, view: Partial<View>): Scene {
  return {
    title,
    runs: () => [smm(), full()],
    view: { place: 'lecture', deck: 'own-fixture', ...view },
    state: () => ({ lecture: fixtureLecture() }),
  };
}
const surveyed = [
  { runId: 'fixture-smm', gain: 2.4 },
  { runId: 'fixture-full', gain: 1.4 },
] as const;
const confused = confusedPictures(surveyed[0].gain, { truth: 0, answer: 1 });

export const scenes = {
  smm: { title: 'Sample-specific masks, trained', runs: () => [smm(), full()] },
  'step-zero': { title: 'Before the first step: δ is zero', runs: () => [smm(), full()], view: { step: 0 } },
  channel: {
    title: 'One channel chosen, range ±1, so that values lie beyond it',
    runs: () => [smm(), full()],
    view: { channel: 'g', range: 'unit', probe: { row: 20, column: 70 } },
  },
  live: {
    title: 'A live run beside the recorded ones',
    runs: () => [smm(), full(), live()],
    view: { runId: 'fixture-live' },
  },
  full: { title: 'Full: a pattern, no mask', runs: () => [smm(), full()], view: { runId: 'fixture-full' } },
  medium: {
    title: 'Medium: a fixed frame',
    runs: () => [
      smm(),
      fixtureRun({ id: 'fixture-medium', label: 'Medium', baseline: 'medium', reaches: 0.6 }),
    ],
    view: { runId: 'fixture-medium' },
  },
  pad: {
    title: 'Pad: a bounded pattern round the native picture',
    runs: () => [smm(), fixtureRun({ id: 'fixture-pad', label: 'Pad', baseline: 'pad', reaches: 0.5 })],
    view: { runId: 'fixture-pad' },
  },
  unprompted: {
    title: 'No prompt',
    runs: () => [
      smm(),
      fixtureRun({ id: 'fixture-none', label: 'No prompt', baseline: 'unprompted', reaches: 0.403 }),
    ],
    view: { runId: 'fixture-none' },
  },
  uneven: {
    title: 'A side that the patch does not divide: the last patches are wider',
    runs: () => [fixtureRun({ side: 100, patch: 8 })],
    view: { probe: { row: 99, column: 99 } },
  },
  begun: {
    title: 'A live run after its first steps: no epoch is over yet',
    runs: () => [fixtureRun({ id: 'fixture-begun', origin: 'live', done: 0, samples: 4 })],
  },
  own: {
    title: 'Own pictures: one is being read, one is waiting, one could not be read',
    runs: () => [smm()],
    ownImages: [
      { id: 'own/coat.jpg', name: 'coat.jpg', state: 'reading', problem: null },
      { id: 'own/bag.png', name: 'bag.png', state: 'ready', problem: null },
      {
        id: 'own/torn.jpg',
        name: 'torn.jpg',
        state: 'failed',
        problem: 'The file ends in the middle of the picture. Save it again and add it anew.',
      },
    ],
  },
  switches: { title: 'Every switch, alone and with both meanings', runs: () => [smm(), full()] },
  compare: {
    title: 'Many variants side by side',
    runs: labViews,
    state: labState,
    view: { place: 'compare' },
  },
  library: {
    title: 'A library of kept runs, behind its button',
    runs: labViews,
    state: keptState,
    view: { place: 'compare' },
  },
  'sweep-results': {
    title: 'Results of a sweep, one of its files not readable: made up by rule, none was measured',
    runs: labViews,
    state: () => ({ ...keptState(), sweepResults: fixtureSweepResults() }),
    view: { place: 'compare' },
  },
  'pair-runs': {
    title: 'One picture in two runs, side by side',
    runs: () => pairRuns(),
    view: { beside: { what: 'run', runId: 'fixture/masks-shared-three-channel-0' } },
  },
  'pair-samples': {
    title: 'Two pictures in one run',
    runs: () => [smm(), full()],
    view: { beside: { what: 'sample', sampleId: 'test/3' } },
  },
  'pair-maskless': {
    title: 'A run beside one without masks, stored at other steps',
    runs: () => [
      smm(),
      fixtureRun({ id: 'fixture-full', label: 'Full', baseline: 'full', reaches: 0.69, done: 4 }),
    ],
    view: { beside: { what: 'run', runId: 'fixture-full' } },
  },
  'pair-wipe': {
    title: 'Two runs under one divider',
    runs: () => pairRuns(),
    view: { beside: { what: 'run', runId: 'fixture/masks-shared-three-channel-0' }, wipe: 'r' },
  },
  'open-resized': opened('Open: the image resized', { open: 'resized' }),
  'open-mask': opened('Open: the mask network', { open: 'mask' }),
  'open-head': opened('Open: the head of the mask network', { open: 'mask', detail: 5 }),
  'open-upsampling': opened('Open: from patches to pixels', { open: 'upsampling' }),
  'open-pattern': opened('Open: the pattern', { open: 'pattern' }),
  'open-prompted': opened('Open: the sum as layers', {
    open: 'prompted',
    layers: ['image', 'product', 'mask'],
  }),
  'open-network': opened('Open: the frozen network', { open: 'network' }),
  'open-mapping': opened('Open: the label mapping', { open: 'mapping', detail: 3 }),
  'open-asked': {
    title: 'Open: the run is still being asked',
    runs: () => [smm()],
    view: { open: 'mask' },
  },
  'slow-gradient': opened('Slow motion: the gradient to δ', { slow: 'gradient-pattern' }),
  'slow-adam': opened('Slow motion: Adam', { slow: 'adam' }),
  door: {
    title: 'The door, before anybody has come in',
    runs: () => [fixtureRun({ id: recordedRunId('smm') })],
    view: { place: 'door' },
  },
  'predict-ask': { title: 'Questions of every kind, not answered yet', runs: () => [], state: madeLab },
  'predict-reveal': {
    title: 'The same, answered by a class of forty',
    runs: () => [],
    state: () => ({ ...madeLab(), guesses: madeGuesses() }),
  },
  data: {
    title: 'Data & models: one part is kept for offline, and the rest is on its way',
    runs: labViews,
    state: () => ({ ...keptState(), ...dataState(), ownData: fixtureOwnData }),
    view: { place: 'data' },
  },
  networks: {
    title: 'Data & models: a network of one’s own is looked at, one is kept, and one has lost its weights',
    runs: labViews,
    state: () => ({ ...keptState(), ...dataState(), ownNetworks: fixtureOwnNetworks }),
    view: { place: 'data' },
  },
  'lecture-shelf': inLecture('All decks', { deck: null }),
  'lecture-editor': inLecture('A deck that is being made', { lectern: 'edit' }),
  'lecture-stage': inLecture('A slide on the stage', {}),
  'lecture-charts': inLecture('A slide with charts, and a part that nobody knows', { slide: 'two' }),
  'lecture-words': inLecture('A slide of words alone', { slide: 'three' }),
  'lecture-presenter': inLecture('The presenter’s window', { lectern: 'presenter' }),
  survey: {
    title: 'All test pictures of one run, one cell of the confusion matrix chosen',
    runs: () => [smm(), full()],
    state: () => ({
      ...surveyState(surveyed, smm().config.data),
      selection: { source: 'confusion', part: ':after:1', indices: confused },
      pickedIn: 'confusion',
    }),
    view: { survey: { ...initialSurveyView, picture: `test/${confused[0]}` } },
  },
  'survey-beside': {
    title: 'All test pictures of two runs on the same scales',
    runs: () => [smm(), full()],
    state: () => surveyState(surveyed, smm().config.data),
    view: {
      beside: { what: 'run', runId: 'fixture-full' },
      survey: { ...initialSurveyView, answers: 'difference', marks: 'pictures', outcome: 'lost' },
    },
  },
  empty: { title: 'Nothing has loaded yet', runs: () => [] },
} as const satisfies Record<string, Scene>;

export type SceneId = keyof typeof scenes;

export function isScene(id: string): id is SceneId {
  return Object.hasOwn(scenes, id);
}

/** Puts a scene into the store, in place of everything that was there. */
export function openScene(id: SceneId, theme: View['theme']): void {
  const scene: Scene = scenes[id];
  explorer.setState({
    ...initialState(),
    recorded: 'ready',
    runs: scene.runs(),
    view: { ...initialView, theme, ...scene.view },
    ownImages: scene.ownImages ?? [],
    ...scene.state?.(),
  });
}
