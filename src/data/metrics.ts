/**
 * What a variant is measured by. Table, exports, links and sorting iterate over this list: a new column is one
 * entry in it, and the sentence that says what it means stands with it.
 */
import { movingAverage, type Interval } from '../lib/statistics';
import type { RunSummary } from './run-entry';

/** A finished run with what the metrics read of it. */
export interface MeasuredRun extends RunSummary {
  /** mini-batch cross-entropy of each step; null where it has not been read */
  readonly losses: ArrayLike<number> | null;
}

/** `nats`: cross-entropy. `rate`: a fraction 0..1. */
export type Unit = 'rate' | 'nats' | 'count' | 'milliseconds' | 'per-second' | 'steps';

export interface Metric {
  readonly id: string;
  readonly label: string;
  /** for the head of a column */
  readonly short: string;
  /** what the number is, in a sentence or two for the page */
  readonly definition: string;
  readonly unit: Unit;
  readonly better: 'higher' | 'lower' | 'neither';
  /**
   * What stands for several seeds: their mean; their least, as an upper bound has it; or any of them, where the
   * number follows from the variant alone.
   */
  readonly over: 'mean' | 'least' | 'any';
  /** for what was timed: on which device. Numbers of two devices are never put together */
  readonly device?: (run: MeasuredRun) => string | null;
  /**
   * @param reference the reference run of the same seed; null where there is none
   * @returns null where it was not measured; Infinity where it was not reached, NaN where the run diverged
   */
  readonly value: (run: MeasuredRun, reference: MeasuredRun | null) => number | null;
  /** how surely the value of one run is known */
  readonly interval?: (run: MeasuredRun) => Interval | null;
  /** of each image behind the value: what a difference between two runs is drawn from */
  readonly perImage?: (run: MeasuredRun) => readonly number[] | null;
}

const approximation = ({ measured }: MeasuredRun) => measured.approximation;
const timing = ({ measured }: MeasuredRun) => measured.timing;
const timedOn = (run: MeasuredRun) => timing(run)?.device ?? null;
const counts = ({ result }: MeasuredRun) => result?.parameters ?? null;

const BOUND =
  'An upper bound on a finite sample: trained on the probe alone with one label mapping for all variants. A class that holds a smaller one begins at its solution too, and so has had more steps.';

