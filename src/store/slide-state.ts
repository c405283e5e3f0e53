/** A slide's state of the page, read from and written to its link. */
import type { Slide } from '../data/deck';
import { readLink, writeLink, type Linked, type LinkProblem } from './link';
import { lectureView } from './lecture';
import { defaultSettings } from './settings';
import { initialTableView } from './table-view';
import { initialView, type View } from './view';

const blank: Linked = { settings: defaultSettings, view: initialView, table: initialTableView };

/**
 * The state that a slide shows. It does not depend on what was there before, but for what belongs to the reader and
 * their machine: language, theme, what computes.
 */
export function slideState(
  { link }: Pick<Slide, 'link'>,
  now: Linked,
): { readonly state: Linked; readonly problems: readonly LinkProblem[] } {
  const { state, problems } = readLink(link, blank);
  const { backend, workers } = now.settings;
  return {
    state: {
      settings: { ...state.settings, backend, workers },
      view: { ...state.view, ...lectureView(now.view) },
      table: state.table,
    },
    problems,
  };
}

/** The link that a slide keeps of what is on screen: nothing of the reader's own machine, language or deck. */
export function linkOfState({ settings, view, table }: Linked): string {
  const { backend, workers } = defaultSettings;
  const place = view.place === 'lecture' || view.place === 'door' ? initialView.place : view.place;
  const outside = { ...lectureView(initialView), place };
  return writeLink({ settings: { ...settings, backend, workers }, view: { ...view, ...outside }, table });
}

/** The place that a slide's state is at home in. */
export function homeOf({ link }: Pick<Slide, 'link'>): View['place'] {
  const { place } = readLink(link, blank).state.view;
  return place === 'compare' ? 'compare' : 'explore';
}
