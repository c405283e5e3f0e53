import { createRandom } from '../lib/random';
import type { Method, ParameterSpec, PlainState, TensorState } from './method';
import * as tf from './tf';

/**
 * How a method starts. Each parameter has its own random stream, named after it: methods that share a
 * parameter start it alike, so runs of one seed are paired, on every backend to the last bit.
 */
export function initialState({ parameters }: Pick<Method, 'parameters'>, seed: number): PlainState {
  return Object.fromEntries(parameters.map((spec) => [spec.name, startingValues(spec, seed)]));
}

function startingValues({ name, shape, start }: ParameterSpec, seed: number): Float32Array {
  const values = new Float32Array(shape.reduce((size, extent) => size * extent, 1));
  if (start.kind === 'constant') return values.fill(start.value);
  const random = createRandom(seed, `start of ${name}`);
  return values.map(() => (2 * random.uniform() - 1) * start.bound);
}

/** Puts plain values on the device. The caller owns the tensors. */
export function toTensors({ parameters }: Pick<Method, 'parameters'>, plain: PlainState): TensorState {
  return Object.fromEntries(
    parameters.map(({ name, shape }) => {
      const values = plain[name];
      if (!values) throw new Error(`The state holds no ${name}; the method needs it.`);
      return [name, tf.tensor(values, [...shape], 'float32')];
    }),
  );
}

/** Reads a state back as it stands now. The tensors stay, and may be replaced meanwhile. */
export async function fromTensors(state: TensorState): Promise<PlainState> {
  const entries = Object.entries(state).map(async ([name, tensor]) => {
    // WebGPU fails to read what is disposed while the values are on their way; a clone holds on to them
    const held = tensor.clone();
    const values = await held.data<'float32'>();
    held.dispose();
    return [name, values] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The tensor of this name; its rank is what the method's own specification says. */
export function parameter<T extends tf.Tensor>(state: TensorState, name: string): T {
  const tensor = state[name];
  if (!tensor) throw new Error(`The state holds no ${name}; the method needs it.`);
  return tensor as T;
}
