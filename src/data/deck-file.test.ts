import { describe, expect, it } from 'vitest';
import { deckLimits, freshSlideId, type Deck } from './deck';
import { deckBytes, readDeck, writeDeck, writeDeckShort } from './deck-file';

const slide = {
  id: 'first',
  title: 'Why <b>masks</b>?',
  words: '- one\n- two',
  notes: 'Wait for an answer.',
  link: '?masks=shared-binary',
  shows: ['bench', 'results'],
  formulae: ['x+\\delta\\odot m'],
  predict: {
    question: 'How much is lost?',
    answer: {
      kind: 'number',
      low: -10,
      high: 10,
      truth: { metric: 'last-accuracy', of: 'masks=shared-binary', against: 'default' },
    },
    explanation: 'Little.',
  },
  live: { link: '?epochs=1' },
} satisfies Deck['slides'][number];
const deck: Deck = { title: 'Ten minutes', language: 'en', about: '', slides: [slide] };

const text = (change: object) => JSON.stringify({ format: 'smm-deck', version: 1, ...deck, ...change });

describe('a deck file', () => {
  it('comes back as it was written, long or short', () => {
    expect(readDeck(writeDeck(deck))).toEqual(deck);
    expect(readDeck(writeDeckShort(deck))).toEqual(deck);
  });

  it('fills in what a slide leaves out', () => {
    const { slides } = readDeck(text({ slides: [{ id: 'a', title: 'A' }] }));
    expect(slides).toEqual([
      {
        id: 'a',
        title: 'A',
        words: '',
        notes: '',
        link: '',
        shows: [],
        formulae: [],
        predict: null,
        live: null,
      },
    ]);
  });

  it.each([
    ['no JSON', '<html>', /not a deck/],
    ['another file', '{"format":"other","version":1}', /not a deck/],
    ['a newer version', text({ version: 2 }), /newer version/],
    ['no slides', text({ slides: [] }), /cannot be read.*slides/],
    ['too many slides', text({ slides: Array(deckLimits.slides + 1).fill(slide) }), /cannot be read.*slides/],
    ['two slides of one id', text({ slides: [slide, slide] }), /two slides of one id/],
    ['words without end', text({ slides: [{ ...slide, words: 'a'.repeat(4001) }] }), /slides\.0\.words/],
    ['a link elsewhere', text({ slides: [{ ...slide, link: 'https://example.test' }] }), /slides\.0\.link/],
    ['an unknown metric', text({ slides: [withTruth({ metric: 'beauty', of: 'default' })] }), /metric/],
    ['a typed-in truth', text({ slides: [withTruth(7)] }), /truth/],
    ['a file without end', ' '.repeat(deckBytes + 1), /larger than 1 MB/],
  ])('refuses %s with a sentence', (_, contents, sentence) => {
    expect(() => readDeck(contents)).toThrow(expect.objectContaining({ name: 'UserError' }));
    expect(() => readDeck(contents)).toThrow(sentence);
  });
});

function withTruth(truth: unknown) {
  return { ...slide, predict: { ...slide.predict, answer: { ...slide.predict.answer, truth } } };
}

describe('a new slide', () => {
  it('has an id of its own', () => {
    expect(freshSlideId([])).toBe('slide-1');
    expect(freshSlideId([{ id: 'slide-2' }])).toBe('slide-3');
    expect(freshSlideId([{ id: 'a' }, { id: 'slide-3' }])).toBe('slide-4');
  });
});

describe('a question', () => {
  const metric = 'last-accuracy';
  const asking = (answer: object) =>
    text({ slides: [{ ...slide, predict: { question: 'Which?', answer } }] });
  const options = (...all: string[]) => all.map((is) => ({ is, text: is }));
  const difference = { read: 'difference', metric, of: 'default', against: 'baseline=full' };

  it('needs a scale that goes up', () => {
    const number = { kind: 'number', truth: { metric, of: 'default' } };
    const curve = { kind: 'curve', truth: { curve: 'accuracy', of: 'default' } };
    for (const answer of [number, curve]) {
      expect(() => readDeck(asking({ ...answer, low: 5, high: 5 }))).toThrow('begin below its end');
      expect(() => readDeck(asking({ ...answer, low: 6, high: 5 }))).toThrow('begin below its end');
      expect(readDeck(asking({ ...answer, low: 4, high: 5 })).slides).toHaveLength(1);
    }
  });

  it('needs options that differ', () => {
    const truth = { read: 'highest', metric };
    const choice = (...all: string[]) => asking({ kind: 'choice', options: options(...all), truth });
    expect(() => readDeck(choice('default', 'default'))).toThrow('the same answer');
    expect(readDeck(choice('default', 'baseline=full')).slides).toHaveLength(1);
  });

  it('needs every way that a difference can come out', () => {
    const choice = (...all: string[]) =>
      asking({ kind: 'choice', options: options(...all), truth: difference });
    expect(() => readDeck(choice('higher', 'lower'))).toThrow('higher, lower or unclear');
    expect(() => readDeck(choice('higher', 'lower', 'default'))).toThrow('higher, lower or unclear');
    expect(readDeck(choice('lower', 'higher', 'unclear')).slides).toHaveLength(1);
  });
});
