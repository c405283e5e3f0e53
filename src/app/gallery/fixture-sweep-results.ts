import type { MetricId } from '../../data/metrics';
import { createRandom } from '../../lib/random';
import {
  noSweepResults,
  type ShownNumber,
  type ShownResult,
  type SweepResults,
} from '../../store/sweep-results';

/** Results of a sweep, made up by rule and seed: of the right kind and size, and none was measured. */

const variants = [
  ['default', 'SMM', 0.73],
  ['baseline=full', 'Full', 0.69],
  ['masks=shared-binary', 'One for all, on or off', 0.68],
  ['generator=mlp', 'MLP', 0.7],
] as const;
const datasets = ['CIFAR10', 'SVHN', 'EuroSAT', 'a-folder-of-pictures-with-a-long-name'] as const;
const backbones = ['resnet18-f37072fd', 'efficientnet-lite0'] as const;

export function fixtureSweepResults(): SweepResults {
  const rows = datasets.flatMap((data, d) =>
    backbones.flatMap((backbone, b) =>
      variants.map(([variant, label, reaches], v) =>
        madeRow({ data, backbone, variant, label, reaches, d, b, v }),
      ),
    ),
  );
  const values = (list: readonly string[], each: number) =>
    list.map((value) => ({ value, label: value, count: each }));
  const query = { ...noSweepResults.query, grouped: true };
  return {
    ...noSweepResults,
    state: 'ready',
    files: ['made-up/results.parquet'],
    said: [
      { is: 'taken', file: 'made-up/results.parquet', runs: 3 * rows.length },
      {
        is: 'bad',
        file: 'made-up/runs/3fa9c1d2e4b5.safetensors',
        message: 'The run capsule is damaged or not a .safetensors file; save or download it again.',
      },
    ],
    query,
    view: {
      view: 1,
      query,
      count: rows.length,
      total: rows.length,
      runs: 3 * rows.length,
      facets: {
        data: values(datasets, rows.length / datasets.length),
        backbone: values(backbones, rows.length / backbones.length),
        variant: variants.map(([value, label]) => ({ value, label, count: rows.length / variants.length })),
        mapping: values(['ilm'], rows.length),
        side: values(['96', '224'], rows.length / 2),
        schedule: values(['paper'], rows.length),
        epochs: values(['200'], rows.length),
        source: values(['made-up/results.parquet'], rows.length),
      },
      metrics: ['last-accuracy', 'best-accuracy', 'clean-loss', 'total-parameters'],
      anyPublished: true,
      anyApart: false,
      first: rows,
    },
  };
}

interface Made {
  readonly data: string;
  readonly backbone: string;
  readonly variant: string;
  readonly label: string;
  readonly reaches: number;
  readonly d: number;
  readonly b: number;
  readonly v: number;
}

function madeRow({ data, backbone, variant, label, reaches, d, b, v }: Made): ShownResult {
  const random = createRandom(d, `${variant} ${backbone}`);
  const last = reaches - 0.1 * d + 0.04 * b + 0.02 * random.uniform();
  const of = (value: number, half: number): ShownNumber => ({
    value,
    is: 'mean',
    count: 3,
    interval: [value - half, value + half],
  });
  const numbers: Partial<Record<MetricId, ShownNumber>> = {
    'last-accuracy': of(last, 0.015),
    'best-accuracy': of(last + 0.006, 0.012),
    'clean-loss': of(1.4 - last, 0.05),
    'total-parameters': { value: 26_499, interval: null, is: 'mean', count: 3 },
  };
  return {
    key: `${data}/${backbone}/${variant}`,
    label,
    data,
    backbone,
    mapping: 'ilm',
    side: b === 0 ? 224 : 96,
    schedule: 'paper',
    epochs: 200,
    apart: [],
    seed: null,
    seeds: 3,
    repeats: 0,
    sources: ['made-up/results.parquet'],
    numbers,
    difference: v === 0 ? null : { ...of(-0.02 * v, 0.03), verdict: v > 1 ? 'worse' : 'unclear' },
    published:
      d < 2 && b === 0 && v < 2
        ? {
            ...{ source: 'Paper, table 1', model: 'ResNet-18', data, epochs: 200, runs: 3 },
            ...{ beside: ['last-accuracy'], value: 0.728, deviation: 0.007, differs: null, otherwise: [] },
          }
        : null,
  };
}
