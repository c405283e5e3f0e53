/** JSON from anywhere: decks, and what the page's own files say of themselves, spoilt in thousands of ways. */
import './testing/allocations';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plainWords, wordBlocks } from '../lib/words';
import { loadBackboneFile } from './backbone-file';
import { parseDescription } from './dataset-description';
import type { Deck } from './deck';
import { readDeck, writeDeck } from './deck-file';
import { readContents, readDatasetFacts, readLicences, readNetworkFacts } from './source-facts';
import { expectHeld } from './testing/held';
import { mutatedJsonText } from './testing/mutated-json';

const published = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../public/${path}`, import.meta.url), 'utf8'));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const decks = ['ten-minutes.en', 'ten-minutes.zh', 'five-ablations.en'].map((name) =>
  // few slides, so that changes hit them all
  shortened(published(`decks/${name}.json`) as Deck),
);

function shortened(deck: Deck): Deck {
  return { ...deck, slides: deck.slides.filter(({ predict }, i) => i < 2 || predict !== null).slice(0, 4) };
}

test('a deck, and the words in it', async () => {
  await expectHeld(mutatedJsonText(decks), (text) => {
    const deck = readDeck(text);
    for (const { words, notes } of deck.slides)
      [wordBlocks, plainWords].forEach((read) => read(words + notes));
    // what was taken can be written and read again
    readDeck(writeDeck(deck));
  });
});

test('the description of a dataset', async () => {
  const description = published('datasets/clip-art/dataset.json') as Readonly<Record<string, unknown>>;
  const { splits } = description as { splits: Readonly<Record<string, { labels: readonly number[] }>> };
  const short = Object.fromEntries(
    Object.entries(splits).map(([half, split]) => [half, { ...split, labels: split.labels.slice(0, 5) }]),
  );
  await expectHeld(mutatedJsonText([{ ...description, splits: short }]), (text) => {
    parseDescription(text, 'dataset.json');
    readDatasetFacts(bytesOf(text), 'clip-art');
  });
});

test('the description of a network', async () => {
  const description = published('models/efficientnet-lite0/model.json');
  await expectHeld(mutatedJsonText([description]), (text) => {
    readNetworkFacts(bytesOf(text), 'net');
    // the weights are not those of any changed description: it has to be refused, or asked for them
    return loadBackboneFile(
      (path) => Promise.resolve(bytesOf(path.endsWith('model.json') ? text : '{}')),
      'net',
    ).catch((error: unknown) => {
      if (String(error).includes('is not the file')) return;
      throw error;
    });
  });
});

test('licences and contents', async () => {
  const licences = [{ name: 'a', version: '1', licence: 'MIT', text: 'words' }];
  await expectHeld(mutatedJsonText([licences]), (text) => readLicences(bytesOf(text)));
  const contents = { recorded: 1, live: 2, openingRuns: 3, lab: 4 };
  await expectHeld(mutatedJsonText([contents]), (text) => readContents(bytesOf(text)));
});

test('words of any kind are read in one pass', () => {
  for (const piece of ['*', '**', '`', '$', '- ', '1. ', '\n', '**a', '$a ', '`a\n\n']) {
    expect(wordBlocks(piece.repeat(4000)).length).toBeLessThan(10_000);
  }
});
