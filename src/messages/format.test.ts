import { expect, test } from 'vitest';
import { formatFor } from './format';

test('bytes are written in the unit that leaves a figure one can read', () => {
  const { bytes } = formatFor('en');
  expect([0, 480, 73_700, 9_740_000, 10_700_000_000].map(bytes)).toEqual([
    '0 kB',
    '0.48 kB',
    '73.7 kB',
    '9.74 MB',
    '10.7 GB',
  ]);
});
