import { describe, expect, it } from 'vitest';
import type { TableRow } from '../../data/ablation-table';
import type { Cell, Difference } from '../../data/table-cell';
import { differenceScale, effectMarks, groupedRows, leadMetric, toggled } from './geometry';

function cell(difference: Partial<Difference> | null): Cell {
  return {
    value: 0.7,
    deviation: null,
    interval: null,
    seeds: [],
    difference: difference && { value: 0, interval: null, pairs: [], verdict: 'unclear', ...difference },
    provenance: { count: 1, seeds: [0], devices: [], sources: [] },
  };
}

function row(key: string, changed: TableRow['changed']): TableRow {
  const standing = (['reference', 'one-block'] as const)[changed.length] ?? 'several-blocks';
  return {
    key,
    label: key,
    changed,
    standing,
    ranked: true,
    runs: [],
    repeats: [],
    cells: {} as TableRow['cells'],
  };
}

describe('the rows of the table', () => {
  const rows = [
    row('default', []),
    row('mlp', [{ block: 'generator', variant: 'mlp' }]),
    row('binary', [{ block: 'masks', variant: 'shared-binary' }]),
    row('both', [
      { block: 'masks', variant: 'shared-binary' },
      { block: 'generator', variant: 'mlp' },
    ]),
  ];

  it('stand under their block, in the order of the method, with what changes several parts last', () => {
    const groups = groupedRows(rows, 'plan');
    expect(groups.map(({ block }) => block)).toEqual([null, 'masks', 'generator', 'several']);
  });

  it('stand in one list once they are sorted by a number', () => {
    expect(groupedRows(rows, 'last-accuracy')).toEqual([{ block: null, rows }]);
  });

  it('are all shown where none or all are chosen', () => {
    const all = ['a', 'b', 'c'];
    expect(toggled([], 'b', all)).toEqual(['a', 'c']);
    expect(toggled(['a', 'c'], 'b', all)).toEqual([]);
    expect(toggled(['a'], 'a', all)).toEqual([]);
  });

  it('have their differences drawn for what they are sorted by', () => {
    const metrics = [
      { id: 'pattern-effective', better: 'neither' },
      { id: 'last-accuracy', better: 'higher' },
      { id: 'clean-loss', better: 'lower' },
    ] as const;
    expect(leadMetric(metrics, 'plan')?.id).toBe('last-accuracy');
    expect(leadMetric(metrics, 'clean-loss')?.id).toBe('clean-loss');
  });
});

describe('differences drawn', () => {
  it('share one scale that holds zero and every pair', () => {
    const pairs = [
      { seed: 0, value: -0.2 },
      { seed: 1, value: -0.1 },
    ];
    const scale = differenceScale([cell({ value: -0.15, pairs }), cell(null), null], 100);
    expect(scale(0)).toBeLessThan(96);
    expect(scale(-0.2)).toBeGreaterThan(4);
  });

  it('cut an interval that is wider than the picture, and say on which side', () => {
    const scale = differenceScale([cell({ value: -0.1, pairs: [{ seed: 0, value: -0.1 }] })], 100);
    const marks = effectMarks(cell({ value: -0.1, interval: [-3, 0.005] }), scale)!;
    expect(marks.whisker?.cut).toEqual([
      ['low', true],
      ['high', false],
    ]);
    expect(marks.whisker?.from).toBeCloseTo(4);
  });

  it('are left out for the baseline and for what was never reached', () => {
    const scale = differenceScale([], 100);
    expect(effectMarks(cell(null), scale)).toBeNull();
    expect(effectMarks(cell({ value: Infinity }), scale)).toBeNull();
  });
});
