import { interpolation } from '../../../core/ablation/interpolation';
import { coarse, fine, interpolated } from '../../../ui/pictures/prompt-values';
import type { InterpolationId } from '../../../core/method-config';
import type { Cell, Field } from '../../../ui/pictures/field';

export interface Grid {
  readonly side: number;
  readonly patch: number;
  /** coarse values on one axis, h */
  readonly cells: number;
}

/** One way to enlarge the coarse mask. */
export interface Kernel {
  readonly id: InterpolationId;
  readonly label: string;
  /** coarse values that a pixel reads, both axes together */
  readonly taps: number;
  /** A [side, cells]: what each pixel of an axis is made of */
  readonly weights: Float32Array;
  /** m [side, side, 3] enlarged this way */
  readonly full: Field;
}

/** All interpolations of the registry. */
export function kernelsOf(mask: Field, { side, patch, cells }: Grid): readonly Kernel[] {
  return interpolation.variants.map(({ id, label, part }) => {
    const weights = part.weights({ from: cells, to: side, patch });
    return {
      id: id as InterpolationId,
      label,
      taps: part.taps,
      weights,
      full: interpolated(mask, side, weights),
    };
  });
}

/** How strongly one coarse column counts at every pixel of a row [side]. */
export function profileOf({ weights }: Pick<Kernel, 'weights'>, column: number, cells: number): Float32Array {
  return Float32Array.from(
    { length: weights.length / cells },
    (_, pixel) => weights[pixel * cells + column]!,
  );
}

/** The coarse cell of a pixel, and the pixels that its patch covers, the last ones included. */
export function patchAt(cell: Cell, grid: Grid) {
  const [row, column] = [
    coarse(cell.row, grid.patch, grid.cells),
    coarse(cell.column, grid.patch, grid.cells),
  ];
  const [top, bottom] = fine(row, grid);
  const [left, right] = fine(column, grid);
  return { row, column, top, left, height: bottom - top, width: right - left };
}

/** Pixels that a plot of the kernels spans: three patches on both sides. */
export function plotSpan(left: number, width: number, { side, patch }: Grid): readonly [number, number] {
  return [Math.max(0, left - 3 * patch), Math.min(side, left + width + 3 * patch)];
}
