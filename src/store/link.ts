import type { Block } from '../core/ablation/block';
import { sideLimits } from '../core/ablation/method-limits';
import { blocks, type BlockId } from '../core/ablation/registry';
import {
  besideValue,
  choice,
  choices,
  dataChoice,
  deckName,
  flag,
  here,
  integer,
  number,
  networkChoice,
  numberChoice,
  orNothing,
  pixel,
  recordedRun,
  slug,
  testPicture,
  type LinkValue,
} from './link-values';
import { backendChoices, defaultSettings, patchChoices, type Settings } from './settings';
import { baseline, columns, rows, sort } from './table-link';
import { initialTableView, matrixPictures, type TableView } from './table-view';
import {
  answersShown,
  initialSurveyView,
  lossesBefore,
  marksShown,
  outcomes,
  type SurveyView,
} from './survey';
import {
  entrance,
  initialView,
  languages,
  layerIds,
  lecterns,
  places,
  questionIds,
  sections,
  stageIds,
  subStepIds,
  turnedIds,
  wipeIds,
  type View,
} from './view';

/**
 * The page's state as a link: one table drives reading, writing, defaults, documentation and tests. Only
 * what differs from its default stands in the link, so links stay short and readable. A key keeps its
 * meaning for ever; a change that breaks that raises `linkVersion`.
 */
export const linkVersion = 1;

/** The part of the store that a link carries. */
export interface Linked {
  readonly settings: Settings;
  readonly view: View;
  readonly table: TableView;
}

export function linkedOf({ settings, view, table }: Linked): Linked {
  return { settings, view, table };
}

export interface LinkKey<Key extends string = string> {
  readonly key: Key;
  readonly doc: string;
  readonly kind: string;
  /** the default as it would stand in a link; empty for none */
  readonly initial: string;
  /** null = the default, or a value that has no place in a link */
  encode(state: Linked): string | null;
  /** null = the text does not fit */
  decode(text: string): ((state: Linked) => Linked) | null;
  /** the value itself, for what can be undone: also one that has no place in a link */
  read(state: Linked): unknown;
  /** @param value of this key, as `read` gave it */
  write(state: Linked, value: unknown): Linked;
}

function setting<Key extends string, F extends keyof Settings>(
  key: Key,
  field: F,
  value: LinkValue<Settings[F]>,
  doc: string,
) {
  const initial = value.encode(defaultSettings[field]) ?? '';
  return keyOf(key, doc, value, initial, {
    read: ({ settings }) => settings[field],
    write: (state, it) => ({ ...state, settings: { ...state.settings, [field]: it } }),
  });
}

/** A block's key is its id and its choices are its variants: a new variant needs no change here. */
function switchKey({ id, label, variants, ...block }: Block & { readonly id: BlockId }): LinkKey<BlockId> {
  return keyOf(id, label, choice(variants.map((variant) => variant.id)), block.default, {
    read: ({ settings }) => settings.switches[id],
    write: (state, it) => ({
      ...state,
      settings: { ...state.settings, switches: { ...state.settings.switches, [id]: it } },
    }),
  });
}

function looking<Key extends string, F extends keyof View>(
  key: Key,
  field: F,
  value: LinkValue<View[F]>,
  doc: string,
) {
  const initial = value.encode(initialView[field]) ?? '';
  return keyOf(key, doc, value, initial, {
    read: ({ view }) => view[field],
    write: (state, it) => ({ ...state, view: { ...state.view, [field]: it } }),
  });
}

function surveying<Key extends string, F extends keyof SurveyView>(
  key: Key,
  field: F,
  value: LinkValue<SurveyView[F]>,
  doc: string,
) {
  const initial = value.encode(initialSurveyView[field]) ?? '';
  return keyOf(key, doc, value, initial, {
    read: ({ view }) => view.survey[field],
    write: (state, it) => ({
      ...state,
      view: { ...state.view, survey: { ...state.view.survey, [field]: it } },
    }),
  });
}

