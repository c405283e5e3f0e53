import { expect, test } from 'vitest';
import { timesInTurns } from './turns';

function contestants(order: string[], seconds: number) {
  let now = 0;
  const clock = () => now;
  const contestant = (name: string, times: number[]) => ({
    name,
    threads: 1,
    turn: async () => {
      order.push(name);
      now += 1000 * seconds;
      return times.shift()!;
    },
  });
  return { clock, both: [contestant('ours', [99, 1, 2, 4]), contestant('other', [99, 3, 4, 5])] };
}

test('times in turns after a warm-up that does not count', async () => {
  const order: string[] = [];
  const { both, clock } = contestants(order, 0);
  const times = await timesInTurns(both, { turns: 3, clock });
  expect(order.join(' ')).toBe('ours other ours other ours other ours other');
  expect(times).toEqual([
    [1, 2, 4],
    [3, 4, 5],
  ]);
});

test('is content with two turns where they take long', async () => {
  const { both, clock } = contestants([], 10);
  expect(await timesInTurns(both, { turns: 3, clock })).toEqual([
    [1, 2],
    [3, 4],
  ]);
});
