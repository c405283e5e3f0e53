import { expect, test } from 'vitest';
import { timedInTurns } from './bench-pairs';

test('times in turns after a warm-up, and takes the speed-up pair by pair', async () => {
  const order: string[] = [];
  const contestant = (name: string, times: number[]) => ({
    name,
    step: async () => {
      order.push(name);
      return times.shift()!;
    },
  });
  const pair = await timedInTurns({
    ours: contestant('ours', [99, 1, 2, 4]),
    other: contestant('other', [99, 3, 4, 4]),
    pairs: 3,
    size: { side: 32, batch: 2 },
    note: 'a test',
  });
  expect(order.join(' ')).toBe('ours other ours other ours other ours other');
  expect(pair.ours.milliseconds).toEqual({ median: 2, least: 1, most: 4, count: 3 });
  expect(pair.speedup).toEqual({ median: 2, least: 1, most: 3, count: 3 });
});
