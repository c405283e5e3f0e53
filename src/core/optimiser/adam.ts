import { elementCount } from '../../lib/element-count';
import { adamNumbers, type AdamAttributes } from '../kernels/adam-numbers';
import { runOperation, type Operation } from '../kernels/operation';
import type { ParameterSpec, PlainState, TensorState } from '../method';
import * as tf from '../tf';
import type { Tensor, Tensor1D, Tensor2D } from '../tf';

const MOMENTS = ['moment1', 'moment2'] as const;

type TrainedGroup = Exclude<ParameterSpec['group'], 'statistic'>;

/**
 * Adam over all trainables of a method at once: per group (δ and φ have their own learning rates) the parameters
 * lie end to end in one vector, so a step is a handful of operations however many tensors there are. Where some
 * came in later, as in a forked run, they have a vector and a count of steps of their own.
 */
export interface Adam {
  /** steps done */
  readonly steps: number;
  readonly born: Born;
  /** of each part [3, n], its parameters end to end: their values after the last step, first and second moments */
  readonly vectors: Readonly<Record<string, Tensor2D>>;
}

/**
 * After how many steps a parameter came in that was not there from the first: its own first step is the one after.
 * Nothing is said of those that were.
 */
export type Born = Readonly<Record<string, number>>;

type Trainables = readonly ParameterSpec[];

/** Before the first step: moments of zero. Dispose with `disposeAdam`. */
export function createAdam(parameters: Trainables): Adam {
  return {
    steps: 0,
    born: {},
    vectors: Object.fromEntries(
      partsOf(parameters, {}).map(({ key, specs }) => [key, tf.fill([3, sizeOfAll(specs)], 0)]),
    ),
  };
}

/**
 * One step in PyTorch's order of operations.
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
  const { born } = adam;
  const steps = adam.steps + 1;
  const trainables: TensorState = {};
  const vectors: Record<string, Tensor2D> = {};
  for (const { key, group, since, specs } of partsOf(parameters, born)) {
    const inputs = {
      vector: adam.vectors[key]!,
      values: specs.map(({ name }) => state[name]!),
      gradients: specs.map(({ name }) => gradients[name]!),
    };
    const attributes = { rate: learningRates[group], steps: steps - since };
    const [vector, ...moved] = runOperation(adamParts, inputs, attributes);
    vectors[key] = vector as Tensor2D;
    specs.forEach(({ name }, index) => (trainables[name] = moved[index]!));
  }
  return { trainables, adam: { steps, born, vectors } };
}

/**
 * The optimiser behind a step in which some parameters were held still: for them it was no step.
 * @param after what `adamStep` made of the others
 * @param before whose vectors of `held` are taken over
 */
export function withHeldStill(after: Adam, before: Adam, held: Trainables): Adam {
  const vectors = { ...after.vectors };
  const born = { ...after.born };
  for (const { key, group, since, specs } of partsOf(held, before.born)) {
    vectors[keyOf(group, since + 1)] = before.vectors[key]!;
    for (const { name } of specs) born[name] = since + 1;
  }
  return { steps: after.steps, born, vectors };
}

interface AdamPartsInputs {
  /** [3, n] */
  readonly vector: Tensor2D;
  /** parameters that lie end to end in it, n values together, and their gradients */
  readonly values: readonly Tensor[];
  readonly gradients: readonly Tensor[];
}

/** The vector after a step, and behind it the parameters by themselves. */
export const adamParts: Operation<AdamPartsInputs, AdamAttributes, Tensor[]> = {
  kernel: 'SmmAdamParts',
  portable({ vector, values, gradients }, attributes) {
    const joined = { values: endToEnd(values), gradient: endToEnd(gradients) };
    const next = runOperation(adamUpdate, { ...joined, vector }, attributes);
    return [next, ...apart(values, tf.reshape(next, [-1]))];
  },
};

interface AdamUpdateInputs {
  /** θ [n] */
  readonly values: Tensor1D;
  /** g [n] */
  readonly gradient: Tensor1D;
  /** [3, n], of which the last two rows, m and v, count */
  readonly vector: Tensor2D;
}

