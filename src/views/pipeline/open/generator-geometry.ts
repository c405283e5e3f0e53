import type { FeatureMap, GeneratorInspection } from '../../../data/inspection';
import type { Cell } from '../../../ui/pictures/field';
import type { CellSpan } from '../../../ui/pictures/map-sheet';

/** The cell of a map that lies over a pixel of r(x), by its share of the sides. */
export function cellOver(
  cell: Cell,
  side: number,
  { width, height }: Pick<FeatureMap, 'width' | 'height'>,
): Cell {
  return {
    row: Math.min(height - 1, Math.floor((cell.row * height) / side)),
    column: Math.min(width - 1, Math.floor((cell.column * width) / side)),
  };
}

/** Pixels of r(x) that a cell of a map sees; may reach beyond the border. A stride of 0 sees all of it. */
export function fieldOfView(cell: Cell, { receptive }: Pick<FeatureMap, 'receptive'>): CellSpan {
  const { size, stride, before } = receptive;
  const along = (index: number) => index * stride - before;
  return {
    top: along(cell.row),
    bottom: along(cell.row) + size - 1,
    left: along(cell.column),
    right: along(cell.column) + size - 1,
  };
}

/**
 * Cells of an earlier map that a later cell is made of: those whose own field of view lies within its. Stages of
 * convolutions and pools have nested fields, so that the outermost ones end where it ends.
 */
export function seenCells(view: CellSpan, { receptive, width, height }: FeatureMap): CellSpan {
  const { size, stride, before } = receptive;
  if (stride === 0) return { top: 0, bottom: height - 1, left: 0, right: width - 1 };
  const first = (start: number) => Math.ceil((start + before) / stride);
  const last = (end: number) => Math.floor((end + before - size + 1) / stride);
  return {
    top: first(view.top),
    bottom: last(view.bottom),
    left: first(view.left),
    right: last(view.right),
  };
}

/** What one channel of the last block adds to a mask value. */
export interface Contribution {
  /** of the last block; null = the bias of the head */
  readonly channel: number | null;
  readonly value: number;
}

/**
 * A mask value taken apart: the 3 × 3 × C dot product of the head at this cell, summed over the nine places for each
 * channel, and its bias; the strongest first. They sum to the value.
 */
export function contributions(
  { maps, head }: GeneratorInspection,
  cell: Cell,
  channel: number,
): readonly Contribution[] | null {
  const last = maps.at(-2);
  if (!head || last?.channels !== head.inputs) return null;
  const sums = new Float64Array(head.inputs);
  for (let down = 0; down < 3; down += 1) {
    for (let across = 0; across < 3; across += 1) {
      const [row, column] = [cell.row + down - 1, cell.column + across - 1];
      // beyond the border the convolution reads zeros
      if (row < 0 || column < 0 || row >= last.height || column >= last.width) continue;
      for (let input = 0; input < head.inputs; input += 1) {
        const weight = head.weight[((down * 3 + across) * head.inputs + input) * 3 + channel]!;
        sums[input]! += weight * last.values[(row * last.width + column) * head.inputs + input]!;
      }
    }
  }
  const all: Contribution[] = [...sums].map((value, input) => ({ channel: input, value }));
  all.push({ channel: null, value: head.bias[channel]! });
  return all.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
}
