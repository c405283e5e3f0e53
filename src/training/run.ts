import type { Method, PlainState, TensorState } from '../core/method';
import type { RunConfig } from '../core/method-config';
import { initialState, toTensors } from '../core/method-state';
import { adamStep, createAdam, disposeAdam, type Adam } from '../core/optimiser/adam';
import * as tf from '../core/tf';
import type { Scalar } from '../core/tf';
import type { Fork, Provenance, RunRecord, RunResult } from '../data/run-record';
import type { EpochRecord } from './events';
import { learningRatesIn } from './learning-rates';
import type { StepValues } from './step-readback';

export interface RunStart {
  readonly id: string;
  readonly config: RunConfig;
  readonly method: Method;
  readonly classes: readonly string[];
  readonly provenance: Provenance;
  readonly state?: PlainState;
  readonly adam?: Adam;
  readonly fork?: Fork;
}

/**
 * All that changes while a run trains: δ, φ and BatchNorm statistics on the device, Adam's moments, the
 * mapping, the curves. It does not train itself (trainer.ts does); it can be looked at, saved and resumed
 * between any two steps.
 */
export class Run {
  readonly id: string;
  readonly config: RunConfig;
  readonly method: Method;
  /** names of the k target classes */
  readonly classes: readonly string[];
  readonly provenance: Provenance;
  /** null for a run of its own from the first step on */
  readonly fork: Fork | null;
  #state: TensorState;
  #adam: Adam;
  /** π in use; null before the first mapping */
  mapping: Int32Array | null = null;
  unprompted: RunRecord['unprompted'] = null;
  /** one record for each finished epoch */
  readonly epochs: EpochRecord[] = [];
  /** of every step that has been read back, in order */
  readonly losses: number[] = [];
  readonly accuracies: number[] = [];
  /** seconds of work so far, pauses left out, in whatever process it was done */
  seconds = 0;
  /** of these, the training steps of the epoch under way */
  epochSeconds = 0;
  /** set when the last epoch is done */
  result: RunResult | null = null;

  /** Begins a run; or takes one up again where `state` and `adam` were left. */
  constructor({ id, config, method, classes, provenance, state, adam, fork }: RunStart) {
    this.id = id;
    this.config = config;
    this.method = method;
    this.classes = classes;
    this.provenance = provenance;
    this.fork = fork ?? null;
    this.#state = toTensors(method, state ?? initialState(method, config.training.seed));
    this.#adam = adam ?? createAdam(method.parameters);
  }

  /** Parameters and running statistics. Replaced by every step: do not keep it across an await. */
  get state(): TensorState {
    return this.#state;
  }

  get adam(): Adam {
    return this.#adam;
  }

  /** Optimisation steps done. */
  get step(): number {
    return this.#adam.steps;
  }

  /** Training steps done of the epoch under way: more than none where the run was kept inside it. */
  stepsInEpoch(stepsPerEpoch: number): number {
    return this.step - this.epochs.length * stepsPerEpoch;
  }

  /** A method with nothing to train has no epochs: it is what `unprompted` says. */
  get plannedEpochs(): number {
    const trainable = this.method.parameters.some(({ group }) => group !== 'statistic');
    return trainable ? this.config.training.epochs : 0;
  }

  /** α of δ and of φ in an epoch (1-based). */
  learningRates(epoch: number): EpochRecord['learningRate'] {
    return learningRatesIn(this.config.training, epoch);
  }

  /**
   * One Adam step on all trainables.
   * @param gradients by name; stay the caller's
   * @param statistics new running statistics; taken over
   * @param epoch whose learning rates it takes (1-based)
   */
  update(gradients: TensorState, statistics: TensorState, epoch = this.epochs.length + 1): void {
    const rates = this.learningRates(epoch);
    const { trainables, adam } = adamStep(this.#adam, this.method.parameters, this.#state, gradients, rates);
    tf.dispose(this.#state);
    disposeAdam(this.#adam);
    this.#state = { ...trainables, ...statistics };
    this.#adam = adam;
  }

  /**
   * Zero while the state is made of numbers: what is no number in δ or φ reaches the gradient of both within a step,
   * so one of them tells. The loss does not: a relu6 may make a number of anything. The caller disposes.
   */
  witness(): Scalar {
    const trained = this.method.parameters.find(({ group }) => group !== 'statistic');
    return trained ? tf.tidy(() => tf.sum(tf.mul(this.#state[trained.name]!, 0))) : tf.scalar(0);
  }

  /** Adds what came back from the device to the curves. */
  note({ losses, accuracies }: Pick<StepValues, 'losses' | 'accuracies'>): void {
    this.losses.push(...losses);
    this.accuracies.push(...accuracies);
  }

  dispose(): void {
    tf.dispose(this.#state);
    disposeAdam(this.#adam);
  }
}
