/**
 * The directions in which rows vary most, by subspace iteration: products with the rows run on the device, and only
 * a thin matrix is made orthonormal here. Exact to a few digits where the variances fall, which is all a picture
 * needs; the same rows on the same device give the same bits.
 */
import * as tf from '../../core/tf';
import type { Tensor1D, Tensor2D } from '../../core/tf';
import { createRandom } from '../../lib/random';
import { orthonormalise, symmetricEigen } from '../../lib/eigen';

export interface Rows {
  /** [count, columns], row-major */
  readonly values: Float32Array;
  readonly columns: number;
}

export interface PrincipalComponents {
  /** [columns] */
  readonly mean: Float32Array;
  /** [columns, dimensions], orthonormal, the most variance first */
  readonly basis: Float32Array;
  readonly dimensions: number;
}

const defaults = {
  /** directions that are followed beside those that are kept: they make those sharper */
  spare: 16,
  iterations: 6,
  breathe: async (): Promise<void> => undefined,
};

/** @param options.dimensions at most; never more than there are rows or columns */
export async function principalComponents(
  rows: Rows,
  options: { readonly dimensions: number } & Partial<typeof defaults>,
): Promise<PrincipalComponents> {
  const { spare, iterations, breathe } = { ...defaults, ...options };
  const { columns } = rows;
  const count = rows.values.length / columns;
  const dimensions = Math.min(options.dimensions, count, columns);
  const width = Math.min(dimensions + spare, count, columns);
  const { centred, mean } = tf.tidy(() => {
    const values = tf.tensor2d(rows.values, [count, columns]);
    const centre = tf.mean(values, 0) as Tensor1D;
    return { centred: tf.sub(values, centre) as Tensor2D, mean: centre };
  });
  try {
    const { uniform } = createRandom(0, 'principal components');
    let basis: Float64Array = Float64Array.from({ length: columns * width }, () => 2 * uniform() - 1);
    orthonormalise(basis, width);
    for (let iteration = 0; iteration < iterations; iteration++) {
      basis = Float64Array.from((await spread(centred, basis, width)).turned);
      orthonormalise(basis, width);
      await breathe();
    }
    const { inner } = await spread(centred, basis, width);
    const { vectors } = symmetricEigen(inner, width);
    return {
      mean: Float32Array.from(await mean.data<'float32'>()),
      basis: rotated(basis, vectors, { columns, width, dimensions }),
      dimensions,
    };
  } finally {
    tf.dispose([centred, mean]);
  }
}

/** @returns [count, dimensions] */
export async function project(
  { values, columns }: Rows,
  { mean, basis, dimensions }: PrincipalComponents,
): Promise<Float32Array> {
  const projected = tf.tidy(() => {
    const centred = tf.sub(tf.tensor2d(values, [values.length / columns, columns]), tf.tensor1d(mean));
    return tf.matMul(centred as Tensor2D, tf.tensor2d(basis, [columns, dimensions]));
  });
  const result = Float32Array.from(await projected.data<'float32'>());
  projected.dispose();
  return result;
}

/** Which part of the squared distances of rows from the mean is left in their projection, 0..1; 1 where all are zero. */
export function partLeft({ values, columns }: Rows, mean: Float32Array, projected: Float32Array): number {
  let total = 0;
  values.forEach((value, at) => (total += (value - mean[at % columns]!) ** 2));
  const left = projected.reduce((sum, value) => sum + value ** 2, 0);
  return total > 0 ? Math.min(left / total, 1) : 1;
}

/** XᵀX·Q [columns, width], and QᵀXᵀX·Q [width, width]. */
async function spread(centred: Tensor2D, basis: Float64Array, width: number) {
  const products = tf.tidy(() => {
    const q = tf.tensor2d(Float32Array.from(basis), [basis.length / width, width]);
    const through = tf.matMul(centred, q);
    return {
      turned: tf.matMul(centred, through, true, false),
      inner: tf.matMul(through, through, true, false),
    };
  });
  const [turned, inner] = await Promise.all([
    products.turned.data<'float32'>(),
    products.inner.data<'float32'>(),
  ]);
  tf.dispose(products);
  return { turned: Float64Array.from(turned), inner: Float64Array.from(inner) };
}

/** basis · vectors, the first `dimensions` columns; each points to where its largest entry is positive. */
function rotated(
  basis: Float64Array,
  vectors: Float64Array,
  { columns, width, dimensions }: { columns: number; width: number; dimensions: number },
): Float32Array {
  const result = new Float32Array(columns * dimensions);
  for (let direction = 0; direction < dimensions; direction++) {
    let largest = 0;
    for (let row = 0; row < columns; row++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += basis[row * width + k]! * vectors[k * width + direction]!;
      result[row * dimensions + direction] = sum;
      if (Math.abs(sum) > Math.abs(largest)) largest = sum;
    }
    if (largest > 0) continue;
    for (let row = 0; row < columns; row++) result[row * dimensions + direction]! *= -1;
  }
  return result;
}