export const metrics = [
  {
    id: 'last-accuracy',
    label: 'Test accuracy, last epoch',
    short: 'last',
    definition: 'Share of the test pictures answered rightly after the last epoch.',
    unit: 'rate',
    better: 'higher',
    over: 'mean',
    value: ({ result }) => result?.last.testAccuracy ?? null,
  },
  {
    id: 'best-accuracy',
    label: 'Test accuracy, best epoch',
    short: 'best',
    definition: 'The highest test accuracy of all epochs. It is chosen on the test pictures, so it flatters.',
    unit: 'rate',
    better: 'higher',
    over: 'mean',
    value: ({ result }) => result?.best.testAccuracy ?? null,
  },
  {
    id: 'clean-loss',
    label: 'Clean training loss',
    short: 'train loss',
    definition:
      'Cross-entropy of the final model on the training pictures as they are: no augmentation, evaluation mode, final mapping. Chance is ln k.',
    unit: 'nats',
    better: 'lower',
    over: 'mean',
    value: ({ result }) => result?.cleanTrainLoss ?? null,
  },
  {
    id: 'approximation-cross-entropy',
    label: 'Approximation-error proxy, cross-entropy',
    short: 'approx. CE',
    definition: `The least cross-entropy that training reached on the probe. ${BOUND}`,
    unit: 'nats',
    better: 'lower',
    over: 'least',
    value: (run) => approximation(run)?.crossEntropy ?? null,
    interval: (run) => approximation(run)?.crossEntropyInterval ?? null,
    perImage: (run) => approximation(run)?.images?.crossEntropy ?? null,
  },
  {
    id: 'approximation-zero-one',
    label: 'Approximation-error proxy, 0–1 error',
    short: 'approx. 0–1',
    definition: `The share of the probe that the state of least cross-entropy answers wrongly. ${BOUND}`,
    unit: 'rate',
    better: 'lower',
    over: 'least',
    value: (run) => approximation(run)?.zeroOne ?? null,
    interval: (run) => approximation(run)?.zeroOneInterval ?? null,
    perImage: (run) => approximation(run)?.images?.wrong ?? null,
  },
  {
    id: 'approximation-cold',
    label: 'Cross-entropy on the probe from its own start',
    short: 'cold CE',
    definition:
      'The least cross-entropy on the probe that training reached from the variant’s own start, with the same number of steps for all: larger classes are given no smaller one’s solution. What is compared is how far training came, not what the class could do.',
    unit: 'nats',
    better: 'lower',
    over: 'least',
    value: (run) => approximation(run)?.cold.crossEntropy ?? null,
  },
  {
    id: 'optimisation-gap',
    label: 'Optimisation gap',
    short: 'opt. gap',
    definition:
      'Cross-entropy that a cold start loses on the probe against one that begins at the solution of a smaller, nested variant, whose steps come on top.',
    unit: 'nats',
    better: 'lower',
    over: 'mean',
    value: (run) => approximation(run)?.optimisationGap ?? null,
  },
  {
    id: 'pattern-allocated',
    label: 'Pattern parameters, allocated',
    short: 'δ',
    definition: 'Values of the pattern δ, or of all patterns.',
    unit: 'count',
    better: 'lower',
    over: 'any',
    value: (run) => counts(run)?.patternAllocated ?? null,
  },
  {
    id: 'pattern-effective',
    label: 'Pattern parameters, effective',
    short: 'δ eff.',
    definition: 'Values of the pattern that can reach the network: those under a frame’s hole cannot.',
    unit: 'count',
    better: 'neither',
    over: 'any',
    value: (run) => counts(run)?.patternEffective ?? null,
  },
  {
    id: 'generator-parameters',
    label: 'Generator parameters',
    short: 'φ',
    definition: 'Trainable values of whatever makes the mask, running statistics left out.',
    unit: 'count',
    better: 'lower',
    over: 'any',
    value: (run) => counts(run)?.generator ?? null,
  },
  {
    id: 'total-parameters',
    label: 'Trainable parameters',
    short: 'total',
    definition: 'Allocated pattern and generator together; the frozen network is not counted.',
    unit: 'count',
    better: 'lower',
    over: 'any',
    value: (run) => counts(run)?.total ?? null,
  },
  {
    id: 'step-time',
    label: 'Time of a step',
    short: 'ms/step',
    definition: 'Median of one optimisation step after the warm-up, synchronised with the device.',
    unit: 'milliseconds',
    better: 'lower',
    over: 'mean',
    device: timedOn,
    value: (run) => timing(run)?.msPerStep ?? null,
  },
  {
    id: 'generator-time',
    label: 'Time of the generator alone',
    short: 'φ ms',
    definition: 'The mask generator forwards and backwards for one batch, the frozen network left out.',
    unit: 'milliseconds',
    better: 'lower',
    over: 'mean',
    device: timedOn,
    value: (run) => timing(run)?.generatorMs ?? null,
  },
  {
    id: 'interpolation-time',
    label: 'Time of the upsampling alone, own route',
    short: 'up ms',
    definition:
      'The mask’s upsampling forwards and backwards for one batch, in the way that suits it best. Differences are differences of implementation.',
    unit: 'milliseconds',
    better: 'lower',
    over: 'mean',
    device: timedOn,
    value: (run) => timing(run)?.interpolationMs?.native ?? null,
  },
  {
    id: 'interpolation-time-common',
    label: 'Time of the upsampling alone, common route',
    short: 'up ms (A·g·Aᵀ)',
    definition:
      'The mask’s upsampling forwards and backwards for one batch, as the same two matrix products for every interpolation.',
    unit: 'milliseconds',
    better: 'lower',
    over: 'mean',
    device: timedOn,
    value: (run) => timing(run)?.interpolationMs?.common ?? null,
  },
  {
    id: 'throughput',
    label: 'Throughput',
    short: 'images/s',
    definition: 'Training images per second in the timed pass.',
    unit: 'per-second',
    better: 'higher',
    over: 'mean',
    device: timedOn,
    value: (run) => timing(run)?.imagesPerSecond ?? null,
  },
  {
    id: 'pixel-accesses',
    label: 'Pixel accesses',
    short: 'reads',
    definition: 'Reads of the coarse mask to make one full mask, counted by hand as in the paper’s table 5.',
    unit: 'count',
    better: 'lower',
    over: 'any',
    value: (run) => timing(run)?.pixelAccesses ?? null,
  },
  {
    id: 'steps-to-target',
    label: 'Steps to target',
    short: 'to target',
    definition:
      'First step at which the moving average of the training loss (0.98) comes within 5 % of where the reference run of the same seed ends.',
    unit: 'steps',
    better: 'lower',
    over: 'mean',
    value: stepsToTarget,
  },
] as const satisfies readonly Metric[];

export type MetricId = (typeof metrics)[number]['id'];

/** The list with its types widened, for code that treats all alike. */
export const allMetrics: readonly (Metric & { readonly id: MetricId })[] = metrics;

export function metricOf(id: MetricId): Metric & { readonly id: MetricId } {
  return allMetrics.find((metric) => metric.id === id)!;
}

function stepsToTarget({ losses }: MeasuredRun, reference: MeasuredRun | null): number | null {
  const goal = reference?.losses;
  if (!losses || !goal || goal.length === 0) return null;
  const target = 1.05 * movingAverage(goal, 0.98).at(-1)!;
  const reached = movingAverage(losses, 0.98).findIndex((average) => average <= target);
  return reached < 0 ? Infinity : reached + 1;
}
