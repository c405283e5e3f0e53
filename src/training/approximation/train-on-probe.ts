/** Training on the probe alone, from any state, for the least loss that can be found (paper.md C.0). */
import { argMaxRows, crossEntropies } from '../../core/loss';
import type { PlainState } from '../../core/method';
import { fromTensors } from '../../core/method-state';
import type { RunConfig } from '../../core/method-config';
import { createMethod } from '../../core/smm';
import * as tf from '../../core/tf';
import type { Split } from '../../data/dataset';
import type { Task } from '../begin-run';
import type { RunControl } from '../control';
import { RunStopped } from '../gate';
import { Loader } from '../loader';
import { Lockstep } from '../lockstep';
import { batchContext, contextSource } from '../prompt-context';
import { Run } from '../run';
import { sharedImages } from '../shared-images';
import { trainStep } from '../train-step';

/** The clean loss is asked for every so many epochs, and at both ends. */
const EPOCHS_PER_LOOK = 5;
/** Of the moving average of the training loss, over that many epochs: less, and the end has come. */
const LEAST_IMPROVEMENT = 0.005;
const MEMORY = 0.98;

export interface ProbeTask {
  readonly task: Task;
  /** epochs = the cap; pictures are never augmented */
  readonly config: RunConfig;
  /** S */
  readonly probe: Split;
  /** π* [k] */
  readonly mapping: Int32Array;
  readonly control: RunControl;
  readonly breathe: () => Promise<void>;
  /** epochs done so far, of the cap */
  readonly progress: (done: number) => void;
}

/** A hypothesis on the probe: what each image costs in evaluation mode, and the state that does it. */
export interface ProbeSolution {
  readonly state: PlainState;
  /** cross-entropy of each image of S, in nats */
  readonly losses: Float32Array;
  /** 1 where the answer is wrong */
  readonly wrong: Uint8Array;
  /** optimiser steps until training stopped */
  readonly steps: number;
  /** whether it stopped because nothing improved any more; not at the cap */
  readonly settled: boolean;
}

export const meanLoss = ({ losses }: Pick<ProbeSolution, 'losses'>): number =>
  losses.reduce((sum, each) => sum + each, 0) / losses.length;

/**
 * The best hypothesis that training came past, the starting one included: any of them is an upper bound.
 *
 * It ends at the cap; or when, at the last learning rate, the moving average has improved by less than half a
 * percent within five epochs. (A rate that is still to fall would mistake its own noise for an end.)
 * @throws RunStopped
 */
export async function trainOnProbe(options: ProbeTask, start?: PlainState): Promise<ProbeSolution> {
  const { task, mapping, control, breathe, progress } = options;
  const config = unaugmented(options.config);
  const run = new Run({
    id: 'probe',
    config,
    method: createMethod(config.method, task.normalisation),
    classes: task.dataset.classes,
    provenance: { dataHash: '', backboneHash: '', device: '', versions: {} },
    ...(start && { state: start }),
  });
  run.mapping = mapping;
  try {
    let best = await look(run, options);
    const averages: number[] = [];
    let average: number | null = null;
    let settled = false;
    for (let epoch = 1; epoch <= run.plannedEpochs; epoch++) {
      for await (const loss of epochLosses(run, options, epoch)) {
        average = average === null ? loss : MEMORY * average + (1 - MEMORY) * loss;
      }
      averages.push(average!);
      settled = hasSettled(run, averages);
      const ended = epoch === run.plannedEpochs || settled;
      if (ended || epoch % EPOCHS_PER_LOOK === 0) {
        const seen = await look(run, options);
        if (meanLoss(seen) < meanLoss(best)) best = seen;
      }
      progress(epoch);
      if (ended) break;
      if (control.stopped) throw new RunStopped('The approximation was stopped.');
      await breathe();
    }
    return { ...best, steps: run.step, settled };
  } finally {
    run.dispose();
    run.method.dispose();
  }
}

function unaugmented({ training, ...config }: RunConfig): RunConfig {
  return { ...config, training: { ...training, augmentation: 'none' } };
}

/** @param averages of the training loss after each epoch */
function hasSettled(run: Run, averages: readonly number[]): boolean {
  const window = averages.slice(-1 - EPOCHS_PER_LOOK);
  if (window.length <= EPOCHS_PER_LOOK) return false;
  const rateAt = (epoch: number) => run.learningRates(epoch).pattern;
  const [began, now, last] = [averages.length - EPOCHS_PER_LOOK, averages.length, run.plannedEpochs];
  if (rateAt(began) !== rateAt(last) || rateAt(now) !== rateAt(last)) return false;
  return (window[0]! - window.at(-1)!) / window[0]! < LEAST_IMPROVEMENT;
}

async function* epochLosses(run: Run, options: ProbeTask, epoch: number): AsyncGenerator<number> {
  const { task, control, breathe } = options;
  for await (const { round, batch } of rounds(loaderOf(run, options).epoch(run.method, epoch))) {
    if (control.stopped) throw new RunStopped('The approximation was stopped.');
    const { context, dispose } = await batchContext(contextSource(run, task.facts), { round, batch });
    const images = sharedImages(round, batch);
    const outcome = await trainStep(run, task.backbone, { images, labels: batch.labels, context, epoch });
    dispose();
    const [loss] = await outcome.loss.data<'float32'>();
    tf.dispose([outcome.loss, outcome.accuracy]);
    yield loss!;
    await breathe();
  }
}

/** The clean loss of every image of the probe: evaluation mode, so that the method is a map from images to labels. */
async function look(run: Run, options: ProbeTask): Promise<ProbeSolution> {
  const { task, mapping } = options;
  const losses: number[] = [];
  const wrong: number[] = [];
  for await (const { round, batch } of rounds(loaderOf(run, options).inFileOrder(run.method))) {
    const { context, dispose } = await batchContext(contextSource(run, task.facts), { round, batch });
    const pass = run.method.prompt(run.state, sharedImages(round, batch), 'evaluation', context);
    const logits = await task.backbone.logits(pass.trace.prompted);
    const mapped = tf.tidy(() => tf.gather(logits, tf.tensor1d(mapping, 'int32'), 1));
    const values = (await mapped.data<'float32'>()).subarray(0, batch.labels.length * mapping.length);
    losses.push(...crossEntropies(values, batch.labels, mapping.length));
    wrong.push(...argMaxRows(values, mapping.length).map((answer, i) => Number(answer !== batch.labels[i])));
    tf.dispose([logits, mapped]);
    pass.dispose();
    dispose();
  }
  const state = await fromTensors(run.state);
  return {
    state: Object.fromEntries(Object.entries(state).map(([name, values]) => [name, values.slice()])),
    losses: Float32Array.from(losses),
    wrong: Uint8Array.from(wrong),
    steps: run.step,
    settled: false,
  };
}

function loaderOf({ config }: Run, { probe, task }: ProbeTask): Loader {
  const { normalisation } = task;
  const { training } = config;
  return new Loader({ name: 'probe', split: probe, limit: null, training, normalisation, shelf: null });
}

/** Each batch with a round of its own. */
async function* rounds(batches: Iterable<Parameters<typeof sharedImages>[1]>) {
  const member = new Lockstep().join();
  let number = 0;
  try {
    for (const batch of batches) {
      member.arrive({ epoch: 0, stage: 'probe', batch: number++ });
      yield { round: member.begin(), batch };
    }
  } finally {
    member.leave();
  }
}