/**
 * θ, m and v after step t, [3, n]:
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²,
 *   θ ← θ − α / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε).
 */
export const adamUpdate: Operation<AdamUpdateInputs, AdamAttributes, Tensor2D> = {
  kernel: 'SmmAdam',
  portable({ values, gradient, vector }, attributes) {
    const { keep1, keep2, correction, rate, epsilon } = adamNumbers(attributes);
    const [, first, second] = tf.unstack(vector) as [Tensor1D, Tensor1D, Tensor1D];
    const newFirst = tf.add(tf.mul(first, keep1), tf.mul(gradient, 1 - keep1));
    const newSecond = tf.add(tf.mul(second, keep2), tf.mul(tf.square(gradient), 1 - keep2));
    const direction = tf.div(newFirst, tf.add(tf.div(tf.sqrt(newSecond), correction), epsilon));
    return tf.stack([tf.sub(values, tf.mul(direction, rate)), newFirst, newSecond]) as Tensor2D;
  },
};

export function disposeAdam({ vectors }: Adam): void {
  tf.dispose(Object.values(vectors));
}

/** Moments by parameter, as a checkpoint names them: `moment1.delta`, `moment2.delta`, … */
export async function adamToPlain({ vectors, born }: Adam, parameters: Trainables): Promise<PlainState> {
  const plain: PlainState = {};
  for (const { key, specs } of partsOf(parameters, born)) {
    const values = await vectors[key]!.data<'float32'>();
    let start = sizeOfAll(specs);
    for (const moment of MOMENTS) {
      for (const spec of specs) {
        const end = start + elementCount(spec.shape);
        plain[`${moment}.${spec.name}`] = values.slice(start, end);
        start = end;
      }
    }
  }
  return plain;
}

/** The inverse of `adamToPlain`. */
export function adamFromPlain(
  plain: PlainState,
  parameters: Trainables,
  steps: number,
  born: Born = {},
): Adam {
  const vector = (specs: Trainables): Tensor2D => {
    const count = sizeOfAll(specs);
    const values = new Float32Array(3 * count);
    let start = count;
    for (const moment of MOMENTS) {
      for (const { name } of specs) {
        const part = plain[`${moment}.${name}`];
        if (!part) throw new Error(`The checkpoint holds no ${moment}.${name}.`);
        values.set(part, start);
        start += part.length;
      }
    }
    return tf.tensor2d(values, [3, count]);
  };
  return {
    steps,
    born,
    vectors: Object.fromEntries(partsOf(parameters, born).map(({ key, specs }) => [key, vector(specs)])),
  };
}

/** Parameters that step alike: of one group, and born together. */
interface Part {
  readonly key: string;
  readonly group: TrainedGroup;
  /** steps that were done before its first one */
  readonly since: number;
  readonly specs: Trainables;
}

function keyOf(group: TrainedGroup, since: number): string {
  return `${group}, born ${since}`;
}

function partsOf(parameters: Trainables, born: Born): readonly Part[] {
  return (['pattern', 'mask'] as const).flatMap((group) => {
    const all = parameters.filter((spec) => spec.group === group);
    const births = [...new Set(all.map(({ name }) => born[name] ?? 0))];
    return births.map((since): Part => {
      const specs = all.filter(({ name }) => (born[name] ?? 0) === since);
      return { key: keyOf(group, since), group, since, specs };
    });
  });
}

function sizeOfAll(specs: Trainables): number {
  return specs.reduce((sum, spec) => sum + elementCount(spec.shape), 0);
}

function endToEnd(tensors: readonly Tensor[]): Tensor1D {
  const flat = tensors.map((tensor) => tf.reshape(tensor, [-1]) as Tensor1D);
  return flat.length === 1 ? flat[0]! : tf.concat(flat);
}

/** Pieces of these shapes, one after the other. */
function apart(shapes: readonly Tensor[], values: Tensor1D): Tensor[] {
  let start = 0;
  return shapes.map(({ shape, size }) => {
    const part = tf.reshape(tf.slice(values, [start], [size]), shape);
    start += size;
    return part;
  });
}
