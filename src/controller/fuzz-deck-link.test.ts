/** Links with decks in them, spoilt in thousands of ways: the text, and what it unpacks to. */
import '../data/testing/allocations';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectHeld } from '../data/testing/held';
import { mutatedBytes } from '../data/testing/mutated-bytes';
import { mutatedJsonText } from '../data/testing/mutated-json';
import { deckInHash } from './deck-link';

const slide = { id: 'one', title: 'Masks', words: '**Each**', link: '?place=explore', shows: ['pipeline'] };
const deck = { format: 'smm-deck', version: 1, title: 'A talk', language: 'en', slides: [slide] };
const hash = (packed: Uint8Array) => `#deck=${Buffer.from(packed).toString('base64url')}`;
const packed = Uint8Array.from(deflateRawSync(JSON.stringify(deck)));

test('a deck in a link', async () => {
  const text = mutatedBytes([new TextEncoder().encode(hash(packed))]).map((bytes) =>
    new TextDecoder().decode(bytes),
  );
  const inputs = fc.oneof(
    mutatedBytes([packed]).map(hash),
    mutatedJsonText([deck]).map((json) => hash(deflateRawSync(json))),
    text,
  );
  await expectHeld(inputs, deckInHash);
});

test('a link that unpacks to a hundred megabytes stops at one', async () => {
  await expect(deckInHash(hash(deflateRawSync(' '.repeat(100e6))))).rejects.toThrow(/larger than 1 MB/);
});
