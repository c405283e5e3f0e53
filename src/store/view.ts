import { initialSurveyView, type SurveyView } from './survey';

/** What the person looks at: one sample, one step, one pixel, one colour range, for the whole page. */
export interface View {
  /** which part of the page: the questions, one run and its pictures, or many runs side by side */
  readonly place: Place;
  /** id of the run in the pipeline; null = the live run if there is one, else the first recorded one */
  readonly runId: string | null;
  /** `test/17` or `own/<name>`; null = the first in view */
  readonly sampleId: string | null;
  /** the page's one time marker; null = follow the newest step */
  readonly step: number | null;
  /** the scrubber plays stored steps */
  readonly playing: boolean;
  /** the pixel under the probe, in the network's input; null = the centre */
  readonly probe: Probe | null;
  readonly channel: Channel;
  readonly range: Range;
  /** half width of the colour range while `range` is `locked` */
  readonly lockedLimit: number;
  readonly theme: Theme;
  /** null = as this browser kept or prefers it */
  readonly language: Language | null;
  /** the stage that is open in place; null = the overview. Not while a step is taken apart */
  readonly open: StageId | null;
  /** of what is open, the one part in view: a block of the mask network, an assignment of the mapping */
  readonly detail: number | null;
  /** pictures that lie over each other where the sum is open */
  readonly layers: readonly LayerId[];
  /** what is pinned as B beside what is shown, A; null = nothing */
  readonly beside: Beside | null;
  /** of A | B, only the stages in which they differ */
  readonly onlyDifferences: boolean;
  /** with a run beside, which pictures stand in the strip, and in which order */
  readonly turned: TurnedId;
  /** A and B as one picture under a divider, and of what; null = side by side */
  readonly wipe: WipeId | null;
  /** the part of one training step that slow motion stands at; null = no slow motion */
  readonly slow: SubStepId | null;
  /** the part of Explore that a link leads to; null = its beginning */
  readonly at: Section | null;
  /** what is looked at among all test pictures */
  readonly survey: SurveyView;
  /** the question that is open at the door; null = all of them */
  readonly asked: QuestionId | null;
  /**
   * the deck in the lecture place: one that comes with the page, `own-…` of this browser, or `link`, the one that the
   * address itself holds; null = the shelf
   */
  readonly deck: string | null;
  /** the slide of it; null = the first */
  readonly slide: string | null;
  /** where one stands with the deck */
  readonly lectern: Lectern;
  /** pairs the audience's window with the presenter's; null = one window */
  readonly talk: string | null;
  /** inside another page: the pictures alone, without header and switches */
  readonly embedded: boolean;
}

/** The questions of the door, one for each block of the method, under the block's id. */
export const questionIds = ['masks', 'channels', 'generator', 'interpolation', 'pattern'] as const;
export type QuestionId = (typeof questionIds)[number];

/** Parts of Explore below what is seen at first. */
export const sections = ['survey'] as const;
export type Section = (typeof sections)[number];

/** On the stage, at the presenter's desk in a second window, or where the deck is made. */
export const lecterns = ['stage', 'presenter', 'edit'] as const;
export type Lectern = (typeof lecterns)[number];

/** The second of two: the same picture in another run, or another picture in the same run. */
export type Beside =
  { readonly what: 'run'; readonly runId: string } | { readonly what: 'sample'; readonly sampleId: string };

/** All; all, the ones that the two runs read differently first; only those that one reads rightly, the other not. */
export const turnedIds = ['all', 'first', 'a-right', 'b-right'] as const;
export type TurnedId = (typeof turnedIds)[number];

/** What can lie under the divider: the prompted picture, or one mask. */
export const wipeIds = ['prompted', 'r', 'g', 'b'] as const;
export type WipeId = (typeof wipeIds)[number];

/** Stages that open in place, in the order of the way of a picture. */
export const stageIds = [
  'resized',
  'mask',
  'upsampling',
  'pattern',
  'prompted',
  'network',
  'mapping',
] as const;
export type StageId = (typeof stageIds)[number];

/** Layers of the sum, from the back to the front: the order in which they are blended. */
export const layerIds = ['image', 'pattern', 'product', 'mask', 'saliency'] as const;
export type LayerId = (typeof layerIds)[number];

/** One training step, taken apart. */
export const subStepIds = [
  'resize',
  'generate',
  'upsample',
  'multiply',
  'add',
  'classify',
  'map',
  'loss',
  'gradient-pattern',
  'gradient-mask',
  'adam',
] as const;
export type SubStepId = (typeof subStepIds)[number];

export const places = ['door', 'explore', 'compare', 'lecture', 'data'] as const;
export type Place = (typeof places)[number];
/** where a link without a word leads; one without a place leads to `initialView.place`, as it always did */
export const entrance: Place = 'door';

export interface Probe {
  /** 0..side−1 */
  readonly row: number;
  readonly column: number;
}

/** Which of the three masks: one, or all side by side. The equation reads red where `all` is shown. */
export type Channel = 'all' | 'r' | 'g' | 'b';
/** What a mask's colours span: −1..1, this sample, the whole run, or a limit that stays put. */
export type Range = 'unit' | 'sample' | 'run' | 'locked';
export type Theme = 'system' | 'light' | 'dark';

/** The page's texts: src/messages. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

export const initialView: View = {
  place: 'explore',
  runId: null,
  sampleId: null,
  step: null,
  playing: false,
  probe: null,
  channel: 'all',
  range: 'run',
  lockedLimit: 1,
  theme: 'system',
  language: null,
  open: null,
  detail: null,
  layers: ['image', 'product'],
  beside: null,
  onlyDifferences: false,
  turned: 'all',
  wipe: null,
  slow: null,
  asked: null,
  at: null,
  survey: initialSurveyView,
  deck: null,
  slide: null,
  lectern: 'stage',
  talk: null,
  embedded: false,
};
