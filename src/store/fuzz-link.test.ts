/** Every key of a link, with thousands of values: nothing throws, and what is taken can be written and read again. */
import '../data/testing/allocations';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectHeld, fuzzRuns } from '../data/testing/held';
import { linkKeys, readLink, writeLink, type Linked } from './link';
import { defaultSettings } from './settings';
import { initialTableView } from './table-view';
import { initialView } from './view';

const base: Linked = { settings: defaultSettings, view: initialView, table: initialTableView };
// what the kinds describe and do not spell out
const ids = ['test/17', 'run:smm', 'run:lab/default.seed-0', '12.40'];
const words = [
  ...new Set(linkKeys.flatMap(({ kind, initial }) => [...kind.split(/[\s|,;:<>–]+/), initial])),
  ...ids,
];
const number = fc.oneof(fc.nat(), fc.double(), fc.bigInt()).map(String);
const usual = fc.oneof({ arbitrary: fc.constantFrom(...words), weight: 3 }, number);
const wild = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '1e999',
    '-0',
    'NaN',
    '０',
    '../../etc/passwd',
    '%00',
  ),
  fc.constantFrom('<img src=x onerror=alert(1)>', 'javascript:alert(1)', 'a,'.repeat(3000), '9'.repeat(9000)),
);
const value = fc.oneof(
  { arbitrary: usual, weight: 4 },
  { arbitrary: wild, weight: 1 },
  {
    arbitrary: fc
      .tuple(
        fc.array(fc.oneof(usual, wild), { maxLength: 6 }),
        fc.constantFrom(',', '~', '.', '/', ':', '=', '@'),
      )
      .map(([parts, mark]) => parts.join(mark)),
    weight: 3,
  },
);
const values = fc.sample(value, { numRuns: fuzzRuns, seed: 7 });

test.each(linkKeys.map((entry) => [entry.key, entry] as const))('the key %s', (_, { decode, encode }) => {
  let taken = 0;
  for (const text of values) {
    const change = decode(text);
    if (!change) continue;
    taken++;
    const state = change(base);
    const written = encode(state);
    const again = written === null ? base : decode(written)?.(base);
    if (JSON.stringify(again) !== JSON.stringify(state))
      throw new Error(`${text} is taken, and lost when written.`);
  }
  expect(taken).toBeGreaterThan(0);
  expect('polluted' in {}).toBe(false);
});

test('a link of many keys', async () => {
  const key = fc.oneof({ arbitrary: fc.constantFrom(...linkKeys.map(({ key }) => key)), weight: 6 }, wild);
  const query = fc
    .array(fc.tuple(key, value), { maxLength: 12 })
    .map((pairs) => `?${new URLSearchParams(pairs)}`);
  await expectHeld(query, (text) => readLink(writeLink(readLink(text, base).state), base));
});
