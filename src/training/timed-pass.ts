/**
 * What a variant costs (paper.md C.0, training time and efficiency): a pass of its own, with nothing beside it on the
 * device. Each time ends with a value read back, so the device has done the work.
 */
import { baselinePart } from '../core/ablation/baseline';
import { pixelAccesses } from '../core/ablation/interpolation';
import { generatesMasks } from '../core/ablation/masks';
import { createUpsampling, upsamplingByMatrix } from '../core/differentiable/upsampling';
import { createMaskSource } from '../core/mask-source';
import type { RunConfig } from '../core/method-config';
import * as tf from '../core/tf';
import type { Tensor, Tensor4D } from '../core/tf';
import type { Timing } from '../data/measurements';
import { beginRun, type Task } from './begin-run';
import type { Clock } from './eta';
import { trainLoader, type Batch } from './loader';
import { Lockstep, type Member, type Round } from './lockstep';
import { batchContext, contextSource } from './prompt-context';
import { medianTime } from './median-time';
import type { Run } from './run';
import { sharedImages } from './shared-images';
import { timedStep } from './timed-step';

/** Compilation, caches and the allocator settle within a few steps; paper.md asks for at least ten. */
const WARM_UP = 10;
const MEASURED = 21;
/** Batches that the steps go around: all that is known of them is known before the first that counts. */
const BATCHES = 4;

export interface TimedPassOptions {
  readonly task: Task;
  readonly config: RunConfig;
  readonly clock: Clock;
  readonly breathe: () => Promise<void>;
}

export async function timedPass({ task, config, clock, breathe }: TimedPassOptions): Promise<Timing> {
  const run = beginRun(task, { id: 'timed', config, checkpoint: null });
  // which classes stand for which is of no matter to the clock
  run.mapping = Int32Array.from(task.dataset.classes.keys());
  const bench: Bench = {
    task,
    run,
    time: (once) =>
      medianTime({ warmUp: WARM_UP, measured: MEASURED, clock, breathe, ready: (turn) => turn }, once),
    member: new Lockstep().join(),
  };
  try {
    const { batch } = config.training;
    const msPerStep = await timeSteps(bench);
    return {
      device: task.device,
      batch,
      msPerStep,
      imagesPerSecond: (1000 * batch) / msPerStep,
      generatorMs: await timeGenerator(bench),
      interpolationMs: await timeInterpolation(bench),
      pixelAccesses: hasCoarseMask(run) ? pixelAccesses(config.method) : null,
    };
  } finally {
    bench.member.leave();
    run.dispose();
    run.method.dispose();
  }
}

interface Bench {
  readonly task: Task;
  readonly run: Run;
  readonly member: Member;
  /** milliseconds of `once`, given the number of the turn; the result is read back and disposed */
  readonly time: (once: (turn: number) => Promise<Tensor>) => Promise<number>;
}

/** From pictures at hand to the moved δ and φ, with whatever the method has to be told. */
async function timeSteps(bench: Bench): Promise<number> {
  const { task, run, time } = bench;
  const { backbone, facts } = task;
  const rounds = roundsOf(bench);
  // a method without anything to train has a forward pass and no more
  const trains = run.plannedEpochs > 0 || run.method.parameters.some(({ group }) => group !== 'statistic');
  return time(async (turn) => {
    const { round, batch } = rounds[turn % rounds.length]!;
    const images = sharedImages(round, batch);
    if (!trains) return backbone.logits(images);
    return timedStep({ backbone, facts }, run, { round, batch });
  });
}

/** The first batches of the first epoch, each with its pictures on the device. */
function roundsOf({ task, run, member }: Bench): { round: Round; batch: Batch }[] {
  const train = trainLoader(task, run.config.training);
  const batches = [...train.epoch(run.method, 1)].slice(0, BATCHES);
  member.arrive({ epoch: 0, stage: 'training', batch: 0 });
  const round = member.begin();
  for (const batch of batches) sharedImages(round, batch);
  return batches.map((batch) => ({ round, batch }));
}

/** Forwards and backwards from a mask gradient. */
async function timeGenerator(bench: Bench): Promise<number | null> {
  const { run, time, task } = bench;
  const { config } = run.method;
  if (!generatesMasks(config)) return null;
  const source = createMaskSource(config);
  const [{ round, batch }] = roundsOf(bench) as [{ round: Round; batch: Batch }];
  const images = sharedImages(round, batch);
  const { context, dispose } = await batchContext(contextSource(run, task.facts), { round, batch });
  const milliseconds = await time(async () => {
    const pass = source.coarse(run.state, images, 'training', context);
    const gradients = pass.pullback({ mask: pass.mask, pattern: pass.pattern });
    const first = Object.values(gradients)[0]!.clone();
    tf.dispose([gradients, pass.statistics]);
    pass.dispose();
    return first;
  });
  dispose();
  source.dispose();
  return milliseconds;
}

/** Forwards and backwards of a mask for each image: by its own route, and as all others do. */
async function timeInterpolation({ run, time }: Bench): Promise<Timing['interpolationMs']> {
  if (!hasCoarseMask(run)) return null;
  const { config } = run.method;
  const coarse = Math.floor(config.side / config.patch);
  const mask: Tensor4D = tf.ones([run.config.training.batch, coarse, coarse, 3]);
  const upsamplings = { native: createUpsampling(config), common: upsamplingByMatrix(config) };
  const timeOf = ({ apply }: Pick<typeof upsamplings.common, 'apply'>) =>
    time(async () => {
      const { value, pullback, dispose } = apply(mask);
      const gradient = pullback(value);
      dispose();
      return gradient;
    });
  const result = { native: await timeOf(upsamplings.native), common: await timeOf(upsamplings.common) };
  mask.dispose();
  for (const { dispose } of Object.values(upsamplings)) dispose();
  return result;
}

function hasCoarseMask({ method }: Run): boolean {
  return baselinePart(method.config).mask.from === 'switches';
}