function comparing<Key extends string, F extends keyof TableView>(
  key: Key,
  field: F,
  value: LinkValue<TableView[F]>,
  doc: string,
) {
  const initial = value.encode(initialTableView[field]) ?? '';
  return keyOf(key, doc, value, initial, {
    read: ({ table }) => table[field],
    write: (state, it) => ({ ...state, table: { ...state.table, [field]: it } }),
  });
}

interface Place<T> {
  read(state: Linked): T;
  write(state: Linked, value: T): Linked;
}

function keyOf<Key extends string, T>(
  key: Key,
  doc: string,
  value: LinkValue<T>,
  initial: string,
  place: Place<T>,
): LinkKey<Key> {
  return {
    key,
    doc,
    kind: value.kind,
    initial,
    encode: (state) => {
      const text = value.encode(place.read(state)) ?? '';
      return text === initial ? null : text;
    },
    decode: (text) => {
      const it = value.decode(text);
      return it === undefined ? null : (state) => place.write(state, it);
    },
    read: (state) => place.read(state),
    // the value was read from the same place
    write: (state, it) => place.write(state, it as T),
  };
}

const limits = { min: 1, max: 1_000_000 };
const decay = number({ min: 0.001, max: 1 });

const entries = [
  looking('place', 'place', choice(places), 'which part of the page'),
  setting(
    'data',
    'data',
    dataChoice,
    'which pictures; `own:…` are those of one’s own, in the browser that has them',
  ),
  ...blocks.map(switchKey),
  setting(
    'network',
    'backbone',
    networkChoice,
    'the frozen network; `own:…` is one of one’s own, in the browser that has it',
  ),
  setting(
    'side',
    'side',
    integer({ min: sideLimits.least, max: sideLimits.most }),
    'side of the network’s input in pixels',
  ),
  setting('patch', 'patch', numberChoice(patchChoices), 'side of a mask patch'),
  setting('epochs', 'epochs', integer({ min: 1, max: 1000 }), 'passes over the training pictures'),
  setting('batch', 'batch', integer({ min: 1, max: 1024 }), 'pictures per step'),
  setting('lr', 'patternLearningRate', number({ min: 1e-6, max: 1 }), 'learning rate of the pattern, α₁'),
  setting('lr-mask', 'maskLearningRate', number({ min: 1e-6, max: 1 }), 'learning rate of the masks, α₂'),
  setting(
    'decay',
    'patternDecay',
    decay,
    'what the pattern’s rate is multiplied by at half and at 72 % of the epochs',
  ),
  setting('decay-mask', 'maskDecay', decay, 'the same for the masks; 1 = never decays'),
  setting('augment', 'augmentation', choice(['none', 'crop-flip']), 'random crops and flips in training'),
  setting('seed', 'seed', integer({ min: 0, max: 4294967295 }), 'what the random numbers start from'),
  setting('train-limit', 'trainLimit', orNothing(integer(limits)), 'only the first n training pictures'),
  setting('test-limit', 'testLimit', orNothing(integer(limits)), 'only the first n test pictures'),
  setting('backend', 'backend', choice(backendChoices), 'what computes'),
  setting('workers', 'workers', orNothing(integer({ min: 1, max: 64 })), 'workers where wasm computes'),
  looking('run', 'runId', recordedRun, 'the recorded run in the pipeline'),
  looking('sample', 'sampleId', testPicture, 'the picture in view'),
  looking('step', 'step', orNothing(integer({ min: 0, max: 9999999 })), 'the time marker'),
  looking('probe', 'probe', pixel, 'the probed pixel'),
  looking('channel', 'channel', choice(['all', 'r', 'g', 'b']), 'which mask channel'),
  looking('range', 'range', choice(['unit', 'sample', 'run', 'locked']), 'what the mask colours span'),
  looking('limit', 'lockedLimit', number({ min: 1e-6, max: 1e6 }), 'half width of a locked range'),
  looking('open', 'open', orNothing(choice(stageIds)), 'the stage that is open in place'),
  looking('detail', 'detail', orNothing(integer({ min: 0, max: 999 })), 'the part of it in view'),
  looking('layers', 'layers', choices(layerIds), 'pictures that the open sum is made of'),
  looking('beside', 'beside', besideValue, 'what stands beside as B'),
  looking('only', 'onlyDifferences', flag('differences'), 'of A | B, only what differs'),
  looking('flips', 'turned', choice(turnedIds), 'which pictures of two runs side by side'),
  looking('wipe', 'wipe', orNothing(choice(wipeIds)), 'A and B under one divider'),
  looking('slow', 'slow', orNothing(choice(subStepIds)), 'the part of a step that slow motion stands at'),
  looking('at', 'at', orNothing(choice(sections)), 'the part of Explore that is led to'),
  surveying('pick', 'picture', testPicture, 'the one picture among all test pictures'),
  surveying('from', 'from', choice(lossesBefore), 'what the trained loss is compared with'),
  surveying('answers', 'answers', choice(answersShown), 'which answers the confusion matrix counts'),
  surveying('marks', 'marks', choice(marksShown), 'how pictures lie in the feature space'),
  surveying('turned', 'outcome', choice(outcomes), 'which answers are listed by their loss change'),
  looking('ask', 'asked', orNothing(choice(questionIds)), 'the question that is open at the door'),
  looking('deck', 'deck', deckName, 'the deck in the lecture place'),
  looking('slide', 'slide', slug, 'the slide of it'),
  looking('view', 'lectern', choice(lecterns), 'on the stage, at the presenter’s desk, or in the editor'),
  looking('talk', 'talk', slug, 'what pairs the windows of one talk'),
  looking('embed', 'embedded', here, 'the pictures alone, inside another page'),
  comparing('against', 'baseline', baseline, 'what the table compares with'),
  comparing('columns', 'columns', columns, 'columns of the table'),
  comparing('sort', 'sort', sort, 'order of the table'),
  comparing('differences', 'differencesOnly', flag('only'), 'only columns in which something differs'),
  comparing('pictures', 'pictures', choice(matrixPictures), 'which pictures the matrix shows'),
  comparing('rows', 'chosen', rows, 'the variants on curves and matrix'),
  looking('lang', 'language', orNothing(choice(languages)), 'language of the texts'),
  looking('theme', 'theme', choice(['system', 'light', 'dark']), 'colour theme'),
];

