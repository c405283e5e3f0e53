/** The generator's way from r(x) to the coarse mask, for one picture, in evaluation mode. */
import { generatorSpec } from '../../core/ablation/mask-generator';
import { masksPart, withoutGenerator } from '../../core/ablation/masks';
import { generatorStages } from '../../core/generator-stages';
import { toTensors } from '../../core/method-state';
import { createMethod } from '../../core/smm';
import * as tf from '../../core/tf';
import type { FeatureMap, GeneratorInspection } from '../../data/inspection';
import { UserError } from '../../lib/user-error';
import type { Task } from '../begin-run';
import { inputImages } from '../input-images';
import type { Sample } from '../samples-in-view';
import type { Model } from './model';

/** @throws UserError when no generator makes this run's masks */
export async function inspectGenerator(
  task: Pick<Task, 'normalisation' | 'facts'>,
  model: Model,
  sample: Sample,
): Promise<GeneratorInspection> {
  const { method: config, training } = model.config;
  const none = withoutGenerator(config);
  if (none) throw new UserError(none);
  const method = createMethod(config, task.normalisation);
  const state = toTensors(method, model.state);
  try {
    // a generator that is shown the mean picture makes its mask of that, whatever the sample
    const images =
      masksPart(config).from === 'generator' && method.needs.meanImage
        ? (await task.facts.meanImages.of(method, training.trainLimit)).clone()
        : inputImages(method, task.normalisation, [sample.raster], { apart: true });
    const stages = generatorStages(config, state, images);
    images.dispose();
    try {
      const maps = await Promise.all(
        stages.map(async ({ kind, index, value, receptive }): Promise<FeatureMap> => {
          const [, height, width, channels] = value.shape;
          const values = Float32Array.from(await value.data<'float32'>());
          return { kind, index, height, width, channels, values, receptive };
        }),
      );
      return { what: 'generator', sampleId: sample.id, maps, head: headOf(model) };
    } finally {
      tf.dispose(stages.map(({ value }) => value));
    }
  } finally {
    tf.dispose(state);
    method.dispose();
  }
}

/** The last convolution where it makes the three channels by itself; else null. */
function headOf({ config, state }: Model): GeneratorInspection['head'] {
  const [layer, ...others] = generatorSpec(config.method).maskHead;
  if (layer?.kind !== 'convolution' || layer.outputs !== 3 || others.length > 0) return null;
  const { name, inputs } = layer;
  // copies: the answer is handed over to another thread
  const values = (part: string) => Float32Array.from(state[`${name}.${part}`]!);
  return { inputs, weight: values('weight'), bias: values('bias') };
}
