import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import {
  documentChange,
  documentOf,
  documentParts,
  gradual,
  sameValue,
  type Document,
  type DocumentPart,
} from './document';
import { explorer, initialState, type ExplorerState } from './store';

/**
 * What can be undone. It follows the store and keeps of each change only the parts that changed, so that undoing one
 * leaves alone what happened by itself meanwhile. All that changes in one go is one entry, and so is all that changes
 * while a pointer is held down on one thing, or little by little.
 */
export const historyLimit = 100;

/** Milliseconds of rest after which another change of the same thing is another entry. */
const rest = 800;

export const history = createStore<Document>()(
  temporal(() => documentOf(initialState()), {
    limit: historyLimit,
    // what an entry keeps: how the changed parts were before
    diff: (past, current) => documentChange(current, past),
  }),
);

/** How the next change belongs to the one before. */
let held = false;
let last: { readonly parts: readonly string[]; readonly at: number; readonly held: boolean } | null = null;
let waiting = false;
let aside = false;

/** A pointer is down: what changes until it is lifted is one gesture. */
export function holdEntry(down: boolean): void {
  held = down;
  if (down) last = null;
}

/** Changes the store without an entry: what a person did not ask for. */
export function unrecorded(change: () => void): void {
  record();
  silenced(change);
}

function silenced(change: () => void): void {
  const before = aside;
  aside = true;
  try {
    change();
    absorb();
  } finally {
    aside = before;
  }
}

/** Begins with the page as it stands. @returns the way to end it */
export function followDocument(): () => void {
  absorb();
  history.temporal.getState().clear();
  last = null;
  return explorer.subscribe((state, before) => {
    if (aside || unchanged(state, before)) return;
    // a marker that plays is carried by nobody
    if (state.view.playing || before.view.playing) absorbMarker();
    if (waiting) return;
    waiting = true;
    queueMicrotask(record);
  });
}

type Kept = Pick<ExplorerState, 'settings' | 'view' | 'table' | 'knockOut' | 'lecture'>;

/** By identity: this is asked at every change of the store. */
function unchanged(one: Kept, other: Kept): boolean {
  const { settings, view, table, knockOut, lecture } = one;
  return (
    settings === other.settings &&
    view === other.view &&
    table === other.table &&
    knockOut === other.knockOut &&
    lecture.draft === other.lecture.draft
  );
}

/** Makes an entry of what changed since the last one, or adds it to that one. */
function record(): void {
  waiting = false;
  // what a slide shows, and what is tried on it, is no choice about the person's own page
  if (explorer.getState().lecture.stage) return absorb();
  const now = documentOf(explorer.getState());
  const change = documentChange(history.getState(), now);
  if (!change) return;
  const parts = Object.keys(change);
  const at = performance.now();
  if (belongsToLast(parts, at)) absorb();
  else history.setState(now);
  last = { parts, at, held };
}

function belongsToLast(parts: readonly string[], at: number): boolean {
  if (!last || !parts.every((part) => last!.parts.includes(part))) return false;
  if (held && last.held) return true;
  return at - last.at < rest && parts.every((part) => gradual.has(part as DocumentPart));
}

function absorb(): void {
  silently(documentOf(explorer.getState()));
}

function absorbMarker(): void {
  silently({ step: documentOf(explorer.getState()).step });
}

function silently(document: Partial<Document>): void {
  const { pause, resume } = history.temporal.getState();
  pause();
  history.setState(document);
  resume();
}

/**
 * Goes one entry back or forth.
 * @param restore puts a document on the page
 * @returns the part that it is named after; null where there is nothing to undo
 */
export function travel(way: Way, restore: (document: Document) => void): DocumentPart | null {
  record();
  dropEmpty(way);
  const part = nextPart(way);
  if (part === null) return null;
  history.temporal.getState()[way]();
  last = null;
  silenced(() => restore(history.getState()));
  travelled.setState({ way, part });
  return part;
}

export type Way = 'undo' | 'redo';

/** Where it last went, to be said; another value each time. */
export const travelled = createStore<{ readonly way: Way; readonly part: DocumentPart | null }>()(() => ({
  way: 'undo',
  part: null,
}));

const stacks = { undo: 'pastStates', redo: 'futureStates' } as const;

/** The part that undo or redo would change next, the first of several; null = nothing. */
export function nextPart(way: Way): DocumentPart | null {
  const entries = history.temporal.getState()[stacks[way]];
  const now = history.getState();
  const change = entries.findLast((entry) => documentChange(now, entry));
  return documentParts.find((key) => change && key in change && !sameValue(now[key], change[key])) ?? null;
}

/** Hears of every change of what `nextPart` answers: it is of the entries, and of what is on the page. */
export function followHistory(listener: () => void): () => void {
  const ends = [history.subscribe(listener), history.temporal.subscribe(listener)];
  return () => ends.forEach((end) => end());
}

/** What was dragged away and back again is no entry. */
function dropEmpty(way: Way): void {
  const entries = history.temporal.getState()[stacks[way]];
  const now = history.getState();
  const end = entries.findLastIndex((entry) => documentChange(now, entry));
  if (end < entries.length - 1) history.temporal.setState({ [stacks[way]]: entries.slice(0, end + 1) });
}
