import { expect, test } from 'vitest';
import { probeIndices } from './probe-facts';

test('the probe is spread evenly over the images that were trained on', () => {
  expect(probeIndices({ count: 4, limit: null })).toEqual([0, 1, 2, 3]);
  expect(probeIndices({ count: 4, limit: 2 })).toEqual([0, 1]);
  const indices = probeIndices({ count: 2000, limit: null });
  expect(indices).toHaveLength(500);
  expect(indices.slice(0, 3)).toEqual([0, 4, 8]);
  expect(indices.at(-1)).toBe(1996);
});
