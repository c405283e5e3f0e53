import { argMaxRows, crossEntropies } from '../core/loss';
import * as tf from '../core/tf';
import type { TrainingEvent } from './events';
import { forwardPass, type LookingStage, type Prompting } from './forward-pass';
import { shownTo, type Loader } from './loader';
import type { Workbench } from './workbench';

export interface Score {
  /** fraction 0..1 of pictures whose largest mapped logit is their label's */
  readonly accuracy: number;
  /** mean cross-entropy on the k mapped logits, in nats */
  readonly loss: number;
}

/** Scores an un-augmented split with a mapping π [k]: evaluation mode, every picture counts once. */
export async function* evaluate(
  bench: Workbench,
  options: { stage: LookingStage; prompting: Prompting; loader: Loader; mapping: Int32Array },
): AsyncGenerator<TrainingEvent, Score> {
  const { loader, mapping, prompting } = options;
  const classes = mapping.length;
  let hits = 0;
  let loss = 0;
  yield* forwardPass(bench, {
    ...options,
    batches: loader.inFileOrder(shownTo(prompting, bench.run)),
    total: loader.batches,
    reduce: (logits) => tf.gather(logits, mapping, 1),
    visit: (mapped, labels) => {
      const predictions = argMaxRows(mapped.subarray(0, labels.length * classes), classes);
      hits += labels.filter((label, row) => label === predictions[row]).length;
      loss += crossEntropies(mapped, labels, classes).reduce((sum, each) => sum + each, 0);
    },
  });
  return { accuracy: hits / loader.count, loss: loss / loader.count };
}
