import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ablationTable, type TableRow } from './ablation-table';
import { variantKey } from './choices';
import { allMetrics, type MeasuredRun, type MetricId } from './metrics';
import { approximation, measuredRun, timing, toyBlocks } from './testing/measured-run';

const smm = [0, 1, 2].map((seed) => measuredRun({ seed, accuracy: [0.7, 0.72, 0.74][seed]! }));
const binary = [0, 1, 2].map((seed) =>
  measuredRun({ masks: 'shared-binary', seed, accuracy: [0.65, 0.68, 0.68][seed]!, generator: 10 }),
);

function rowsOf(runs: readonly MeasuredRun[], reference = runs[0]!): readonly TableRow[] {
  return ablationTable(runs, { blocks: toyBlocks, reference, defaultLabel: 'SMM' }).rows;
}

function cell(row: TableRow | undefined, id: MetricId) {
  const found = row?.cells[id];
  if (!found) throw new Error(`No ${id} in ${row?.key}.`);
  return found;
}

describe('which runs stand in a row', () => {
  it('groups seeds of one variant, the reference first, then in the order of the blocks', () => {
    const leak = measuredRun({ pattern: 'class-label-leak' });
    const control = measuredRun({ masks: 'mean-image' });
    const rows = rowsOf([leak, control, ...binary, ...smm], smm[1]!);
    expect(rows.map(({ key, label, standing, ranked }) => [key, label, standing, ranked])).toEqual([
      ['default', 'SMM', 'reference', true],
      ['masks=shared-binary', 'One binary mask', 'one-block', true],
      ['masks=mean-image', 'Mask of the mean image', 'one-block', true],
      ['pattern=class-label-leak', 'Labels leak', 'one-block', false],
    ]);
    expect(rows[0]!.runs.map(({ config }) => config.training.seed)).toEqual([0, 1, 2]);
  });

  it('lists apart what differs in more than one block, and says in which', () => {
    const both = measuredRun({ masks: 'shared-binary', pattern: 'class-label-leak' });
    const [, row] = rowsOf([smm[0]!, both]);
    expect(row).toMatchObject({
      standing: 'several-blocks',
      changed: [
        { block: 'masks', variant: 'shared-binary' },
        { block: 'pattern', variant: 'class-label-leak' },
      ],
    });
  });

  it('lists forks apart: neither seeds of the variant that they end as, nor of the one that they began as', () => {
    const fork = (masks: string, forkedAt: number) =>
      measuredRun({ id: `${masks}-${forkedAt}`, masks, forkedAt, accuracy: 0.1 });
    const runs = [
      fork('shared-binary', 9),
      fork('shared-binary', 3),
      fork('per-sample', 5),
      ...smm,
      ...binary,
    ];
    const rows = rowsOf(runs, smm[0]!);
    expect(rows.map(({ key, label, standing }) => [key, label, standing])).toEqual([
      ['default', 'SMM', 'reference'],
      ['masks=shared-binary', 'One binary mask', 'one-block'],
      ['default@5:default', 'SMM, from step 5 of SMM', 'fork'],
      ['masks=shared-binary@3:default', 'One binary mask, from step 3 of SMM', 'fork'],
      ['masks=shared-binary@9:default', 'One binary mask, from step 9 of SMM', 'fork'],
    ]);
    expect(rows.map(({ runs, repeats }) => [runs.length, repeats])).toEqual([
      [3, []],
      [3, []],
      [1, []],
      [1, []],
      [1, []],
    ]);
    expect(cell(rows[1], 'last-accuracy').value).toBeCloseTo(0.67);
  });

  it('leaves runs of another setting out and names what differs', () => {
    const longer = measuredRun({ id: 'longer', masks: 'shared-binary', epochs: 9 });
    const other = measuredRun({ id: 'other', dataHash: 'x' });
    const { rows, elsewhere } = ablationTable([smm[0]!, longer, other], {
      blocks: toyBlocks,
      reference: smm[0]!,
      defaultLabel: 'SMM',
    });
    expect(rows).toHaveLength(1);
    expect(elsewhere).toEqual([
      { runId: 'longer', differs: ['epochs'] },
      { runId: 'other', differs: ['dataHash'] },
    ]);
  });

  it('counts a seed once: a finished run before one that still runs, else the first', () => {
    const running = measuredRun({ id: 'running', finished: false });
    const again = measuredRun({ id: 'again', accuracy: 0.1 });
    const [row] = rowsOf([running, smm[0]!, again], smm[0]!);
    expect(row!.runs.map(({ id }) => id)).toEqual([smm[0]!.id]);
    expect(row!.repeats).toEqual(['running', 'again']);
  });

  it('shows a run without a result, and puts it into no number', () => {
    const [row] = rowsOf([smm[0]!, measuredRun({ seed: 1, accuracy: 0.1, finished: false })]);
    expect(row!.runs).toHaveLength(2);
    expect(cell(row, 'last-accuracy')).toMatchObject({
      value: 0.7,
      deviation: null,
      provenance: { count: 1 },
    });
  });

  it('names a variant alike whatever it is compared with', () => {
    expect(rowsOf([...smm, ...binary], binary[0]!).map(({ key, standing }) => [key, standing])).toEqual([
      ['masks=shared-binary', 'reference'],
      ['default', 'one-block'],
    ]);
    expect(variantKey(binary[0]!, toyBlocks)).toBe('masks=shared-binary');
  });
});

