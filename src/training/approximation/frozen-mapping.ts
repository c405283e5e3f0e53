import { countPredictions, emptyFrequencies, greedyMapping } from '../../core/label-mapping';
import type { RunConfig } from '../../core/method-config';
import * as tf from '../../core/tf';
import type { Task } from '../begin-run';
import { trainLoader } from '../loader';
import { Lockstep } from '../lockstep';

/**
 * π*: the greedy mapping of what the network says of the training images as they are, without a prompt. One for all
 * variants of a comparison, since the theory fixes the output mapping (paper.md A.11, 6).
 */
export async function frozenMapping(task: Task, { method, training }: RunConfig): Promise<Int32Array> {
  const { backbone, facts } = task;
  const loader = trainLoader(task, training);
  const frequencies = emptyFrequencies(backbone.classes, method.classes);
  const member = new Lockstep().join();
  let batches = 0;
  for (const batch of loader.inFileOrder({ input: 'resized', config: method })) {
    member.arrive({ epoch: 0, stage: 'unprompted-mapping', batch: batches++ });
    const logits = await facts.unprompted.of(member.begin(), batch);
    const predictions = tf.argMax(logits, 1);
    countPredictions(frequencies, await predictions.data<'int32'>(), batch.labels);
    predictions.dispose();
  }
  member.leave();
  return greedyMapping(frequencies);
}
