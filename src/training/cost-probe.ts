/** What a run costs, from a few of its real steps: nothing is trained that anybody keeps. */
import type { RunConfig } from '../core/method-config';
import type { Tensor } from '../core/tf';
import { beginRun, type Task } from './begin-run';
import type { Clock } from './eta';
import { trainLoader, type Batch } from './loader';
import { Lockstep, type Member, type Round } from './lockstep';
import { medianTime } from './median-time';
import { batchContext, contextSource } from './prompt-context';
import type { Run } from './run';
import { sharedImages } from './shared-images';
import { timedStep } from './timed-step';

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
    const step = trains ? await median(probing, (turn) => timedStep(task, run, turn)) : null;
    const forward = await median(probing, (turn) => forwardOnce(probing, turn));
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

interface Turn {
  readonly round: Round;
  readonly batch: Batch;
}

async function median(probing: Probing, once: (turn: Turn) => Promise<Tensor>): Promise<number> {
  const { task, run, member, clock, breathe } = probing;
  const train = trainLoader(task, run.config.training);
  const ready = (turn: number) => {
    member.arrive({ epoch: 0, stage: 'training', batch: probing.turn++ });
    const round = member.begin();
    const { value: batch } = train.epoch(run.method, 1, { after: turn % train.steps }).next();
    return { round, batch: batch as Batch };
  };
  return medianTime({ warmUp: WARM_UP, measured: MEASURED, clock, breathe, ready }, once);
}

async function forwardOnce({ task, run }: Probing, { round, batch }: Turn): Promise<Tensor> {
  const images = sharedImages(round, batch);
  const { context, dispose } = await batchContext(contextSource(run, task.facts), { round, batch });
  const pass = run.method.prompt(run.state, images, 'evaluation', context);
  const logits = await task.backbone.logits(pass.trace.prompted);
  pass.dispose();
  dispose();
  return logits;
}
