/** What the person looks at: one sample, one step, one pixel, one colour range, for the whole page. */
export interface View {
  /** which part of the page: one run and its pictures, or many runs side by side */
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
}

export const places = ['explore', 'compare'] as const;
export type Place = (typeof places)[number];

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
};
