import { readLink, type Linked } from './link';
import { defaultSettings } from './settings';
import { explorer } from './store';
import { initialTableView } from './table-view';
import { initialView } from './view';

/** Where a link leads from here: what belongs to the reader and their machine stays as it is. */
export function linkedState(query: string, { settings, view }: Pick<Linked, 'settings' | 'view'>): Linked {
  const { backend, workers } = settings;
  const { theme, language } = view;
  const base = {
    settings: { ...defaultSettings, backend, workers },
    view: { ...initialView, theme, language },
    table: initialTableView,
  };
  return readLink(query, base).state;
}

/** Goes where a link of the page's own leads, without loading the page again. */
export function followLink(query: string): void {
  explorer.setState((state) => linkedState(query, state));
}
