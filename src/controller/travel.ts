import { changeLecture } from '../store/actions';
import {
  documentDeck,
  documentOf,
  sameValue,
  withDocument,
  type Document,
  type SwitchedOff,
} from '../store/document';
import { travel, type Way } from '../store/history';
import { shownRun } from '../store/selectors';
import { explorer } from '../store/store';
import type { SwitchOff } from './switch-off';

/** Goes through what was done to the page (store/history.ts), with the part that is switched off, which the engine has. */
export function travelWith(way: Way, switchOff: Pick<SwitchOff, 'choose'>): void {
  travel(way, (document) => restore(document, switchOff));
}

function restore(document: Document, switchOff: Pick<SwitchOff, 'choose'>): void {
  const before = explorer.getState();
  const { view, ...rest } = withDocument(before, document);
  // who goes back to a step wants to stay there
  const playing = view.playing && view.step === before.view.step;
  explorer.setState({ ...rest, view: { ...view, playing } });
  const draft = documentDeck(before, document);
  if (draft) changeLecture((lecture) => ({ ...lecture, draft }));
  if (sameValue(document.off, documentOf(before).off)) return;
  const off = document.off as SwitchedOff | null;
  const there = off !== null && off.runId === shownRun(explorer.getState())?.id;
  switchOff.choose(there ? { block: off.block, variant: off.variant } : null);
}
