import { commandOf, type Pressed } from '../keys';
import type { Cell } from './field';

/** A point of a picture as fractions of its width and height, so that pictures of any size share it. */
export interface Place {
  /** 0..1, from the left */
  readonly x: number;
  /** 0..1, from the top */
  readonly y: number;
}

/** A rectangle of a picture, in the same fractions. */
export interface Area extends Place {
  readonly width: number;
  readonly height: number;
}

/** The cell of a rows × columns grid that a place falls into. */
export function cellAt({ x, y }: Place, rows: number, columns: number): Cell {
  const within = (fraction: number, count: number) =>
    Math.min(Math.max(Math.floor(fraction * count), 0), count - 1);
  return { row: within(y, rows), column: within(x, columns) };
}

/** The area that one cell of a rows × columns grid takes. */
export function areaOf({ row, column }: Cell, rows: number, columns: number): Area {
  return { x: column / columns, y: row / rows, width: 1 / columns, height: 1 / rows };
}

/** Where a pointer is inside an element's box. */
export function placeIn(
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  clientX: number,
  clientY: number,
): Place {
  return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
}

const directions = {
  up: { row: -1, column: 0 },
  down: { row: 1, column: 0 },
  left: { row: 0, column: -1 },
  right: { row: 0, column: 1 },
} as const satisfies Record<string, Cell>;

/** Where a key carries the probe: one cell, or a wide step that way; null for every other key. */
export function arrowStep(event: Pressed): { readonly step: Cell; readonly wide: boolean } | null {
  switch (commandOf('picture', event)) {
    case 'up':
      return { step: directions.up, wide: false };
    case 'down':
      return { step: directions.down, wide: false };
    case 'left':
      return { step: directions.left, wide: false };
    case 'right':
      return { step: directions.right, wide: false };
    case 'farUp':
      return { step: directions.up, wide: true };
    case 'farDown':
      return { step: directions.down, wide: true };
    case 'farLeft':
      return { step: directions.left, wide: true };
    case 'farRight':
      return { step: directions.right, wide: true };
    case 'save':
    case null:
      return null;
  }
}