describe('a cell', () => {
  it('is mean ± sample deviation over the seeds, with where it comes from', () => {
    const runs = [
      ...smm.slice(0, 2),
      measuredRun({ seed: 2, accuracy: 0.74, source: 'imported', device: 'gpu' }),
    ];
    const found = cell(rowsOf(runs)[0], 'last-accuracy');
    expect(found.value).toBeCloseTo(0.72, 12);
    expect(found.deviation).toBeCloseTo(0.02, 12);
    expect(found.difference).toBeNull();
    expect(found.seeds.map(({ seed, value }) => [seed, value])).toEqual([
      [0, 0.7],
      [1, 0.72],
      [2, 0.74],
    ]);
    expect(found.provenance).toEqual({
      count: 3,
      seeds: [0, 1, 2],
      devices: ['wasm · test processor', 'gpu'],
      sources: ['trained-here', 'imported'],
    });
  });

  it('differs from the reference of the same seed, with a t interval over the pairs', () => {
    const { difference } = cell(rowsOf([...smm, ...binary])[1], 'last-accuracy');
    expect(difference!.pairs.map(({ value }) => Number(value.toFixed(6)))).toEqual([-0.05, -0.04, -0.06]);
    expect(difference!.value).toBeCloseTo(-0.05, 12);
    // 4.3027 · 0.01 / √3
    expect(difference!.interval![0]).toBeCloseTo(-0.05 - 0.024841, 5);
    expect(difference!.interval![1]).toBeCloseTo(-0.05 + 0.024841, 5);
    expect(difference!.verdict).toBe('worse');
  });

  it('pairs by seed only: an unpaired seed is in the mean and not in the difference', () => {
    const { value, difference } = cell(rowsOf([smm[0]!, ...binary])[1], 'last-accuracy');
    expect(value).toBeCloseTo(0.67, 12);
    expect(difference).toMatchObject({ pairs: [{ seed: 0 }], interval: null, verdict: 'unclear' });
    expect(difference!.value).toBeCloseTo(-0.05, 12);
    expect(cell(rowsOf([smm[2]!, binary[0]!])[1], 'last-accuracy').difference).toBeNull();
  });

  it('is unclear where the interval holds zero, and the same where nothing differs', () => {
    const wobbly = [0.71, 0.7, 0.75].map((accuracy, seed) =>
      measuredRun({ masks: 'mean-image', seed, accuracy }),
    );
    const equal = smm.map((run) => measuredRun({ ...run.config.training, masks: 'shared-binary' }));
    const rows = rowsOf([...smm, ...wobbly, ...equal]);
    expect(cell(rows[2], 'last-accuracy').difference!.verdict).toBe('unclear');
    expect(cell(rows[1], 'clean-loss').difference!.verdict).toBe('same');
  });

  it('knows for each metric which way is better', () => {
    const lower = [0, 1, 2].map((seed) =>
      measuredRun({ masks: 'mean-image', seed, cleanLoss: 0.5 + seed / 100 }),
    );
    const row = rowsOf([...smm, ...lower, ...binary]).at(-1);
    expect(cell(row, 'clean-loss').difference!.verdict).toBe('better');
    const cheaper = cell(rowsOf([...smm, ...binary])[1], 'generator-parameters');
    expect(cheaper).toMatchObject({ value: 10, deviation: null });
    expect(cheaper.difference).toMatchObject({ value: -90, interval: null, verdict: 'better' });
  });

  it('of a run that diverged is not hidden in a mean', () => {
    const diverged = measuredRun({ seed: 1, cleanLoss: NaN });
    expect(cell(rowsOf([smm[0]!, diverged])[0], 'clean-loss')).toMatchObject({
      value: Infinity,
      deviation: null,
    });
  });

  it('is null where nothing was measured', () => {
    expect(rowsOf(smm)[0]!.cells['step-time']).toBeNull();
  });
});

