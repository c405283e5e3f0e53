import { readFileSync } from 'node:fs';
import type { ParameterSpec, PlainState } from '../method';
import * as tf from '../tf';
import type { Tensor4D } from '../tf';

/** What PyTorch computed (scripts/assets/fixtures.py): the tensors of one file of src/core/fixtures. */
export interface Fixture {
  readonly names: readonly string[];
  shape(name: string): readonly number[];
  floats(name: string): Float32Array;
  /** [B, H, W, C] as stored; the caller owns it */
  tensor4d(name: string): Tensor4D;
  integers(name: string): Int32Array;
  /** a parameter in our own layout, from PyTorch's [3, H, W] or [out, in, 3, 3] */
  parameter(name: string, prefix?: string): Float32Array;
  /** all of these parameters */
  state(parameters: readonly ParameterSpec[], prefix?: string): PlainState;
}

interface StoredTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Reads our own committed files, so it checks nothing; the reader for other people's is in src/data. */
export function readFixture(name: string): Fixture {
  const bytes = readFileSync(new URL(`../fixtures/${name}.safetensors`, import.meta.url));
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const tensors = JSON.parse(bytes.toString('utf8', 8, start)) as Record<string, StoredTensor>;
  const stored = (tensor: string): StoredTensor => {
    const found = tensors[tensor];
    if (!found) throw new Error(`The fixture ${name} holds no ${tensor}.`);
    return found;
  };
  const buffer = (tensor: string): ArrayBuffer => {
    const [begin, end] = stored(tensor).data_offsets;
    return Uint8Array.from(bytes.subarray(start + begin, start + end)).buffer;
  };
  const floats = (tensor: string): Float32Array => {
    switch (stored(tensor).dtype) {
      case 'F64':
        return Float32Array.from(new Float64Array(buffer(tensor)));
      case 'U8':
        return Float32Array.from(new Uint8Array(buffer(tensor)));
      default:
        return new Float32Array(buffer(tensor));
    }
  };
  const parameter = (tensor: string, prefix = ''): Float32Array => {
    const { shape } = stored(prefix + tensor);
    const values = floats(prefix + tensor);
    if (shape.length === 3) return permuted(values, shape, [1, 2, 0]);
    if (shape.length === 4) return permuted(values, shape, [2, 3, 1, 0]);
    return values;
  };
  return {
    names: Object.keys(tensors),
    shape: (tensor) => stored(tensor).shape,
    floats,
    tensor4d: (tensor) => tf.tensor4d(floats(tensor), stored(tensor).shape as Tensor4D['shape']),
    integers: (tensor) => new Int32Array(buffer(tensor)),
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
