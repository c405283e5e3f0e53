import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkKeys, readLink, writeLink, type Linked } from './link';
import { defaultSettings } from './settings';
import { initialTableView } from './table-view';
import { initialView } from './view';

/** What holds of every key of the table, whatever stands behind it. */

const base: Linked = { settings: defaultSettings, view: initialView, table: initialTableView };
const names = linkKeys.map(({ key }) => key);
const byName = new Map(linkKeys.map((entry) => [entry.key as string, entry]));

/** Texts that look like the real ones: words of the kinds, numbers, lists of them; and what breaks parsers. */
const words = [...new Set(linkKeys.flatMap(({ kind, initial }) => [...kind.split(/[\s|,;:]+/), initial]))];
const number = fc.oneof(fc.nat(), fc.double(), fc.bigInt()).map(String);
const word = fc.oneof(fc.constantFrom(...words), number);
const list = fc.tuple(fc.array(word, { maxLength: 6 }), fc.constantFrom(',', '~', '.', '/', ':', '=', '@'));
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'prototype',
    'valueOf',
    '1e999',
    '-0',
    'NaN',
    '０',
  ),
  fc.integer({ min: 1_000, max: 20_000 }).map((length) => 'a,'.repeat(length)),
  fc.integer({ min: 1_000, max: 20_000 }).map((length) => '9'.repeat(length)),
);
const value = fc.oneof(
  word,
  list.map(([parts, mark]) => parts.join(mark)),
  hostile,
);

/** What the page may write has the same kinds of value as its default. */
function sound(state: Linked): void {
  expect(Object.keys(state.settings)).toEqual(Object.keys(defaultSettings));
  expect(Object.keys(state.view)).toEqual(Object.keys(initialView));
  expect(Object.keys(state.table)).toEqual(Object.keys(initialTableView));
  expect(readLink(writeLink(state), base)).toEqual({ state, problems: [] });
}

describe.each(names)('the key %s', (name) => {
  const entry = byName.get(name)!;

  it('has a default that it reads as the state the page begins with', () => {
    if (entry.initial !== '')
      expect(readLink(`?${name}=${entry.initial}`, base)).toEqual({ state: base, problems: [] });
    expect(entry.encode(base)).toBeNull();
  });

  it('takes only what the page can write again, and names everything else', () => {
    fc.assert(
      fc.property(value, (text) => {
        const { state, problems } = readLink(`?${new URLSearchParams({ [name]: text })}`, base);
        sound(state);
        if (problems.length > 0) {
          expect(state).toEqual(base);
          expect(problems).toEqual([{ key: name, text: text.slice(0, 40), reason: 'bad-value' }]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives what undo keeps of it back as it was', () => {
    fc.assert(
      fc.property(word, (text) => {
        const { state } = readLink(`?${new URLSearchParams({ [name]: text })}`, base);
        expect(entry.write(base, entry.read(state))).toEqual(state);
      }),
      { numRuns: 20 },
    );
  });
});

describe('any query', () => {
  const key = fc.oneof(
    fc.constantFrom(...names),
    hostile.map((text) => text.slice(0, 200)),
  );
  const query = fc.array(fc.tuple(key, value), { maxLength: 30 });

  it('reads as a sound state, and its first value of a key counts', () => {
    fc.assert(
      fc.property(query, (pairs) => {
        const { state } = readLink(`?${new URLSearchParams(pairs)}`, base);
        sound(state);
        const first = pairs.filter(([name], i) => pairs.findIndex(([other]) => other === name) === i);
        if (first.length > 0) expect(readLink(`?${new URLSearchParams(first)}`, base).state).toEqual(state);
      }),
      { numRuns: 300 },
    );
  });

  it('is harmless however it is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webQueryParameters()), (text) => {
        sound(readLink(`?${text}`, base).state);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves the prototypes of objects alone', () => {
    readLink('?__proto__=x&constructor=y&toString=z&__proto__.polluted=1', base);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const { problems } = readLink('?__proto__=x&constructor=y&toString=z', base);
    expect(problems.map(({ reason }) => reason)).toEqual(['unknown-key', 'unknown-key', 'unknown-key']);
  });
});

describe('a usual link', () => {
  const usual = [
    '?run=lab/masks-shared-binary.seed-0&sample=test/404&step=310&probe=48.52&channel=r&range=locked&limit=12.5&open=mapping&detail=3&beside=run:lab/masks-mean-image.seed-0&wipe=prompted&theme=dark&lang=zh',
    '?place=compare&against=baseline=full&sort=clean-loss.reversed&differences=only&rows=default~masks=shared-binary~masks=shared-three-channel~generator=mlp~interpolation=bilinear&theme=dark',
    '?data=clip-art&masks=shared-three-channel&channels=single-binary&generator=convnet-large&interpolation=bilinear&pattern=class-specific&baseline=medium&mapping=flm&side=224&patch=16&epochs=200&batch=256&lr=0.01&lr-mask=0.001&augment=crop-flip&seed=12345',
  ];
  it.each(usual)('is under 500 characters: %s', (link) => {
    const { state, problems } = readLink(link, base);
    expect(problems).toEqual([]);
    expect(writeLink(state).length).toBeLessThan(500);
    expect(writeLink(state).length).toBeGreaterThan(100);
  });
});
