/** The lecture place: the decks at hand, the one that is open, and what the stage stands at. */
import type { Deck, Slide } from '../data/deck';
import type { Linked, LinkProblem } from './link';
import { initialView, type View } from './view';

/** Decks that come with the page, public/decks/<id>.<language>.json. */
export const shippedDecks = ['ten-minutes', 'five-ablations'] as const;
export type ShippedDeckId = (typeof shippedDecks)[number];

/** The deck that the address itself holds. */
export const linkedDeck = 'link';

export function isShippedDeck(id: string | null): id is ShippedDeckId {
  return shippedDecks.some((one) => one === id);
}

export interface Lecture {
  readonly shelf: Shelf;
  /** null while none is open, or it is on its way */
  readonly draft: OpenDeck | null;
  /** the sentence why the deck that the link names is not there */
  readonly problem: string | null;
  /** whether what was last changed of the open deck is on this browser's disk */
  readonly keeping: 'kept' | 'saving' | 'here-only';
  readonly stage: Stage | null;
}

/** One deck is open at a time: it is made, or presented. */
export interface OpenDeck {
  readonly id: string;
  readonly deck: Deck;
}

export interface Shelf {
  /** `unavailable`: this browser keeps nothing */
  readonly state: 'unread' | 'ready' | 'unavailable';
  /** the person's own, the one changed last first */
  readonly own: readonly DeckFacts[];
  /** that come with the page; missing while they have not been read */
  readonly shipped: Readonly<Partial<Record<ShippedDeckId, DeckFacts | 'unreachable'>>>;
  /** title of what was deleted last and can be put back */
  readonly removed: string | null;
  /** what came of what was asked last */
  readonly said: readonly { readonly tone: 'info' | 'warn' | 'bad'; readonly text: string }[];
}

/** What a shelf shows of a deck. */
export interface DeckFacts {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** as in `<html lang>` */
  readonly language: string;
  readonly slides: number;
  /** milliseconds since 1970; null for one that comes with the page */
  readonly updated: number | null;
}

export interface Stage {
  readonly deckId: string;
  readonly slideId: string;
  /** the person's own state, which comes back when they leave */
  readonly before: Linked;
  /** what of the slide's state could not be used */
  readonly problems: readonly LinkProblem[];
  readonly blank: boolean;
  /** the speaker's pointer is drawn, and the probe follows it */
  readonly pointing: boolean;
}

export const initialLecture: Lecture = {
  shelf: { state: 'unread', own: [], shipped: {}, removed: null, said: [] },
  draft: null,
  problem: null,
  keeping: 'kept',
  stage: null,
};

/** Under which the guesses to a slide's question are kept. */
export function questionId(deckId: string, slideId: string): string {
  return `${deckId}/${slideId}`;
}

interface Where {
  readonly view: View;
}

/** Only this browser's own decks are changed; any other is copied first. */
export function isOwnDeck(id: string | null): boolean {
  return id?.startsWith('own-') ?? false;
}

/** Whether a deck is on the stage, in this window or for the presenter. */
export function isPresenting({ view: { place, deck, lectern } }: Where): boolean {
  return place === 'lecture' && deck !== null && lectern !== 'edit';
}

/** Whether the page has no header and no switches: nothing but what is shown. */
export function standsAlone({ view }: Where): boolean {
  return view.embedded || isPresenting({ view });
}

export function slidePosition({ slides }: Deck, slideId: string | null): number {
  return Math.max(
    slides.findIndex(({ id }) => id === slideId),
    0,
  );
}

export function slideAt(deck: Deck, slideId: string | null): Slide {
  return deck.slides[slidePosition(deck, slideId)]!;
}

export function factsOf(id: string, deck: Deck, updated: number | null): DeckFacts {
  const { title, about, language, slides } = deck;
  return { id, title, about, language, slides: slides.length, updated };
}

/**
 * What the address says: on the stage the person's own state, and where they are in the deck; elsewhere no deck, unless
 * the page is inside another one.
 */
export function addressedState({
  settings,
  view,
  table,
  lecture: { stage },
}: Linked & { readonly lecture: Lecture }): Linked {
  if (view.place !== 'lecture' && !view.embedded) {
    const { deck, slide, lectern, talk } = initialView;
    return { settings, view: { ...view, deck, slide, lectern, talk }, table };
  }
  if (!stage || !isPresenting({ view })) return { settings, view, table };
  const { before } = stage;
  return { ...before, view: { ...before.view, ...lectureView(view) } };
}

/** What belongs to the page and its reader, whatever a slide shows. */
export function lectureView({ place, deck, slide, lectern, talk, embedded, theme, language }: View) {
  return { place, deck, slide, lectern, talk, embedded, theme, language };
}