export type LinkName = (typeof entries)[number]['key'];
export const linkKeys: readonly LinkKey<LinkName>[] = entries;

export interface LinkProblem {
  readonly key: string;
  /** what stood there, cut short */
  readonly text: string;
  readonly reason: 'unknown-key' | 'bad-value' | 'newer-version';
}

/**
 * Reads a link's query over a state; an empty one leads to the entrance. Whatever does not fit is left as it was and
 * named in `problems`; nothing that stands in a link can throw.
 */
export function readLink(
  query: string,
  base: Linked,
): { readonly state: Linked; readonly problems: readonly LinkProblem[] } {
  const problems: LinkProblem[] = [];
  const seen = new Set<string>();
  let state = /^\??$/.test(query) ? { ...base, view: { ...base.view, place: entrance } } : base;
  for (const [name, value] of new URLSearchParams(query)) {
    if (seen.has(name)) continue;
    seen.add(name);
    const report = (reason: LinkProblem['reason']) =>
      problems.push({ key: name.slice(0, 40), text: value.slice(0, 40), reason });
    if (name === 'v') {
      if (value !== String(linkVersion)) report('newer-version');
      continue;
    }
    const entry = linkKeys.find(({ key }) => key === name);
    if (!entry) {
      report('unknown-key');
      continue;
    }
    const change = entry.decode(value);
    if (change) state = change(state);
    else report('bad-value');
  }
  return { state, problems };
}

/** The query that stands for a state, `?` included; empty for the entrance with all at its default. */
export function writeLink(state: Linked): string {
  const parts = linkKeys.flatMap((entry) => {
    const text = entry.encode(state);
    return text === null ? [] : [`${entry.key}=${readable(text)}`];
  });
  const query = parts.join('&') || `place=${initialView.place}`;
  return query === `place=${entrance}` ? '' : `?${query}`;
}

/** Escaped as far as a query needs it. */
function readable(text: string): string {
  return encodeURIComponent(text).replace(/%(2F|2C|3A|3D)/g, decodeURIComponent);
}
