import { describe, expect, it } from 'vitest';
import { flowOf } from './geometry';

const counts = { right: 40, lost: 10, won: 30, wrong: 20 };
const { blocks, ribbons } = flowOf(counts, { width: 300, height: 214, total: 100 });

describe('the flow of answers', () => {
  it('has blocks as high as there are right and wrong answers, before and after', () => {
    expect(blocks.map(({ count, height }) => [count, height])).toEqual([
      [50, 100],
      [50, 100],
      [70, 140],
      [30, 60],
    ]);
    for (const { y, height } of blocks) expect(y + height).toBeLessThanOrEqual(214);
  });

  it('leads every ribbon out of its block and into the other, none over another', () => {
    expect(ribbons.map(({ outcome, thickness }) => [outcome, thickness])).toEqual([
      ['right', 80],
      ['lost', 20],
      ['won', 60],
      ['wrong', 40],
    ]);
    const start = (path: string) => Number(/^M10,([\d.]+)/.exec(path)?.[1]);
    const end = (path: string) => Number(/ 290,([\d.]+)L/.exec(path)?.[1]);
    const stacked = (at: (path: string) => number) =>
      ribbons.map(({ path, thickness }) => [at(path), thickness] as const).toSorted(([a], [b]) => a - b);
    for (const column of [stacked(start), stacked(end)]) {
      column.slice(1).forEach(([y], i) => {
        const [above, thickness] = column[i]!;
        expect(y).toBeGreaterThanOrEqual(above + thickness);
      });
    }
  });
});
