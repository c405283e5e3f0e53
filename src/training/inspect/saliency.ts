/** What the frozen network's answer hangs on, pixel by pixel: from the gradient of one logit at x̃ and at r(x). */
import { argMaxRows, mapLogits } from '../../core/loss';
import { toTensors } from '../../core/method-state';
import { asTerm } from '../../core/channel-term';
import type { Normalisation } from '../../core/normalisation';
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
  task: SaliencyTask,
  model: Model,
  sample: Sample,
): Promise<SaliencyInspection> {
  const { target, prompted, resized } = await gradientsOf(task, model, sample);
  const change = prompted.values.map((value, i) => value - resized.values[i]!);
  const total = ({ gradient }: Gradient) => gradient.reduce((sum, g, i) => sum + g * change[i]!, 0);
  return {
    what: 'saliency',
    sampleId: sample.id,
    side: model.config.method.side,
    target,
    strength: {
      prompted: overChannels(prompted.gradient.map(Math.abs)),
      resized: overChannels(resized.gradient.map(Math.abs)),
    },
    account: overChannels(resized.gradient.map((g, i) => g * change[i]!)),
    firstOrder: { prompted: total(prompted), resized: total(resized) },
    logits: { prompted: prompted.logit, resized: resized.logit },
  };
}

type SaliencyTask = Pick<Task, 'backbone' | 'normalisation' | 'facts'>;

/** One logit at one picture. */
interface Gradient {
  /** the picture, and ∂logit by it [side, side, 3] in the network's units */
  readonly values: Float32Array;
  readonly gradient: Float32Array;
  readonly logit: number;
}

/** The same logit at x̃ and at r(x). */
export async function gradientsOf(
  task: SaliencyTask,
  model: Model,
  sample: Sample,
): Promise<{ readonly target: number; readonly prompted: Gradient; readonly resized: Gradient }> {
  const { backbone } = task;
  const { mapping } = model;
  const { prompted, resized } = await picturesOf(task, model, sample);
  try {
    const answer = await backbone.logits(prompted, { urgent: true });
    const mapped = mapLogits(await answer.data<'float32'>(), backbone.classes, mapping);
    answer.dispose();
    const target = argMaxRows(mapped, mapping.length)[0]!;
    const source = mapping[target]!;
    // one picture at a time: the size of a batch may choose a kernel, and with it the last bits
    const at = await logitAt(backbone, prompted, source);
    return { target, prompted: at, resized: await logitAt(backbone, resized, source) };
  } finally {
    tf.dispose([prompted, resized]);
  }
}

/** x̃ and what it is without a prompt [1, H, W, 3]: r(x), or for Pad the bordered picture. The caller disposes both. */
async function picturesOf(
  { backbone, normalisation, facts }: SaliencyTask,
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
    if (method.input !== 'bordered') return { prompted, resized };
    resized.dispose();
    return { prompted, resized: normalised(shown, normalisation) };
  } catch (error) {
    resized.dispose();
    throw error;
  } finally {
    tf.dispose([tensors, shown]);
    method.dispose();
  }
}

async function logitAt(backbone: Task['backbone'], picture: Tensor4D, source: number): Promise<Gradient> {
  const { logits, gradient } = await backbone.logitGradient(picture, Int32Array.of(source));
  try {
    const [values, all, by] = await Promise.all(
      [picture, logits, gradient].map((tensor) => tensor.data<'float32'>()),
    );
    return { values: Float32Array.from(values!), logit: all![source]!, gradient: Float32Array.from(by!) };
  } finally {
    tf.dispose([logits, gradient]);
  }
}

/** (scale · x − shift) / divisor, as the backbone has it. */
function normalised(images: Tensor4D, { scale, shift, divisor }: Normalisation): Tensor4D {
  return tf.tidy(() => tf.div(tf.sub(tf.mul(images, scale), asTerm(shift)), asTerm(divisor)));
}

/** @param values [side, side, 3] */
function overChannels(values: Float32Array): Float32Array {
  return Float32Array.from(
    { length: values.length / 3 },
    (_, i) => values[i * 3]! + values[i * 3 + 1]! + values[i * 3 + 2]!,
  );
}