describe('times', () => {
  const timed = (masks: string, seed: number, device: string, msPerStep: number) =>
    measuredRun({ masks, seed, timing: timing({ device, msPerStep }) });

  it('carry the device of the timed pass, not that of the run', () => {
    const found = cell(rowsOf([timed('per-sample', 0, 'gpu', 90)])[0], 'step-time');
    expect(found).toMatchObject({ value: 90, provenance: { count: 1, devices: ['gpu'] } });
  });

  it('of two devices are never put together', () => {
    const rows = rowsOf([timed('per-sample', 0, 'gpu', 90), timed('per-sample', 1, 'cpu', 900)]);
    expect(rows[0]!.cells['step-time']).toBeNull();
    const across = rowsOf([timed('per-sample', 0, 'gpu', 90), timed('shared-binary', 0, 'cpu', 900)]);
    expect(cell(across[1], 'step-time').difference).toBeNull();
  });
});

describe('the approximation proxy', () => {
  const probe = Array.from({ length: 60 }, (_, i) => 0.5 + (i % 7) / 10);
  const worse = probe.map((value) => value + 0.2);

  it('is the least of the seeds, with that run’s own interval', () => {
    const runs = [worse, probe].map((values, seed) =>
      measuredRun({ seed, approximation: approximation(values) }),
    );
    const found = cell(rowsOf(runs)[0], 'approximation-cross-entropy');
    const mean = probe.reduce((a, b) => a + b) / probe.length;
    expect(found.value).toBeCloseTo(mean, 12);
    expect(found.interval![0]).toBeCloseTo(mean - 0.1, 12);
  });

  it('differs by an interval drawn from the images of the probe', () => {
    const found = (seeds: number[]) => {
      const runs = seeds.flatMap((seed) => [
        measuredRun({ seed, approximation: approximation(probe) }),
        measuredRun({ seed, masks: 'shared-binary', approximation: approximation(worse) }),
      ]);
      return cell(rowsOf(runs)[1], 'approximation-cross-entropy').difference!;
    };
    const several = found([0, 1]);
    expect(several.value).toBeCloseTo(0.2, 12);
    expect(several.interval![0]).toBeCloseTo(0.2, 9);
    expect(several.verdict).toBe('worse');
    // images are no seeds: how far another one would have come is not known
    expect(found([0])).toMatchObject({ interval: several.interval, verdict: 'unclear' });
  });
});

describe('steps to target', () => {
  it('counts until the moving average comes within 5 % of the reference’s end; never is never', () => {
    const falling = Array.from({ length: 400 }, (_, i) => Math.max(1, 3 - i / 50));
    const reference = measuredRun({ losses: falling });
    const fast = measuredRun({
      masks: 'shared-binary',
      losses: falling.map((_, i) => Math.max(1, 3 - i / 20)),
    });
    const never = measuredRun({ masks: 'mean-image', losses: falling.map(() => 3) });
    const rows = rowsOf([reference, fast, never]);
    const [own, quick, missed] = rows.map((row) => cell(row, 'steps-to-target').value);
    expect(own).toBeGreaterThan(100);
    expect(quick).toBeLessThan(own!);
    expect(missed).toBe(Infinity);
    expect(cell(rows[2], 'steps-to-target').difference).toMatchObject({
      value: Infinity,
      verdict: 'unclear',
    });
  });
});

it('gives numbers that do not change with the order of the runs', () => {
  const runs = [...smm, ...binary, measuredRun({ masks: 'mean-image', accuracy: 0.6 })];
  const expected = rowsOf(runs, smm[0]!);
  fc.assert(
    fc.property(fc.shuffledSubarray(runs, { minLength: runs.length }), (shuffled) => {
      expect(rowsOf(shuffled, smm[0]!)).toEqual(expected);
    }),
    { numRuns: 30, seed: 1 },
  );
});

it('has one entry for each metric, all different and explained', () => {
  expect(new Set(allMetrics.map(({ id }) => id)).size).toBe(allMetrics.length);
  for (const { definition } of allMetrics) expect(definition).toMatch(/\.$/);
});
