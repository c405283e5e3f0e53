/**
 * What a method has to be told beside the pictures: the same rule in training, mapping and test (paper.md C.5), and
 * for pictures that are looked at.
 */
import type { Method, PromptContext } from '../core/method';
import { labelRouting, unpromptedRouting } from '../core/routing';
import * as tf from '../core/tf';
import type { Tensor2D } from '../core/tf';
import type { Batch } from './loader';
import type { Round } from './lockstep';
import type { Run } from './run';
import type { TaskFacts } from './task-facts';

/** Dispose it after the pass that it was made for. */
export interface HeldContext {
  readonly context: PromptContext;
  dispose(): void;
}

/** A method's surroundings, as far as its prompts depend on them. */
export interface ContextSource {
  readonly method: Method;
  readonly facts: TaskFacts;
  /** π [k]: routing is by target classes */
  readonly mapping: Int32Array;
  /** of the training pictures, for their mean */
  readonly trainLimit: number | null;
}

/** Of a run as it stands. Before its first mapping all patterns are alike, so any will do. */
export function contextSource({ method, config, mapping }: Run, facts: TaskFacts): ContextSource {
  const { trainLimit } = config.training;
  const anyMapping = () => Int32Array.from({ length: config.method.classes }, (_, target) => target);
  return { method, facts, mapping: mapping ?? anyMapping(), trainLimit };
}

/** Which class each picture is said to have, from its label. */
export type Told = (labels: Int32Array) => Int32Array;

const theTruth: Told = (labels) => labels;

/**
 * For a batch of a split. A method that is told labels is told those of training pictures; of test pictures it
 * knows only the unprompted answer, unless `told` says something else: to see what it does with it.
 */
export function batchContext(
  source: ContextSource,
  { round, batch, told }: { round: Round; batch: Batch; told?: Told },
): Promise<HeldContext> {
  const said = told ?? (batch.split === 'test' ? null : theTruth);
  return held(source, async (kind) => {
    if (kind === 'label' && said) return labelRouting(said(batch.paddedLabels), source.mapping.length);
    return unlabelledRouting(kind, await source.facts.unprompted.of(round, batch), source.mapping);
  });
}

/**
 * For pictures that nobody has labelled.
 * @param unprompted gives their f_P(r(x)) [N, classes], if it is needed; disposed
 */
export function imagesContext(
  source: ContextSource,
  unprompted: () => Promise<Tensor2D>,
): Promise<HeldContext> {
  return held(source, async (kind) => {
    const logits = await unprompted();
    const routing = unlabelledRouting(kind, logits, source.mapping);
    logits.dispose();
    return routing;
  });
}

/** @param kind `label`: a method that was trained with labels takes the unprompted answer for one */
export function unlabelledRouting(
  kind: 'unprompted' | 'label',
  logits: Tensor2D,
  mapping: Int32Array,
): Tensor2D {
  if (kind === 'unprompted') return unpromptedRouting(logits, mapping);
  return tf.tidy(() => {
    const mapped = tf.gather(logits, tf.tensor1d(mapping, 'int32'), 1);
    // on wasm oneHot writes integers, whatever type it is asked for
    return tf.cast(tf.oneHot(tf.argMax(mapped, 1), mapping.length), 'float32') as Tensor2D;
  });
}

async function held(
  { method, facts, trainLimit }: ContextSource,
  routingBy: (kind: 'unprompted' | 'label') => Promise<Tensor2D>,
): Promise<HeldContext> {
  const { needs } = method;
  const meanImage = needs.meanImage ? await facts.meanImages.of(method, trainLimit) : null;
  const routing = needs.routing === 'none' ? null : await routingBy(needs.routing);
  return {
    context: { ...(routing && { routing }), ...(meanImage && { meanImage }) },
    dispose: () => routing?.dispose(),
  };
}
