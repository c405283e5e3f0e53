/**
 * What a run puts on the device until its first epoch is over, to be rehearsed before it begins: which programs that
 * takes depends on every switch, on the side, on the batch and on the pictures.
 */
import type { Backbone, BackboneAtOnce } from '../core/backbone/backbone';
import { standIn } from '../core/engine/rehearsal';
import type { Method, PlainState, PromptContext } from '../core/method';
import type { RunConfig } from '../core/method-config';
import { toTensors } from '../core/method-state';
import type { Normalisation } from '../core/normalisation';
import { labelRouting } from '../core/routing';
import { createMethod } from '../core/smm';
import * as tf from '../core/tf';
import type { Scalar, Tensor2D, Tensor4D } from '../core/tf';
import { stepsPerEpoch } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { elementCount } from '../lib/element-count';
import { partsOf } from './explain';
import { inputImages } from './input-images';
import type { Shown } from './loader';
import { meanOf, plusAll, PICTURES_OF_A_MEAN } from './mean-images';
import { unlabelledRouting } from './prompt-context';
import { Run } from './run';
import { joinedValues, stepsReadTogether } from './step-readback';
import { beginStep } from './train-step';

export interface FirstSteps {
  readonly config: RunConfig;
  readonly backbone: Backbone;
  readonly normalisation: Normalisation;
  readonly dataset: Dataset;
  /** how many pictures somebody looks at */
  readonly inView: number;
}

/** In pieces, each as long as a part of a step and to be rehearsed by itself; none where nothing can be rehearsed. */
export function firstSteps(steps: FirstSteps): readonly (() => void)[] {
  const { atOnce } = steps.backbone;
  if (!atOnce) return [];
  const staged = (piece: (cast: Cast) => void) => () => {
    const method = createMethod(steps.config.method, steps.normalisation);
    piece({ ...steps, atOnce, method });
    method.dispose();
  };
  return [pictures, unprompted, evaluation, training, look, meanImage].map(staged);
}

/** Who takes part: a method of its own, which is let go of afterwards. */
interface Cast extends FirstSteps {
  readonly atOnce: BackboneAtOnce;
  readonly method: Method;
}

/** Where the device makes r(x) of bytes, one program does for all pictures. */
function pictures({ config, normalisation, dataset, method }: Cast): void {
  const resized: Shown = { input: 'resized', config: config.method };
  for (const shown of method.input === 'resized' ? [resized] : [resized, method]) {
    inputImages(shown, normalisation, [dataset.train.raster(0)]);
  }
}

/** The passes without a prompt. */
function unprompted(cast: Cast): void {
  reduced(cast.atOnce.logits(batchOf(cast)), mappingOf(cast));
}

/** The passes that only look: the mapping's, and the test. */
function evaluation(cast: Cast): void {
  const { method, atOnce } = cast;
  const images = batchOf(cast);
  const state = toTensors(method, zerosOf(method));
  for (const context of contexts(cast, images)) {
    const pass = method.prompt(state, images, 'evaluation', context);
    reduced(atOnce.logits(pass.trace.prompted), mappingOf(cast));
  }
}

/** Two steps, as only the second begins with Adam's values where the first has left them; and the way back of losses. */
function training(cast: Cast): void {
  const { config, method, atOnce, dataset } = cast;
  const provenance = { dataHash: '', backboneHash: '', device: '', versions: {} };
  const state = zerosOf(method);
  const run = new Run({ id: 'rehearsal', config, method, classes: dataset.classes, provenance, state });
  if (run.plannedEpochs > 0) {
    const mapping = (run.mapping = mappingOf(cast));
    const images = batchOf(cast);
    const labels = labelsOf(cast);
    const [context] = contexts(cast, images);
    for (let step = 0; step < 2; step++) {
      const { prompted, finish } = beginStep(run, { images, labels, context: context! });
      finish(atOnce.inputGradient(prompted, labels, mapping));
    }
    const { trainLimit, batch } = config.training;
    const count = Math.min(dataset.train.count, trainLimit ?? Infinity);
    for (const together of stepsReadTogether(stepsPerEpoch({ count, batch }))) {
      joinedValues([...Array.from({ length: 2 * together }, () => standIn<Scalar>([])), run.witness()]);
    }
  }
  run.dispose();
}

/** What a snapshot shows of the pictures in view. */
function look(cast: Cast): void {
  const { method, config, inView, atOnce } = cast;
  const { side } = config.method;
  const images = standIn<Tensor4D>([inView, side, side, 3]);
  const state = toTensors(method, zerosOf(method));
  for (const { start, size } of partsOf(inView)) {
    const part = tf.slice(images, start, size);
    const context = { ...meanFor(cast), ...routingBy(cast, () => routed(cast, part)) };
    const { trace } = method.prompt(state, part, 'evaluation', context);
    atOnce.logits(trace.prompted);
    // made when they are asked for
    void [trace.mask, trace.pattern];
  }
}

/** The mean of the training pictures, where a method asks for it. */
function meanImage({ config, method }: Cast): void {
  if (!method.needs.meanImage) return;
  const { side } = config.method;
  meanOf(plusAll(standIn([side, side, 3]), standIn([PICTURES_OF_A_MEAN, side, side, 3])), PICTURES_OF_A_MEAN);
}

/** What a batch of training pictures is told, and one of the test. */
function contexts(cast: Cast, images: Tensor4D): readonly PromptContext[] {
  const { needs } = cast.method;
  const k = cast.config.method.classes;
  const ways =
    needs.routing === 'label'
      ? [() => labelRouting(labelsOf(cast), k), () => routed(cast, images)]
      : [() => routed(cast, images)];
  return ways.map((way) => ({ ...meanFor(cast), ...routingBy(cast, way) }));
}

function meanFor({ method: { needs }, config: { method } }: Cast): PromptContext {
  return needs.meanImage ? { meanImage: standIn<Tensor4D>([1, method.side, method.side, 3]) } : {};
}

function routingBy({ method: { needs } }: Cast, way: () => Tensor2D): PromptContext {
  return needs.routing === 'none' ? {} : { routing: way() };
}

function routed(cast: Cast, images: Tensor4D): Tensor2D {
  const { routing } = cast.method.needs;
  return unlabelledRouting(
    routing === 'label' ? 'label' : 'unprompted',
    cast.atOnce.logits(images),
    mappingOf(cast),
  );
}

/** What is read back of a pass: the class named most, or the logits of a mapping. */
function reduced(logits: Tensor2D, mapping: Int32Array): void {
  tf.argMax(logits, 1);
  tf.gather(logits, mapping, 1);
}

function batchOf({ config: { method, training } }: Cast): Tensor4D {
  return standIn([training.batch, method.side, method.side, 3]);
}

function labelsOf({ config: { training } }: Cast): Int32Array {
  return new Int32Array(training.batch);
}

function mappingOf({ config: { method } }: Cast): Int32Array {
  return Int32Array.from({ length: method.classes }, (_, target) => target);
}

function zerosOf({ parameters }: Method): PlainState {
  return Object.fromEntries(
    parameters.map(({ name, shape }) => [name, new Float32Array(elementCount(shape))]),
  );
}
