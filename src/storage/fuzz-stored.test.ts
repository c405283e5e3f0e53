/** What lies on the disk, or comes back from a file: spoilt in thousands of ways, it is read or has its sentence. */
import '../data/testing/allocations';
import { test } from 'vitest';
import { guessSchema } from '../data/deck';
import { unmeasured } from '../data/measurements';
import type { RunCheck } from '../data/run-check';
import { expectHeld } from '../data/testing/held';
import { mutatedJson, mutatedJsonText } from '../data/testing/mutated-json';
import { tinyRecord } from '../data/testing/tiny-run-files';
import { parseWith, z } from '../lib/schema';
import { entryOf, entryVersion, fingerprint, noParts, recordText, textOf } from './library-entry';
import type { StoredEntry } from './library-schema';

const entry: StoredEntry = {
  id: 'run',
  source: 'trained-here',
  name: 'SMM',
  notes: '',
  tags: [],
  created: 1,
  updated: 2,
  version: entryVersion,
  record: recordText(tinyRecord),
  measured: textOf(unmeasured),
  parts: noParts,
};
const check: RunCheck = {
  date: 1,
  verdict: 'different',
  loose: 'device',
  steps: 3,
  epochs: 1,
  device: 'wasm',
  differences: [{ what: 'losses', step: 2 }],
};

test('the record of a kept run', async () => {
  await expectHeld(mutatedJsonText([JSON.parse(entry.record)]), (record) =>
    fingerprint(entryOf({ ...entry, record })),
  );
});

test('what was measured of it, and how it was checked', async () => {
  await expectHeld(mutatedJsonText([JSON.parse(entry.measured)]), (measured) =>
    entryOf({ ...entry, measured }),
  );
  await expectHeld(mutatedJsonText([check]), (text) => entryOf({ ...entry, check: text }));
});

test('guesses', async () => {
  const guesses = [
    { kind: 'number', value: 71 },
    { kind: 'choice', is: 'higher' },
    { kind: 'curve', values: [1, 2, 3] },
  ];
  const schema = z.array(guessSchema);
  await expectHeld(mutatedJson([guesses]), (value) =>
    parseWith(schema, value, 'These guesses cannot be read.'),
  );
});
