import type { Backbone, InputGradient } from '../core/backbone/backbone';
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

export interface StepBatch {
  /** r(x) [B, H, W, 3]; the caller's */
  readonly images: Tensor4D;
  /** [B] */
  readonly labels: Int32Array;
  /** what the method's `needs` ask for */
  readonly context?: PromptContext;
  /** whose learning rates it takes (1-based); the run's own, without */
  readonly epoch?: number;
}

/**
 * One mini-batch of Algorithm 1: prompt, ask the frozen network for ∂loss/∂x̃, pull it back to δ and φ, and move
 * both with their own Adam from the same backward pass. Nothing is read back from the device.
 */
export async function trainStep(run: Run, backbone: Backbone, batch: StepBatch): Promise<StepOutcome> {
  const { prompted, finish } = beginStep(run, batch);
  return finish(await backbone.inputGradient(prompted, batch.labels, run.mapping!));
}

/** The step's two halves, around the frozen network: the prompt, and what is made of ∂loss/∂x̃. */
export function beginStep(
  run: Run,
  { images, labels, context = {}, epoch }: StepBatch,
): { readonly prompted: Tensor4D; finish(answer: InputGradient): StepOutcome } {
  const mapping = run.mapping!;
  const pass = run.method.prompt(run.state, images, 'training', context);
  return {
    prompted: pass.trace.prompted,
    finish({ loss, logits, gradient }) {
      const gradients = pass.backward(gradient);
      run.update(gradients, pass.statistics, epoch);
      const accuracy = batchAccuracy(logits, labels, mapping);
      pass.dispose();
      tf.dispose([logits, gradient, gradients]);
      return { loss, accuracy };
    },
  };
}
