import { expect, test } from 'vitest';
import { Patience } from './patience';

test('is long at first, then a multiple of what this machine has shown, of each kind', () => {
  const patience = new Patience();
  expect(patience.limit('gradient')).toBe(180_000);
  patience.took('gradient', 4000);
  patience.took('gradient', 1000);
  expect(patience.limit('gradient')).toBe(80_000);
  expect(patience.limit('logits')).toBe(180_000);
  patience.took('logits', 3);
  expect(patience.limit('logits'), 'never so short that a busy machine counts as hung').toBe(10_000);
});
