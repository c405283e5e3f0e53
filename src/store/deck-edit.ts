/** Everything that an author does to a deck, as functions from one deck to the next. */
import { deckLimits, freshSlideId, parseDeck, type Deck, type Slide } from '../data/deck';

export { deckLimits };

/** A deck needs one slide at least: the first is empty. */
export function newDeck({ title, language }: Pick<Deck, 'title' | 'language'>, slideTitle: string): Deck {
  return { title, language, about: '', slides: [emptySlide('slide-1', slideTitle)] };
}

export function emptySlide(id: string, title: string): Slide {
  return { id, title, words: '', notes: '', link: '', shows: [], formulae: [], predict: null, live: null };
}

export function isFull({ slides }: Deck): boolean {
  return slides.length >= deckLimits.slides;
}

/** Puts a slide behind another one, or at the end; a deck that is full stays as it is. */
export function withSlide(deck: Deck, slide: Omit<Slide, 'id'>, after?: string): { deck: Deck; id: string } {
  const id = freshSlideId(deck.slides);
  if (isFull(deck)) return { deck, id: deck.slides.at(-1)!.id };
  const at = deck.slides.findIndex((one) => one.id === after);
  const slides = deck.slides.toSpliced(at < 0 ? deck.slides.length : at + 1, 0, { ...slide, id });
  return { deck: { ...deck, slides }, id };
}

/** The slide once more behind itself. */
export function withCopy(deck: Deck, id: string, title: (title: string) => string) {
  const slide = deck.slides.find((one) => one.id === id);
  if (!slide) return { deck, id };
  return withSlide(deck, { ...slide, title: cut(title(slide.title)) }, id);
}

/** The last slide stays: a deck without any is none. */
export function withoutSlide(deck: Deck, id: string): Deck {
  if (deck.slides.length < 2) return deck;
  return { ...deck, slides: deck.slides.filter((slide) => slide.id !== id) };
}

/** Puts a slide at another place, counted from 0. */
export function movedTo(deck: Deck, id: string, to: number): Deck {
  const from = deck.slides.findIndex((slide) => slide.id === id);
  const target = Math.min(Math.max(to, 0), deck.slides.length - 1);
  if (from < 0 || from === target) return deck;
  const others = deck.slides.toSpliced(from, 1);
  return { ...deck, slides: others.toSpliced(target, 0, deck.slides[from]!) };
}

export function changedSlide(deck: Deck, id: string, change: Partial<Omit<Slide, 'id'>>): Deck {
  return {
    ...deck,
    slides: deck.slides.map((slide) => (slide.id === id ? { ...slide, ...change } : slide)),
  };
}

/** Whether all of a slide would be read again from a file; while somebody types, it may not. */
export function deckProblem(deck: Deck): string | null {
  try {
    parseDeck(deck, '');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

function cut(title: string): string {
  return title.slice(0, deckLimits.title);
}
