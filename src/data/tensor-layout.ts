/**
 * The two layouts of a method's tensors: the device's, channels last, and PyTorch's, which files keep.
 *
 *   `….weight` of a convolution   [k, k, in, out]  ⇄  [out, in, k, k]
 *   `….weight` of a dense layer   [in, out]        ⇄  [out, in]
 *   pictures (delta, masks …)     […, H, W, 3]     ⇄  […, 3, H, W]
 *   vectors                       unchanged
 */
export interface ShapedValues {
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/** Position in the PyTorch shape of each device axis. */
function axesOf(name: string, rank: number): readonly number[] {
  if (rank < 2) return Array.from({ length: rank }, (_, axis) => axis);
  if (name.endsWith('.weight')) return rank === 4 ? [2, 3, 1, 0] : [1, 0];
  const leading = Array.from({ length: Math.max(rank - 3, 0) }, (_, axis) => axis);
  return rank === 2 ? [0, 1] : [...leading, rank - 2, rank - 1, rank - 3];
}

/** From the device's layout to PyTorch's. */
export function toPyTorch(name: string, { shape, values }: ShapedValues): ShapedValues {
  const axes = axesOf(name, shape.length);
  // transposed() wants, for each result axis, the source axis: the inverse permutation
  const inverse = axes.map((_, axis) => axes.indexOf(axis));
  return transposed({ shape, values }, inverse);
}

/** From PyTorch's layout to the device's. */
export function toDevice(name: string, { shape, values }: ShapedValues): ShapedValues {
  return transposed({ shape, values }, axesOf(name, shape.length));
}

/** Result axis i is source axis axes[i]. */
function transposed({ shape, values }: ShapedValues, axes: readonly number[]): ShapedValues {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
  const resultShape = axes.map((axis) => shape[axis]!);
  const resultStrides = axes.map((axis) => strides[axis]!);
  const result = new Float32Array(values.length);
  const position = resultShape.map(() => 0);
  let source = 0;
  for (let target = 0; target < result.length; target++) {
    result[target] = values[source]!;
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      source += resultStrides[axis]!;
      position[axis]!++;
      if (position[axis]! < resultShape[axis]!) break;
      source -= resultStrides[axis]! * resultShape[axis]!;
      position[axis] = 0;
    }
  }
  return { shape: resultShape, values: result };
}
