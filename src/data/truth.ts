/**
 * What a prediction is measured by: numbers of recorded runs, read and never typed in. The blocks come as an argument,
 * as for the ablation table, whose arithmetic this is.
 */
import { group } from 'd3-array';
import { evenly } from '../lib/evenly';
import { movingAverage, type Interval } from '../lib/statistics';
import { ablationTable, type TableRow } from './ablation-table';
import { variantKey, variantLabel, type TableBlock } from './choices';
import { curveFamily } from './curve-family';
import type { ChoiceAnswer, CurveAnswer, NumberAnswer, Predict } from './deck';
import { metricOf, type MeasuredRun, type MetricId, type Unit } from './metrics';
import { runSetting } from './run-setting';
import type { Cell } from './table-cell';

/** `rate` is answered and shown as 0..100 percent, `points` are a difference of two of them. */
export type AnswerUnit = Unit | 'points';

/** What stands behind a truth, for the line under it. */
export interface TruthBasis {
  /** what was measured: `SMM`, or `One binary mask` against `SMM` */
  readonly label: string;
  readonly against: string | null;
  /** of the runs that the value is the mean of */
  readonly seeds: readonly number[];
  readonly data: string;
  /** test pictures behind an accuracy; null = all there are */
  readonly testCount: number | null;
  readonly side: number;
  readonly epochs: number;
}

export type Truth = TruthBasis &
  (
    | ({ readonly kind: 'number' } & Measured)
    | {
        readonly kind: 'choice';
        readonly is: string;
        /** other options that the seeds do not tell apart from it: right, too */
        readonly alike: readonly string[];
        readonly values: readonly OptionValue[];
        /** what a direction was read from; null where the answer is an extreme */
        readonly difference: Measured | null;
      }
    | {
        readonly kind: 'curve';
        /** values[i] is measured at columns[i]: an epoch for accuracies, a step for losses */
        readonly columns: readonly number[];
        readonly values: readonly number[];
        /** sample standard deviations over the seeds; null for a single one */
        readonly deviations: readonly (number | null)[];
      }
  );

/** In the unit of the answer. */
export interface Measured {
  readonly value: number;
  /** over the seeds; null for a single one, and for a difference */
  readonly deviation: number | null;
  /** 95 %; null where it cannot be said */
  readonly interval: Interval | null;
}

export interface OptionValue {
  readonly is: string;
  /** null where the truth is not a number of each option */
  readonly value: number | null;
  readonly deviation: number | null;
  /** how many seeds stand behind it */
  readonly count: number;
}

interface Recorded {
  readonly runs: readonly MeasuredRun[];
  readonly blocks: readonly TableBlock[];
}

/** Places at which a loss is drawn: as many as a hand can tell apart. */
const lossColumns = 24;
/** as the page's own loss curves of several runs */
const decay = 0.98;
const defaultLabel = 'SMM';

/** @returns null where the recorded runs do not say it, or have not been read yet */
export function truthOf({ answer }: Pick<Predict, 'answer'>, recorded: Recorded): Truth | null {
  const runs = inOneSetting(recorded, answer.truth.side);
  const given = { ...recorded, runs };
  if (runs.length === 0) return null;
  switch (answer.kind) {
    case 'number':
      return numberTruth(answer, given);
    case 'choice':
      return choiceTruth(answer, given);
    case 'curve':
      return curveTruth(answer, given);
    default:
      return answer satisfies never;
  }
}

/** The unit in which a class answers. */
export function unitOf(answer: Predict['answer']): AnswerUnit {
  if (answer.kind === 'curve') return answer.truth.curve === 'accuracy' ? 'rate' : 'nats';
  const { unit } = metricOf(answer.truth.metric);
  return unit === 'rate' && 'against' in answer.truth && answer.truth.against ? 'points' : unit;
}

function numberTruth({ truth }: NumberAnswer, recorded: Recorded): Truth | null {
  const { metric, of, against } = truth;
  const rows = rowsOf(recorded, { metric, reference: against ?? 'default' });
  const row = rows.find(({ key }) => key === of);
  const cell = row?.cells[metric];
  if (!row || !cell) return null;
  if (!against) return { kind: 'number', ...scaled(cell, metric), ...basisOf(row, null) };
  const { difference } = cell;
  if (!difference) return null;
  return {
    kind: 'number',
    ...scaled(difference, metric),
    ...basisOf(row, labelOf(rows, against)),
    seeds: difference.pairs.map(({ seed }) => seed),
  };
}

