import { defaultSwitches } from '../ablation/registry';
import type { MethodConfig } from '../method-config';
import type { Normalisation } from '../normalisation';
import { createRandom } from '../../lib/random';
import * as tf from '../tf';
import type { Tensor4D } from '../tf';

/** EfficientNet-Lite0's: (255x − 127) / 128. */
export const lite0Normalisation: Normalisation = { scale: 255, shift: 127, divisor: 128 };

/** SMM at the least side, small enough for every backend. */
export const smallConfig: MethodConfig = {
  ...defaultSwitches,
  side: 32,
  nativeSide: 8,
  classes: 7,
  patch: 8,
};

/** Seeded, roughly normal values; the caller owns the tensor. */
export function randomTensor<S extends [number, number, number, number]>(shape: S, stream: string): Tensor4D {
  return tf.tensor4d(
    randomValues(
      shape.reduce((size, extent) => size * extent, 1),
      stream,
    ),
    shape,
  );
}

/** Sum of twelve uniforms less six: mean 0, variance 1. */
export function randomValues(count: number, stream: string): Float32Array {
  const random = createRandom(0, stream);
  return Float32Array.from({ length: count }, () => {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += random.uniform();
    return sum;
  });
}
