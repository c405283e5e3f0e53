/** What a run costs, from a few of its real steps: nothing is trained that anybody keeps. */
import type { RunConfig } from '../core/method-config';
import type { Tensor } from '../core/tf';
import { beginRun, type Task } from './begin-run';
import type { Clock } from './eta';
import { Loader, type Batch } from './loader';
import { Lockstep, type Member, type Round } from './lockstep';
import { batchContext, contextSource } from './prompt-context';
import type { Run } from './run';
import { sharedImages } from './shared-images';
import { trainStep } from './train-step';

/** The first step compiles and fills caches. */
const WARM_UP = 1;
const MEASURED = 3;

/** Milliseconds for a batch, its pictures made anew each time as an epoch makes them: medians. */
export interface BatchCost {
  readonly batch: number;
  /** forwards, backwards and an update; null where nothing is trained */
  readonly step: number | null;
  /** forwards alone, as in mapping and testing */
  readonly forward: number;
}

export interface CostProbe {
  readonly task: Task;
  readonly config: RunConfig;
  readonly clock: Clock;
  readonly breathe: () => Promise<void>;
}

export async function probeCost({ task, config, clock, breathe }: CostProbe): Promise<BatchCost> {
  const run = beginRun(task, { id: 'probe', config, checkpoint: null });
  // which classes stand for which is of no matter to the clock
  run.mapping = Int32Array.from(task.dataset.classes.keys());
  const member = new Lockstep().join();
  const probing: Probing = { task, run, member, clock, breathe, turn: 0 };
  try {
    const trains = run.method.parameters.some(({ group }) => group !== 'statistic');
    const step = trains ? await median(probing, (round, batch) => trainOnce(probing, round, batch)) : null;
    const forward = await median(probing, (round, batch) => forwardOnce(probing, round, batch));
    return { batch: config.training.batch, step, forward };
  } finally {
    member.leave();
    run.dispose();
    run.method.dispose();
  }
}

interface Probing extends Omit<CostProbe, 'config'> {
  readonly run: Run;
  readonly member: Member;
  /** batches so far */
  turn: number;
}

async function median(
  probing: Probing,
  once: (round: Round, batch: Batch) => Promise<Tensor>,
): Promise<number> {
  const { task, run, member, clock, breathe } = probing;
  const { training } = run.config;
  const train = new Loader({
    name: 'train',
    split: task.dataset.train,
    limit: training.trainLimit,
    training,
    normalisation: task.normalisation,
  });
  const times: number[] = [];
  for (let count = 0; count < WARM_UP + MEASURED; count++) {
    member.arrive({ epoch: 0, stage: 'training', batch: probing.turn++ });
    const round = member.begin();
    const { value: batch } = train.epoch(run.method, 1, { after: count % train.steps }).next();
    const began = clock();
    const result = await once(round, batch as Batch);
    // with a value read back, the device has done the work
    await result.data();
    if (count >= WARM_UP) times.push(clock() - began);
    result.dispose();
    await breathe();
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

async function trainOnce({ task, run }: Probing, round: Round, batch: Batch): Promise<Tensor> {
  const images = sharedImages(round, batch);
  const { context, dispose } = await batchContext(contextSource(run, task.facts), { round, batch });
  const { loss, accuracy } = await trainStep(run, task.backbone, { images, labels: batch.labels, context });
  dispose();
  accuracy.dispose();
  return loss;
}

async function forwardOnce({ task, run }: Probing, round: Round, batch: Batch): Promise<Tensor> {
  const images = sharedImages(round, batch);
  const { context, dispose } = await batchContext(contextSource(run, task.facts), { round, batch });
  const pass = run.method.prompt(run.state, images, 'evaluation', context);
  const logits = await task.backbone.logits(pass.trace.prompted);
  pass.dispose();
  dispose();
  return logits;
}
