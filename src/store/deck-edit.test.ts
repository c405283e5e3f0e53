import { describe, expect, it } from 'vitest';
import { deckLimits, type Deck } from '../data/deck';
import {
  changedSlide,
  deckProblem,
  emptySlide,
  movedTo,
  newDeck,
  withCopy,
  withoutSlide,
  withSlide,
} from './deck-edit';

const deck: Deck = {
  ...newDeck({ title: 'A talk', language: 'en' }, 'One'),
  slides: [emptySlide('a', 'A'), emptySlide('b', 'B'), emptySlide('c', 'C')],
};
const order = ({ slides }: Deck) => slides.map(({ id }) => id).join('');

describe('a deck that is being made', () => {
  it('begins with one slide, and can be read again as it is', () => {
    expect(deckProblem(newDeck({ title: 'A talk', language: 'zh-Hans' }, 'One'))).toBeNull();
    expect(deckProblem({ ...deck, title: '' })).toMatch(/title/);
  });

  it('takes a slide behind another one, or at the end, under an id of its own', () => {
    const after = withSlide(deck, emptySlide('', 'new'), 'a');
    expect(order(after.deck)).toBe(`a${after.id}bc`);
    expect(order(withSlide(deck, emptySlide('', 'new')).deck)).toBe('abcslide-4');
  });

  it('takes no more slides than a deck may have', () => {
    const slides = Array.from({ length: deckLimits.slides }, (_, i) => emptySlide(`s${i}`, 'S'));
    const full = { ...deck, slides };
    expect(withSlide(full, emptySlide('', 'new')).deck).toBe(full);
  });

  it('moves a slide, never beyond the ends', () => {
    expect(order(movedTo(deck, 'c', 0))).toBe('cab');
    expect(order(movedTo(deck, 'a', 1))).toBe('bac');
    expect(order(movedTo(deck, 'a', 99))).toBe('bca');
    expect(movedTo(deck, 'a', -1)).toBe(deck);
    expect(movedTo(deck, 'x', 1)).toBe(deck);
  });

  it('copies, changes and drops slides, but keeps one', () => {
    const title = 'T'.repeat(deckLimits.title);
    const copied = withCopy(changedSlide(deck, 'b', { title }), 'b', (one) => `${one} (copy)`);
    expect(order(copied.deck)).toBe(`ab${copied.id}c`);
    expect(deckProblem(copied.deck)).toBeNull();
    expect(order(withoutSlide(deck, 'b'))).toBe('ac');
    const last = { ...deck, slides: [emptySlide('a', 'A')] };
    expect(withoutSlide(last, 'a')).toBe(last);
  });
});
