import * as tf from '../core/tf';
import type { LeakDiagnostics } from '../data/diagnostics';
import type { TrainingEvent } from './events';
import { forwardPass, type LookingStage, type Prompting } from './forward-pass';
import type { Told } from './prompt-context';
import type { Workbench } from './workbench';

/**
 * What a method that is told labels makes of the test images when it is told the truth, nothing, or a wrong class:
 * whether it reads the picture or the answer in its prompt (paper.md C.5, 5b-leak).
 */
export async function* leakDiagnostics(
  bench: Workbench,
  prompting: NonNullable<Prompting>,
): AsyncGenerator<TrainingEvent, LeakDiagnostics> {
  const { classes } = bench.run.config.method;
  const wrongly: Told = (labels) => labels.map((label) => (label + 1) % classes);
  const oracle = yield* answers(bench, {
    stage: 'leak-oracle',
    prompting: { ...prompting, told: (all) => all },
  });
  const unprompted = yield* answers(bench, { stage: 'leak-unprompted', prompting });
  const wrong = yield* answers(bench, { stage: 'leak-wrong', prompting: { ...prompting, told: wrongly } });
  return {
    oracle: agreement(oracle.predicted, oracle.labels),
    unprompted: agreement(unprompted.predicted, unprompted.labels),
    wrong: agreement(wrong.predicted, wrong.labels),
    followRate: agreement(wrong.predicted, wrongly(wrong.labels)),
  };
}

interface Answers {
  readonly predicted: Int32Array;
  readonly labels: Int32Array;
}

async function* answers(
  bench: Workbench,
  options: { stage: LookingStage; prompting: NonNullable<Prompting> },
): AsyncGenerator<TrainingEvent, Answers> {
  const { test } = bench;
  const { mapping, method } = options.prompting;
  const predicted: number[] = [];
  const known: number[] = [];
  yield* forwardPass(bench, {
    ...options,
    batches: test.inFileOrder(method),
    total: test.batches,
    reduce: (logits) => tf.argMax(tf.gather(logits, mapping, 1), 1),
    visit: (classes, labels) => {
      predicted.push(...classes.subarray(0, labels.length));
      known.push(...labels);
    },
  });
  return { predicted: Int32Array.from(predicted), labels: Int32Array.from(known) };
}

function agreement(some: Int32Array, others: Int32Array): number {
  return some.filter((one, i) => one === others[i]).length / some.length;
}
