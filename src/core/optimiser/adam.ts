import type { ParameterSpec, PlainState, TensorState } from '../method';
import * as tf from '../tf';
import type { Tensor1D } from '../tf';

/** PyTorch's defaults, no weight decay (paper.md A.8). TensorFlow.js's own Adam has another ε and order. */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

type TrainedGroup = Exclude<ParameterSpec['group'], 'statistic'>;

/**
 * Adam over all trainables of a method at once: per group (δ and φ have their own learning rates) the
 * parameters lie end to end in one vector, so a step is a dozen operations however many tensors there are.
 */
export interface Adam {
  /** steps done */
  readonly steps: number;
  /** first and second moments of a group, its parameters end to end */
  readonly moments: Readonly<Partial<Record<TrainedGroup, Moments>>>;
}

interface Moments {
  readonly first: Tensor1D;
  readonly second: Tensor1D;
}

type Trainables = readonly ParameterSpec[];

/** Before the first step: moments of zero. Dispose with `disposeAdam`. */
export function createAdam(parameters: Trainables): Adam {
  return {
    steps: 0,
    moments: Object.fromEntries(
      groupsOf(parameters).map(([group, specs]) => {
        const shape: [number] = [sizeOfAll(specs)];
        return [group, { first: tf.fill(shape, 0), second: tf.fill(shape, 0) }];
      }),
    ),
  };
}

/**
 * One step in PyTorch's order of operations:
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²,
 *   θ ← θ − α / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε).
 * @param state all tensors of the method; statistics are left alone. Borrowed, as are the gradients.
 * @param learningRates α of each group
 * @returns new trainables by name, and the optimiser after the step; the old ones are the caller's to dispose
 */
export function adamStep(
  adam: Adam,
  parameters: Trainables,
  state: TensorState,
  gradients: TensorState,
  learningRates: Readonly<Record<TrainedGroup, number>>,
): { readonly trainables: TensorState; readonly adam: Adam } {
  const steps = adam.steps + 1;
  const trainables: TensorState = {};
  const moments: Partial<Record<TrainedGroup, Moments>> = {};
  for (const [group, specs] of groupsOf(parameters)) {
    const { first, second } = adam.moments[group]!;
    const updated = tf.tidy(() => {
      const gradient = endToEnd(specs, gradients);
      const newFirst: Tensor1D = tf.add(tf.mul(first, BETA1), tf.mul(gradient, 1 - BETA1));
      const newSecond: Tensor1D = tf.add(tf.mul(second, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
      const deviation = tf.div(tf.sqrt(newSecond), Math.sqrt(1 - BETA2 ** steps));
      const direction = tf.div(newFirst, tf.add(deviation, EPSILON));
      const rate = learningRates[group] / (1 - BETA1 ** steps);
      const values: Tensor1D = tf.sub(endToEnd(specs, state), tf.mul(direction, rate));
      return { first: newFirst, second: newSecond, trainables: apart(specs, values) };
    });
    moments[group] = { first: updated.first, second: updated.second };
    Object.assign(trainables, updated.trainables);
  }
  return { trainables, adam: { steps, moments } };
}

export function disposeAdam({ moments }: Adam): void {
  for (const { first, second } of Object.values(moments)) tf.dispose([first, second]);
}

/** Moments by parameter, as a checkpoint names them: `moment1.delta`, `moment2.delta`, … */
export async function adamToPlain({ moments }: Adam, parameters: Trainables): Promise<PlainState> {
  const plain: PlainState = {};
  for (const [group, specs] of groupsOf(parameters)) {
    const [first, second] = await Promise.all([moments[group]!.first.data(), moments[group]!.second.data()]);
    let start = 0;
    for (const spec of specs) {
      const end = start + sizeOf(spec);
      plain[`moment1.${spec.name}`] = Float32Array.from(first.subarray(start, end));
      plain[`moment2.${spec.name}`] = Float32Array.from(second.subarray(start, end));
      start = end;
    }
  }
  return plain;
}

/** The inverse of `adamToPlain`. */
export function adamFromPlain(plain: PlainState, parameters: Trainables, steps: number): Adam {
  const vector = (specs: Trainables, moment: 'moment1' | 'moment2'): Tensor1D => {
    const values = new Float32Array(sizeOfAll(specs));
    let start = 0;
    for (const { name } of specs) {
      const part = plain[`${moment}.${name}`];
      if (!part) throw new Error(`The checkpoint holds no ${moment}.${name}.`);
      values.set(part, start);
      start += part.length;
    }
    return tf.tensor1d(values);
  };
  return {
    steps,
    moments: Object.fromEntries(
      groupsOf(parameters).map(([group, specs]) => [
        group,
        { first: vector(specs, 'moment1'), second: vector(specs, 'moment2') },
      ]),
    ),
  };
}

function groupsOf(parameters: Trainables): readonly (readonly [TrainedGroup, Trainables])[] {
  return (['pattern', 'mask'] as const)
    .map((group) => [group, parameters.filter((spec) => spec.group === group)] as const)
    .filter(([, specs]) => specs.length > 0);
}

function sizeOf({ shape }: ParameterSpec): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

function sizeOfAll(specs: Trainables): number {
  return specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
}

function endToEnd(specs: Trainables, tensors: TensorState): Tensor1D {
  const flat = specs.map(({ name }) => tf.reshape(tensors[name]!, [-1]) as Tensor1D);
  return flat.length === 1 ? flat[0]! : tf.concat(flat);
}

function apart(specs: Trainables, values: Tensor1D): TensorState {
  let start = 0;
  return Object.fromEntries(
    specs.map((spec) => {
      const size = sizeOf(spec);
      const part = tf.reshape(tf.slice(values, [start], [size]), [...spec.shape]);
      start += size;
      return [spec.name, part];
    }),
  );
}
