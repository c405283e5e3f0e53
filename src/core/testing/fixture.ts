import { readFileSync } from 'node:fs';
import { floatsOf, integersOf, parseSafetensors } from '../../data/safetensors';
import type { ParameterSpec, PlainState } from '../method';

/** What PyTorch computed (scripts/assets/fixtures.py): the tensors of one file of src/core/fixtures. */
export interface Fixture {
  readonly names: readonly string[];
  shape(name: string): readonly number[];
  floats(name: string): Float32Array;
  integers(name: string): Int32Array;
  /** a parameter in our own layout, from PyTorch's [3, H, W] or [out, in, 3, 3] */
  parameter(name: string, prefix?: string): Float32Array;
  /** all of these parameters */
  state(parameters: readonly ParameterSpec[], prefix?: string): PlainState;
}

export function readFixture(name: string): Fixture {
  const path = new URL(`../fixtures/${name}.safetensors`, import.meta.url);
  const { tensors } = parseSafetensors(Uint8Array.from(readFileSync(path)), `The fixture ${name}`);
  const stored = (tensor: string) => {
    const found = tensors.get(tensor);
    if (!found) throw new Error(`The fixture ${name} holds no ${tensor}.`);
    return found;
  };
  const parameter = (tensor: string, prefix = ''): Float32Array => {
    const { shape } = stored(prefix + tensor);
    const values = floatsOf(stored(prefix + tensor));
    if (shape.length === 3) return permuted(values, shape, [1, 2, 0]);
    if (shape.length === 4) return permuted(values, shape, [2, 3, 1, 0]);
    return values;
  };
  return {
    names: [...tensors.keys()],
    shape: (tensor) => stored(tensor).shape,
    floats: (tensor) => floatsOf(stored(tensor)),
    integers: (tensor) => integersOf(stored(tensor)),
    parameter,
    state: (parameters, prefix) =>
      Object.fromEntries(parameters.map((spec) => [spec.name, parameter(spec.name, prefix)])),
  };
}

/** Axis i of the result is axis `order[i]` of the values. */
function permuted(values: Float32Array, shape: readonly number[], order: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((size, extent) => size * extent, 1));
  const extents = order.map((axis) => shape[axis]!);
  return values.map((_, index) => {
    let rest = index;
    let source = 0;
    for (let axis = order.length - 1; axis >= 0; axis--) {
      source += (rest % extents[axis]!) * strides[order[axis]!]!;
      rest = Math.floor(rest / extents[axis]!);
    }
    return values[source]!;
  });
}
