/**
 * A look at the coarse masks of some training images, as they are, in evaluation mode. No picture goes through the
 * backbone but for routing.
 */
import { baselinePart } from '../core/ablation/baseline';
import type { TensorState } from '../core/method';
import { evenly } from '../lib/evenly';
import type { Batch, Loader, Shown } from './loader';
import { Lockstep } from './lockstep';
import { batchContext, contextSource } from './prompt-context';
import type { Run } from './run';
import { sharedImages } from './shared-images';
import type { TaskFacts } from './task-facts';

/** About so many, in whole batches. */
const WANTED_IMAGES = 500;

export interface Probe {
  /** images looked at */
  readonly images: number;
  /** of the coarse masks; null for a method without one */
  readonly masks: {
    /** [h, w, 3] */
    readonly shape: readonly number[];
    readonly mean: Float32Array;
    /** standard deviation across images, root mean square over [h, w, 3] */
    readonly acrossImages: number;
    /** mean absolute value, s */
    readonly magnitude: number;
    /** fraction of values above zero */
    readonly onFraction: number;
  } | null;
  /** mean entropy of q in nats; null where the method has none */
  readonly entropy: number | null;
}

export interface ProbeOptions {
  readonly run: Run;
  /** of the run, at one step; the caller's */
  readonly state: TensorState;
  readonly train: Loader;
  readonly facts: TaskFacts;
  readonly breathe: () => Promise<void>;
}

export async function probe({ run, state, train, facts, breathe }: ProbeOptions): Promise<Probe> {
  // a frame has neither coarse masks nor class patterns
  if (baselinePart(run.config.method).mask.from !== 'switches') return nothing;
  const source = contextSource(run, facts);
  const member = new Lockstep().join();
  const masks = new Moments();
  let entropy: number | null = null;
  let seen = 0;
  try {
    for (const batch of batchesToSee(train, run.method)) {
      member.arrive({ epoch: 0, stage: 'probe', batch: seen });
      const round = member.begin();
      const { context, dispose } = await batchContext(source, { round, batch });
      const pass = run.method.prompt(state, sharedImages(round, batch), 'evaluation', context);
      const rows = batch.labels.length;
      const { mask } = pass.trace;
      const [values, weights] = await Promise.all([
        mask?.data<'float32'>(),
        context.routing?.data<'float32'>(),
      ]);
      if (mask && values) masks.add(values, { shape: mask.shape, rows });
      if (weights) entropy = (entropy ?? 0) + entropies(weights, { rows, classes: source.mapping.length });
      pass.dispose();
      dispose();
      seen += rows;
      await breathe();
    }
  } finally {
    member.leave();
  }
  return { images: seen, masks: masks.summary(), entropy: entropy === null ? null : entropy / seen };
}

const nothing: Probe = { images: 0, masks: null, entropy: null };

/** Evenly over the split: folders come class by class, and the first images would all be of one. */
function batchesToSee(train: Loader, shown: Shown): readonly Batch[] {
  const all = [...train.inFileOrder(shown)];
  return evenly(all, Math.ceil((WANTED_IMAGES / train.count) * all.length));
}

/** Sums over images of each value of a mask. */
class Moments {
  #shape: readonly number[] = [];
  #count = 0;
  #sums = new Float64Array();
  #squares = new Float64Array();
  #magnitude = 0;
  #positive = 0;

  /** @param shape [B, h, w, 3], or [1, h, w, 3] where one is for all rows */
  add(values: Float32Array, { shape, rows }: { shape: readonly number[]; rows: number }): void {
    const size = values.length / shape[0]!;
    if (this.#count === 0) {
      this.#shape = shape.slice(1);
      this.#sums = new Float64Array(size);
      this.#squares = new Float64Array(size);
    }
    for (let row = 0; row < rows; row++) {
      const start = shape[0] === 1 ? 0 : row * size;
      for (let i = 0; i < size; i++) {
        const value = values[start + i]!;
        this.#sums[i]! += value;
        this.#squares[i]! += value * value;
        this.#magnitude += Math.abs(value);
        if (value > 0) this.#positive += 1;
      }
    }
    this.#count += rows;
  }

  summary(): Probe['masks'] {
    if (this.#count === 0) return null;
    const all = this.#count * this.#sums.length;
    const mean = Float64Array.from(this.#sums, (sum) => sum / this.#count);
    const variance = mean.map((value, i) => Math.max(0, this.#squares[i]! / this.#count - value * value));
    return {
      shape: this.#shape,
      mean: Float32Array.from(mean),
      acrossImages: Math.sqrt(variance.reduce((sum, each) => sum + each, 0) / mean.length),
      magnitude: this.#magnitude / all,
      onFraction: this.#positive / all,
    };
  }
}

/** Sum over the rows of −Σ_c q_c ln q_c. */
function entropies(weights: Float32Array, { rows, classes }: { rows: number; classes: number }): number {
  return weights.subarray(0, rows * classes).reduce((sum, q) => (q > 0 ? sum - q * Math.log(q) : sum), 0);
}
