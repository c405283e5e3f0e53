import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deck, Slide } from '../data/deck';
import { deckVersion } from '../data/deck-file';
import { UserError } from '../lib/user-error';
import { deckHash, deckInHash, longestLink } from './deck-link';

const slide: Slide = {
  id: 'one',
  title: 'Masks',
  words: '**Each** picture its own.',
  notes: 'Slowly.',
  link: '?place=explore&sample=test/5',
  shows: ['pipeline'],
  formulae: ['\\prompted = \\resized + \\pattern \\odot \\mask'],
  predict: null,
  live: null,
};
const deck: Deck = { title: 'A talk', language: 'en', about: '', slides: [slide] };

/** What a stranger could put into a link, packed as ours is. */
async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = Buffer.from(await new Response(stream).arrayBuffer());
  return `#deck=${bytes.toString('base64url')}`;
}

/** The sentence of a refusal. */
async function refusal(hash: string): Promise<string> {
  const error: unknown = await deckInHash(hash).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe('a deck in a link', () => {
  it('comes back as it was, whatever is written in it', async () => {
    const text = (most: number) => fc.string({ unit: 'binary', minLength: 1, maxLength: most });
    const some = fc.record({ title: text(40), words: text(200), notes: text(200) });
    await fc.assert(
      fc.asyncProperty(fc.array(some, { minLength: 1, maxLength: 5 }), async (texts) => {
        const slides = texts.map((one, i) => ({ ...slide, ...one, id: `s${i}` }));
        const hash = await deckHash({ ...deck, slides });
        expect(hash).toMatch(/^#deck=[\w-]+$/);
        // half of a surrogate pair has no form in UTF-8: it becomes the sign for what cannot be written
        expect(await deckInHash(hash)).toEqual(
          JSON.parse(JSON.stringify({ ...deck, slides }), (_, value: unknown) =>
            typeof value === 'string' ? value.toWellFormed() : value,
          ),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('of twenty slides still goes through a mail', async () => {
    const words = 'The mask scales the pattern for each picture, each pixel and each channel. '.repeat(4);
    const slides = Array.from({ length: 20 }, (_, i) => ({
      ...slide,
      id: `s${i}`,
      words,
      notes: `${i} ${words}`,
    }));
    expect((await deckHash({ ...deck, slides })).length).toBeLessThan(longestLink);
  });

  it('never throws anything but a sentence at whoever opens a hostile link', async () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.json().map((text) => ({ text })),
      fc.record({ slides: fc.anything(), title: fc.anything() }).map((value) => ({
        text: JSON.stringify({ format: 'smm-deck', version: deckVersion, language: 'en', ...value }) ?? '',
      })),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (value) => {
        const hash = typeof value === 'string' ? `#deck=${value}` : await packed(value.text);
        await deckInHash(hash).catch((error: unknown) => expect(error).toBeInstanceOf(UserError));
      }),
      { numRuns: 200 },
    );
  });

  it('that was cut, or is none, says so', async () => {
    const hash = await deckHash(deck);
    expect(await refusal(hash.slice(0, -9))).toMatch(/cannot be read/);
    expect(await refusal('#deck=')).toMatch(/cannot be read/);
    expect(await refusal('#deck=%00')).toMatch(/cannot be read/);
    expect(await refusal(await packed('{"format":"other"}'))).toMatch(/not a deck/);
  });

  it('of a newer version says that an update is needed', async () => {
    const newer = JSON.stringify({ format: 'smm-deck', version: deckVersion + 1, ...deck });
    expect(await refusal(await packed(newer))).toMatch(/newer version/);
  });

  it('that would unpack to a flood is stopped on the way', async () => {
    const flood = await packed(' '.repeat(200_000_000));
    expect(flood.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusal(flood)).toMatch(/larger than 1 MB/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });
});
