/** How the cost of a step grows: the default task with one thing changed at a time, and the law that fits. */
import type { Backbone } from '../../core/backbone/backbone';
import { createBackbone } from '../../core/backbone/network';
import type { BackendName } from '../../core/engine/backend-name';
import type { BenchHost, StartedBench } from './host';
import { fitLaw } from './law';
import { DEFAULT_SIZE } from './measure-backend';
import { size } from './multiply-adds';
import type { Growth } from './report';
import { spreadOf } from './spread';
import { ourStep, type BenchStep, type StepOptions, type StepSize } from './step';
import { timed, timesInTurns } from './turns';

const SIDES = [64, 96, 128, 160, 224];
/** for the sides: the largest has to fit everywhere */
const SMALL_BATCH = 16;
const BATCHES = [8, 16, 32, 64, 128];
const CLASSES = [2, 10, 100, 1000];
const GENERATORS = ['convnet-small', 'convnet', 'convnet-large', 'convnet-x-large'] as const;
const RUNS = [1, 2, 3, 4];
const TURNS = 3;

interface Point {
  readonly at: number;
  readonly cost: number;
}

export async function measureGrowth(
  backend: BackendName,
  { pool }: StartedBench,
  { network, clock, report }: BenchHost,
): Promise<Growth[]> {
  const growth: Growth[] = [];
  const backbone = pool ? await pool.open(pool.mostThreads) : createBackbone(network);

  /** Median milliseconds of `runs` steps begun together. */
  async function cost(
    steps: StepSize & StepOptions & { readonly runs?: number },
    on: Backbone = backbone,
  ): Promise<{ cost: number; parameters: BenchStep['parameters'] }> {
    const runs = Array.from({ length: steps.runs ?? 1 }, () => ourStep(on, steps, steps));
    const run = async (): Promise<void> => {
      await Promise.all(runs.map((one) => one.run()));
    };
    const [times] = await timesInTurns([timed({ name: 'ours', threads: 1, run }, clock)], {
      turns: TURNS,
      clock,
    });
    for (const one of runs) one.dispose();
    return { cost: spreadOf(times!).median, parameters: runs[0]!.parameters };
  }

  async function sweep<Value>(
    by: Growth['by'],
    values: readonly Value[],
    pointAt: (value: Value) => Promise<Point>,
  ): Promise<void> {
    const points: Point[] = [];
    for (const value of values) {
      report(`${backend}: growth with ${by}, ${String(value)}`);
      points.push(await pointAt(value));
    }
    growth.push({ by, backend, points, law: fitLaw(points) });
  }

  await sweep('side', SIDES, async (side) => ({
    at: side,
    cost: (await cost({ side, batch: SMALL_BATCH })).cost,
  }));
  await sweep('batch', BATCHES, async (batch) => ({
    at: batch,
    cost: (await cost({ ...DEFAULT_SIZE, batch })).cost,
  }));
  await sweep('classes', CLASSES, async (classes) => ({
    at: classes,
    cost: (await cost({ ...DEFAULT_SIZE, classes })).cost,
  }));
  await sweep('generator parameters', GENERATORS, async (generator) => {
    const { cost: milliseconds, parameters } = await cost({ ...DEFAULT_SIZE, generator });
    const trained = parameters.filter(({ group }) => group === 'mask');
    return { at: trained.reduce((sum, { shape }) => sum + size(shape), 0), cost: milliseconds };
  });
  await sweep('runs', RUNS, async (runs) => ({
    at: runs,
    cost: (await cost({ ...DEFAULT_SIZE, runs })).cost,
  }));
  backbone.dispose();
  if (pool && pool.mostThreads > 1) {
    const counts = Array.from({ length: pool.mostThreads }, (_, index) => index + 1);
    await sweep('threads', counts, async (threads) => {
      const crew = await pool.open(threads);
      const point = { at: threads, cost: (await cost(DEFAULT_SIZE, crew)).cost };
      crew.dispose();
      return point;
    });
  }
  return growth;
}
