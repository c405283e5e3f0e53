import type { Deck } from '../../data/deck';
import { initialLecture, type DeckFacts, type Lecture } from '../../store/lecture';

/** A deck for the gallery: a slide of each kind, about runs that nobody trained. */
export const fixtureDeck: Deck = {
  title: 'Masks, one for each picture',
  language: 'en',
  about: 'Made up for the gallery.',
  slides: [
    {
      id: 'one',
      title: 'The way of one picture',
      words: 'The mask scales the pattern *pixel by pixel*; it is made from **this** picture.',
      notes: 'Point at the mask.\n\n- red, green, blue\n- blue where the picture is dark',
      link: '',
      shows: ['pipeline'],
      formulae: [String.raw`\prompted = \resized + \pattern \odot \mask`],
      predict: null,
      live: null,
    },
    {
      id: 'two',
      title: 'How it learns',
      words: 'Accuracy after each epoch.\n\nThe dotted line is the network without a prompt.',
      notes: '',
      link: '',
      shows: ['accuracy', 'loss', 'hologram'],
      formulae: [],
      predict: null,
      live: null,
    },
    {
      id: 'three',
      title: 'Thank you',
      words: 'Questions?',
      notes: '',
      link: '',
      shows: [],
      formulae: [],
      predict: null,
      live: null,
    },
  ],
};

/** an own deck of the gallery's day; what comes with the page has no date */
const facts = (change: Partial<DeckFacts>): DeckFacts => ({
  id: 'own-fixture',
  title: fixtureDeck.title,
  about: fixtureDeck.about,
  language: 'en',
  slides: fixtureDeck.slides.length,
  updated: Date.UTC(2026, 10, 24, 12),
  ...change,
});

export function fixtureLecture(): Lecture {
  return {
    ...initialLecture,
    shelf: {
      ...initialLecture.shelf,
      state: 'ready',
      own: [facts({}), facts({ id: 'own-other', title: 'Second lecture', about: '', slides: 12 })],
      shipped: {
        'ten-minutes': facts({ id: 'ten-minutes', title: 'SMM in ten minutes', slides: 22, updated: null }),
        'five-ablations': 'unreachable',
      },
      removed: 'An older deck',
    },
    draft: { id: 'own-fixture', deck: fixtureDeck },
  };
}
