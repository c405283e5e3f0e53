/** What the frozen network's answer hangs on, pixel by pixel: the gradient of one logit at x̃ and at r(x). */
import { argMaxRows, mapLogits } from '../../core/loss';
import { toTensors } from '../../core/method-state';
import { createMethod } from '../../core/smm';
import * as tf from '../../core/tf';
import type { Tensor4D } from '../../core/tf';
import type { SaliencyInspection } from '../../data/inspection';
import type { Task } from '../begin-run';
import { inputImages } from '../input-images';
import { imagesContext } from '../prompt-context';
import type { Sample } from '../samples-in-view';
import type { Model } from './model';

/** Of the logit of the source class that stands for the answer with the prompt, also where r(x) alone gets another one. */
export async function inspectSaliency(
  task: Pick<Task, 'backbone' | 'normalisation' | 'facts'>,
  model: Model,
  sample: Sample,
): Promise<SaliencyInspection> {
  const { backbone } = task;
  const { mapping, config } = model;
  const { side } = config.method;
  const { prompted, resized } = await picturesOf(task, model, sample);
  try {
    const answer = await backbone.logits(prompted, { urgent: true });
    const mapped = mapLogits(await answer.data<'float32'>(), backbone.classes, mapping);
    answer.dispose();
    const target = argMaxRows(mapped, mapping.length)[0]!;
    const source = mapping[target]!;
    // one picture at a time: the size of a batch may choose a kernel, and with it the last bits
    const [at, alone] = [await logitAt(backbone, prompted, source), await logitAt(backbone, resized, source)];
    return {
      what: 'saliency',
      sampleId: sample.id,
      side,
      target,
      prompted: at.gradient,
      resized: alone.gradient,
      logits: { prompted: at.logit, resized: alone.logit },
    };
  } finally {
    tf.dispose([prompted, resized]);
  }
}

/** x̃ and r(x) [1, H, W, 3]; the caller disposes both. */
async function picturesOf(
  { backbone, normalisation, facts }: Pick<Task, 'backbone' | 'normalisation' | 'facts'>,
  { config, state, mapping }: Model,
  { raster }: Sample,
): Promise<{ readonly prompted: Tensor4D; readonly resized: Tensor4D }> {
  const method = createMethod(config.method, normalisation);
  const tensors = toTensors(method, state);
  const bare = { input: 'resized', config: config.method } as const;
  const resized = inputImages(bare, normalisation, [raster], { apart: true });
  // Pad is shown something else
  const shown = inputImages(method, normalisation, [raster], { apart: true });
  try {
    const source = { method, facts, mapping, trainLimit: config.training.trainLimit };
    const { context, dispose } = await imagesContext(source, () => backbone.logits(resized));
    const pass = method.prompt(tensors, shown, 'evaluation', context);
    const prompted = pass.trace.prompted.clone();
    pass.dispose();
    dispose();
    return { prompted, resized };
  } catch (error) {
    resized.dispose();
    throw error;
  } finally {
    tf.dispose([tensors, shown]);
    method.dispose();
  }
}

async function logitAt(
  backbone: Task['backbone'],
  picture: Tensor4D,
  source: number,
): Promise<{ readonly logit: number; readonly gradient: Float32Array }> {
  const { logits, gradient } = await backbone.logitGradient(picture, Int32Array.of(source));
  try {
    const [all, values] = await Promise.all([logits.data<'float32'>(), gradient.data<'float32'>()]);
    return { logit: all[source]!, gradient: Float32Array.from(values) };
  } finally {
    tf.dispose([logits, gradient]);
  }
}