function choiceTruth({ truth, options }: ChoiceAnswer, recorded: Recorded): Truth | null {
  const { metric } = truth;
  if (truth.read === 'difference') {
    const rows = rowsOf(recorded, { metric, reference: truth.against });
    const row = rows.find(({ key }) => key === truth.of);
    const difference = row?.cells[metric]?.difference;
    if (!row || !difference) return null;
    return {
      kind: 'choice',
      is: directionOf(difference),
      alike: [],
      values: options.map(({ is }) => ({ is, value: null, deviation: null, count: 0 })),
      difference: scaled(difference, metric),
      ...basisOf(row, labelOf(rows, truth.against)),
      seeds: difference.pairs.map(({ seed }) => seed),
    };
  }
  const rows = rowsOf(recorded, { metric, reference: 'default' });
  const found = options.map(({ is }) => rows.find(({ key }) => key === is));
  const cells = found.flatMap((row) => row?.cells[metric] ?? []);
  // one option without a number, and nobody can say which is the extreme
  if (cells.length < options.length) return null;
  const known = cells.map(({ value }) => value);
  const extreme = truth.read === 'highest' ? Math.max(...known) : Math.min(...known);
  const winner = known.indexOf(extreme);
  const is = options[winner]!.is;
  const paired = rowsOf(recorded, { metric, reference: is });
  return {
    kind: 'choice',
    is,
    alike: options.flatMap((option) => {
      const difference = paired.find(({ key }) => key === option.is)?.cells[metric]?.difference;
      return option.is !== is && difference?.interval && directionOf(difference) === 'unclear'
        ? [option.is]
        : [];
    }),
    values: options.map(({ is }, i) => {
      const { value, deviation } = scaled(cells[i]!, metric);
      return { is, value, deviation, count: cells[i]!.seeds.length };
    }),
    difference: null,
    ...basisOf(found[winner]!, null),
  };
}

function curveTruth({ truth }: CurveAnswer, { runs, blocks }: Recorded): Truth | null {
  const mine = runs.filter((run) => variantKey(run, blocks) === truth.of && run.result !== null);
  const [first] = mine;
  if (!first) return null;
  const curves = mine.flatMap(({ id, config, epochs, losses }) => {
    const [x, y] =
      truth.curve === 'accuracy'
        ? [epochs.map(({ epoch }) => epoch), epochs.map(({ testAccuracy }) => 100 * testAccuracy)]
        : [Array.from(losses ?? [], (_, i) => i + 1), losses ?? []];
    return x.length === 0 ? [] : [{ runId: id, seed: config.training.seed, finished: true, x, y }];
  });
  const smooth = (values: ArrayLike<number>) => movingAverage(values, decay);
  const { mean } = truth.curve === 'accuracy' ? curveFamily(curves) : curveFamily(curves, smooth);
  if (mean.length < 2) return null;
  const points = truth.curve === 'accuracy' ? mean : evenly(mean, lossColumns);
  return {
    kind: 'curve',
    columns: points.map(({ x }) => x),
    values: points.map(({ y }) => y),
    deviations: points.map(({ deviation }) => deviation),
    ...factsOf(first),
    label: variantLabel(first, blocks, defaultLabel),
    against: null,
    seeds: curves.map(({ seed }) => seed),
  };
}

/** Nothing is compared across settings: that of the wanted side, else the one that most was recorded in. */
function inOneSetting({ runs, blocks }: Recorded, side: number | undefined): readonly MeasuredRun[] {
  const fitting = side === undefined ? runs : runs.filter(({ config }) => config.method.side === side);
  const settings = [...group(fitting, (run) => runSetting(run, blocks)).values()];
  return settings.reduce((most, some) => (some.length > most.length ? some : most), []);
}

interface Wanted {
  readonly metric: MetricId;
  /** key of the variant that differences are taken to */
  readonly reference: string;
}

function rowsOf({ runs, blocks }: Recorded, { metric, reference }: Wanted): readonly TableRow[] {
  const run = runs.find((one) => variantKey(one, blocks) === reference);
  if (!run) return [];
  const metrics = [metricOf(metric)];
  return ablationTable(runs, { blocks, reference: run, defaultLabel, metrics }).rows;
}

function labelOf(rows: readonly TableRow[], key: string): string | null {
  return rows.find((row) => row.key === key)?.label ?? null;
}

function basisOf(row: TableRow, against: string | null): TruthBasis {
  const finished = row.runs.filter(({ result }) => result !== null);
  const seeds = finished.map(({ config }) => config.training.seed);
  return { label: row.label, against, seeds, ...factsOf(row.runs[0]!) };
}

function factsOf({ config: { data, method, training } }: MeasuredRun) {
  return { data, side: method.side, epochs: training.epochs, testCount: training.testLimit };
}

type Spread = Pick<Cell, 'value' | 'interval'> & Partial<Pick<Cell, 'deviation'>>;

/** In the unit of the answer: a share in percent, a difference of two in points. */
function scaled({ value, deviation = null, interval }: Spread, metric: MetricId): Measured {
  const scale = metricOf(metric).unit === 'rate' ? 100 : 1;
  return {
    value: value * scale,
    deviation: deviation === null ? null : deviation * scale,
    interval: interval && [interval[0] * scale, interval[1] * scale],
  };
}

/** A difference whose interval holds zero, or that has none, is no difference that could be seen. */
function directionOf({ interval }: NonNullable<Cell['difference']>): 'higher' | 'lower' | 'unclear' {
  if (!interval || (interval[0] <= 0 && interval[1] >= 0)) return 'unclear';
  return interval[0] > 0 ? 'higher' : 'lower';
}
