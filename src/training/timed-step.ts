import type { Tensor } from '../core/tf';
import type { Task } from './begin-run';
import type { Batch } from './loader';
import type { Round } from './lockstep';
import { batchContext, contextSource } from './prompt-context';
import type { Run } from './run';
import { sharedImages } from './shared-images';
import { trainStep } from './train-step';

/** One training step whose loss is all that is kept: what is read back to know that the device has done it. */
export async function timedStep(
  { backbone, facts }: Pick<Task, 'backbone' | 'facts'>,
  run: Run,
  { round, batch }: { readonly round: Round; readonly batch: Batch },
): Promise<Tensor> {
  const images = sharedImages(round, batch);
  const { context, dispose } = await batchContext(contextSource(run, facts), { round, batch });
  const { loss, accuracy } = await trainStep(run, backbone, { images, labels: batch.labels, context });
  dispose();
  accuracy.dispose();
  return loss;
}
