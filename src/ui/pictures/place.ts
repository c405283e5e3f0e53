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

/** How far an arrow key moves the probe, in cells; null for every other key. */
export function arrowStep(key: string): Cell | null {
  switch (key) {
    case 'ArrowUp':
      return { row: -1, column: 0 };
    case 'ArrowDown':
      return { row: 1, column: 0 };
    case 'ArrowLeft':
      return { row: 0, column: -1 };
    case 'ArrowRight':
      return { row: 0, column: 1 };
    default:
      return null;
  }
}
