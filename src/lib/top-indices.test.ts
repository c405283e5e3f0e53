import { expect, test } from 'vitest';
import { topIndices } from './top-indices';

test('the largest come first, equal ones in order', () => {
  expect(topIndices([1, 3, 3, 2], 3)).toEqual(Int32Array.of(1, 2, 3));
});
