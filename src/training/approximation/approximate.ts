/**
 * The approximation-error proxy (paper.md C.0): an upper bound on the least loss that a class of prompts can reach on
 * a fixed sample, with one fixed label mapping. Only differences between classes mean anything.
 */
import { methodParameters } from '../../core/ablation/method-parameters';
import { initialState } from '../../core/method-state';
import type { PlainState } from '../../core/method';
import type { RunConfig } from '../../core/method-config';
import type { Split } from '../../data/dataset';
import type { Approximation } from '../../data/measurements';
import { bootstrapMean } from '../../lib/statistics';
import type { Task } from '../begin-run';
import type { RunControl } from '../control';
import { frozenMapping } from './frozen-mapping';
import { nestedIn } from './nested';
import { probeImages } from './probe-images';
import { meanLoss, trainOnProbe, type ProbeSolution, type ProbeTask } from './train-on-probe';

export interface ApproximateOptions {
  readonly task: Task;
  /** epochs = the cap of each training */
  readonly config: RunConfig;
  /** images in S */
  readonly size: number;
  readonly control: RunControl;
  readonly breathe: () => Promise<void>;
  /** in words: which training, and how many epochs of its cap are done */
  readonly progress: (what: string, done: number) => void;
  /** what is known already of smaller classes, so that nothing is worked out twice */
  readonly solutions: Solutions;
}

export interface Solutions {
  get(config: RunConfig): Promise<Solved | null>;
  put(config: RunConfig, solved: Solved): Promise<void>;
}

/** The best hypothesis of a class that was found; `steps` are all that led to it, those in smaller classes included. */
export interface Solved extends ProbeSolution {
  /** of the class's own start alone: as many steps at most for every class, so that these can be compared */
  readonly cold: { readonly crossEntropy: number; readonly steps: number; readonly settled: boolean };
  /** what the cold start loses against the warm one, in nats; null without a smaller class */
  readonly optimisationGap: number | null;
}

/** @throws RunStopped; UserError when the data has too few images for the probe */
export async function approximate(options: ApproximateOptions): Promise<Approximation> {
  const { task, config, size } = options;
  const probe = probeImages(task.dataset, { size, limit: config.training.trainLimit });
  const mapping = await frozenMapping(task, config);
  return approximationOf(await solve(config, { ...options, probe, mapping }));
}

interface Solving extends ApproximateOptions {
  readonly probe: Split;
  readonly mapping: Int32Array;
}

/** From its own start, and from the solution of the next smaller class if there is one: the better of both. */
async function solve(config: RunConfig, solving: Solving): Promise<Solved> {
  const known = await solving.solutions.get(config);
  if (known) return known;
  const cold = await trainOnProbe(trainingOf(config, solving, 'cold'));
  const warm = await warmStart(config, solving);
  const better = warm && meanLoss(warm) < meanLoss(cold) ? warm : cold;
  const own = { crossEntropy: meanLoss(cold), steps: cold.steps, settled: cold.settled };
  const solved = { ...better, cold: own, optimisationGap: warm && own.crossEntropy - meanLoss(warm) };
  await solving.solutions.put(config, solved);
  return solved;
}

/** @throws Error when what should be the same prompts costs something else: the classes would not be nested */
async function warmStart(config: RunConfig, solving: Solving): Promise<ProbeSolution | null> {
  const nesting = nestedIn(config.method);
  if (!nesting) return null;
  const smaller = await solve({ ...config, method: nesting.smaller }, solving);
  const start = nesting.embed(smaller.state, startOf(config));
  const training = trainingOf(config, solving, 'warm');
  const embedded = await trainOnProbe({ ...training, config: untrained(config) }, start);
  checkSame(meanLoss(embedded), meanLoss(smaller), config);
  const further = await trainOnProbe(training, start);
  return { ...further, steps: smaller.steps + further.steps };
}

const untrained = (config: RunConfig): RunConfig => ({
  ...config,
  training: { ...config.training, epochs: 0 },
});

function startOf({ method, training }: RunConfig): PlainState {
  return initialState({ parameters: methodParameters(method) }, training.seed);
}

/** Equal but for the rounding of other kernels. */
function checkSame(found: number, expected: number, { method }: RunConfig): void {
  if (Math.abs(found - expected) <= 1e-4 * Math.max(1, expected)) return;
  throw new Error(
    `The warm start of ${JSON.stringify(method)} costs ${found} instead of ${expected}: its embedding is wrong.`,
  );
}

function trainingOf(config: RunConfig, solving: Solving, what: 'cold' | 'warm'): ProbeTask {
  const { progress, ...rest } = solving;
  const { baseline, generator } = config.method;
  return { ...rest, config, progress: (done) => progress(`${baseline}, ${generator}, ${what}`, done) };
}

function approximationOf({ losses, wrong, steps, settled, cold, optimisationGap }: Solved): Approximation {
  const mean = (values: ArrayLike<number>) =>
    Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
  return {
    crossEntropy: mean(losses),
    crossEntropyInterval: bootstrapMean(losses),
    zeroOne: mean(wrong),
    zeroOneInterval: bootstrapMean(wrong),
    optimisationGap,
    steps,
    settled,
    cold,
    probe: losses.length,
    images: { crossEntropy: Array.from(losses, short), wrong: Array.from(wrong) },
  };
}

const short = (value: number): number => Number(value.toPrecision(6));
