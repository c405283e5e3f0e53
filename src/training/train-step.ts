import type { Backbone } from '../core/backbone/backbone';
import { batchAccuracy } from '../core/batch-accuracy';
import type { PromptContext } from '../core/method';
import * as tf from '../core/tf';
import type { Scalar, Tensor4D } from '../core/tf';
import type { Run } from './run';

/** Still on the device; the caller disposes both. */
export interface StepOutcome {
  /** mean cross-entropy of the batch, before the update */
  readonly loss: Scalar;
  /** fraction 0..1 of the batch whose largest mapped logit is the label's */
  readonly accuracy: Scalar;
}

/**
 * One mini-batch of Algorithm 1: prompt, ask the frozen network for ∂loss/∂x̃, pull it back to δ and φ, and move
 * both with their own Adam from the same backward pass. Nothing is read back from the device.
 *
 * @param images r(x) [B, H, W, 3]; the caller's
 * @param labels [B]
 * @param context what the method's `needs` ask for
 * @param epoch whose learning rates it takes (1-based); the run's own, without
 */
export async function trainStep(
  run: Run,
  backbone: Backbone,
  {
    images,
    labels,
    context = {},
    epoch,
  }: { images: Tensor4D; labels: Int32Array; context?: PromptContext; epoch?: number },
): Promise<StepOutcome> {
  const mapping = run.mapping!;
  const pass = run.method.prompt(run.state, images, 'training', context);
  const { loss, logits, gradient } = await backbone.inputGradient(pass.trace.prompted, labels, mapping);
  const gradients = pass.backward(gradient);
  run.update(gradients, pass.statistics, epoch);
  const accuracy = batchAccuracy(logits, labels, mapping);
  pass.dispose();
  tf.dispose([logits, gradient, gradients]);
  return { loss, accuracy };
}
