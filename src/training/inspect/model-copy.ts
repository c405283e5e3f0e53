/** A copy of a model that takes optimisation steps of its own; what it was copied from stays as it is. */
import type { Method, ParameterSpec, TensorState } from '../../core/method';
import { toTensors } from '../../core/method-state';
import {
  adamFromPlain,
  adamStep,
  createAdam,
  disposeAdam,
  withHeldStill,
  type Adam,
} from '../../core/optimiser/adam';
import { createMethod } from '../../core/smm';
import * as tf from '../../core/tf';
import { stepsPerEpoch } from '../../data/batches';
import type { StepOnly } from '../../data/inspection';
import type { Task } from '../begin-run';
import { learningRatesIn } from '../learning-rates';
import { trainLoader, type Batch, type Loader } from '../loader';
import type { Model } from './model';

/** The same parameters, and where the batches stand. Dispose it. */
export class ModelCopy {
  readonly method: Method;
  readonly model: Model;
  readonly #loader: Loader;
  #state: TensorState;
  #adam: Adam;
  #steps = 0;

  constructor(task: Pick<Task, 'dataset' | 'normalisation' | 'facts'>, model: Model) {
    const { config, state, moments, step } = model;
    this.model = model;
    this.#loader = trainLoader(task, config.training);
    this.method = createMethod(config.method, task.normalisation);
    const { parameters } = this.method;
    this.#state = toTensors(this.method, state);
    this.#adam = moments
      ? adamFromPlain(moments.values, parameters, step, moments.born)
      : createAdam(parameters);
  }

  /** Replaced by every step. */
  get state(): TensorState {
    return this.#state;
  }

  /** Steps that it has taken itself. */
  get steps(): number {
    return this.#steps;
  }

  /** What its next step takes: the batch that the run would, and the rates of that epoch. */
  next(): {
    readonly batch: Batch;
    readonly learningRates: { readonly pattern: number; readonly mask: number };
  } {
    const { training } = this.model.config;
    const perEpoch = stepsPerEpoch({ count: this.#loader.count, batch: training.batch });
    // counted from the last whole epoch: a fork may have been trained on other terms before it
    const inEpoch = Math.max(0, this.model.step - this.model.epochs * perEpoch) + this.#steps;
    const epoch = this.model.epochs + 1 + Math.floor(inEpoch / perEpoch);
    const [batch] = this.#loader.epoch(this.method, epoch, { after: inEpoch % perEpoch });
    return { batch: batch!, learningRates: learningRatesIn(training, epoch) };
  }

  /**
   * One Adam step, as Run.update takes it.
   * @param gradients by name; stay the caller's
   * @param statistics new running statistics; taken over, or freed where the mask network is held still
   */
  move(
    gradients: TensorState,
    statistics: TensorState,
    { only, learningRates }: { only: StepOnly; learningRates: { pattern: number; mask: number } },
  ): void {
    const { parameters } = this.method;
    const held = parameters.filter((spec) => isStill(spec, only));
    const moving = parameters.filter((spec) => !held.includes(spec));
    const before = { state: this.#state, adam: this.#adam };
    const { trainables, adam } = adamStep(before.adam, moving, before.state, gradients, learningRates);
    const keptStatistics = only === 'pattern';
    if (keptStatistics) tf.dispose(statistics);
    this.#adam = withHeldStill(adam, before.adam, held);
    this.#state = { ...before.state, ...trainables, ...(keptStatistics ? {} : statistics) };
    this.#steps += 1;
    freeReplaced(before.state, this.#state);
    freeReplaced(before.adam.vectors, this.#adam.vectors);
  }

  dispose(): void {
    tf.dispose(this.#state);
    disposeAdam(this.#adam);
    this.method.dispose();
  }
}

function freeReplaced(
  before: Readonly<Record<string, tf.Tensor>>,
  after: Readonly<Record<string, tf.Tensor>>,
): void {
  const kept = new Set(Object.values(after));
  for (const tensor of Object.values(before)) if (!kept.has(tensor)) tensor.dispose();
}

/** Whether a step leaves it as it is. */
export function isStill({ group }: ParameterSpec, only: StepOnly): boolean {
  if (only === null) return false;
  // what the mask network has seen belongs to it
  return only === 'pattern' ? group !== 'pattern' : group === 'pattern';
}
