/** Our training step as the trainer runs it, on pictures of noise: the work does not depend on what they show. */
import { defaultSwitches, type Switches } from '../../core/ablation/registry';
import type { Backbone } from '../../core/backbone/backbone';
import type { Method, ParameterSpec, PromptContext } from '../../core/method';
import type { RunConfig } from '../../core/method-config';
import { createMethod } from '../../core/smm';
import * as tf from '../../core/tf';
import { createRandom } from '../../lib/random';
import { Run } from '../run';
import { trainStep } from '../train-step';

/** k_T of every row; patches are of 8, the generator has 5 layers. */
export const CLASSES = 10;

export interface StepSize {
  readonly side: number;
  readonly batch: number;
}

/** What else the cost of a step may depend on: the classes, and every switch. */
export interface StepOptions extends Partial<Switches> {
  readonly classes?: number;
}

export interface BenchStep {
  readonly parameters: readonly ParameterSpec[];
  /** one optimisation step, finished when it resolves */
  run(): Promise<void>;
  dispose(): void;
}

/** @param backbone stays the caller's */
export function ourStep(
  backbone: Backbone,
  { side, batch }: StepSize,
  { classes = CLASSES, ...switches }: StepOptions = {},
): BenchStep {
  const config = configFor({ side, batch, classes, switches });
  const method = createMethod(config.method, { scale: 255, shift: 127, divisor: 128 });
  const provenance = { dataHash: '', backboneHash: '', device: '', versions: {} };
  const run = new Run({ id: 'bench', config, method, classes: [], provenance });
  run.mapping = Int32Array.from({ length: classes }, (_, target) => target);
  const images = tf.tensor4d(noise({ side, batch }), [batch, side, side, 3]);
  const labels = labelsFor(batch, classes);
  const context = contextFor(method, { side, batch, classes });
  return {
    parameters: method.parameters,
    async run() {
      const { loss, accuracy } = await trainStep(run, backbone, { images, labels, context });
      await loss.data();
      tf.dispose([loss, accuracy]);
    },
    dispose() {
      run.dispose();
      method.dispose();
      tf.dispose([images, ...Object.values(context)]);
    },
  };
}

/** What a method has to be told beside the images; who trains it has it ready when the step begins. */
function contextFor(
  { needs }: Pick<Method, 'needs'>,
  { side, batch, classes }: StepSize & { classes: number },
): PromptContext {
  return {
    ...(needs.routing !== 'none' && { routing: tf.fill<tf.Rank.R2>([batch, classes], 1 / classes) }),
    ...(needs.meanImage && { meanImage: tf.fill<tf.Rank.R4>([1, side, side, 3], 0.5) }),
  };
}

/** The frozen network alone, forward and back, on pictures as they are. */
export function ourBackbone(
  backbone: Backbone,
  { side, batch }: StepSize,
): Pick<BenchStep, 'run' | 'dispose'> {
  const images = tf.tensor4d(noise({ side, batch }), [batch, side, side, 3]);
  const mapping = Int32Array.from({ length: CLASSES }, (_, target) => target);
  return {
    async run() {
      const answer = await backbone.inputGradient(images, labelsFor(batch, CLASSES), mapping);
      await answer.loss.data();
      tf.dispose([answer.loss, answer.logits, answer.gradient]);
    },
    dispose: () => images.dispose(),
  };
}

/** Pictures in −1..1 [B, H, W, 3]. */
export function noise({ side, batch }: StepSize): Float32Array {
  const random = createRandom(0, 'bench pictures');
  return Float32Array.from({ length: batch * side * side * 3 }, () => 2 * random.uniform() - 1);
}

function labelsFor(batch: number, classes: number): Int32Array {
  return Int32Array.from({ length: batch }, (_, index) => index % classes);
}

function configFor({
  side,
  batch,
  classes,
  switches,
}: StepSize & { classes: number; switches: Partial<Switches> }): RunConfig {
  return {
    method: { ...defaultSwitches, side, nativeSide: 28, classes, patch: 8, ...switches },
    training: {
      epochs: 1,
      batch,
      patternLearningRate: 0.003,
      maskLearningRate: 0.003,
      patternDecay: 0.1,
      maskDecay: 0.1,
      augmentation: 'none',
      seed: 0,
      trainLimit: null,
      testLimit: null,
    },
    data: 'noise',
    backbone: 'bench',
  };
}
