import { expect, test } from 'vitest';
import { fixtureRun } from '../../../app/gallery/fixture-run';
import { isOfBench } from './of-bench';

const snapshot = fixtureRun({ done: 1, samples: 2, side: 48 }).snapshots.at(-1)!;
const { step } = snapshot;

test('an answer is of the bench at its own step only, and with nothing switched off', () => {
  expect(isOfBench({ snapshot, knockedOut: false }, { step })).toBe(true);
  expect(isOfBench({ snapshot, knockedOut: false }, { step: step + 1 })).toBe(false);
  expect(isOfBench({ snapshot, knockedOut: false }, { step: null })).toBe(false);
  expect(isOfBench({ snapshot, knockedOut: true }, { step })).toBe(false);
  expect(isOfBench({ snapshot, knockedOut: false }, null)).toBe(false);
});
