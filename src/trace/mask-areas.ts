import { areaOf, type Area } from '../ui/pictures/place';
import { coarse, fine } from '../ui/pictures/prompt-values';
import type { Cell } from '../ui/pictures/field';

/** Which of a mask's two sizes is drawn: one cell per patch, or one per pixel. */
export type Grid = 'coarse' | 'full';

/** Where the probed pixel, and the patch that it takes its mask value from, lie in a picture of the mask. */
export function maskAreas(
  cell: Cell,
  {
    grid,
    side,
    patch,
    cells,
  }: { readonly grid: Grid; readonly side: number; readonly patch: number; readonly cells: number },
): { readonly probe: Area | null; readonly cell: Area } {
  const [row, column] = [coarse(cell.row, patch, cells), coarse(cell.column, patch, cells)];
  const [top, bottom] = fine(row, { side, patch, cells });
  const [left, right] = fine(column, { side, patch, cells });
  if (grid === 'full') {
    return {
      probe: areaOf(cell, side, side),
      cell: { x: left / side, y: top / side, width: (right - left) / side, height: (bottom - top) / side },
    };
  }
  // among equal cells the patch says it all; a pixel of a widened last patch has no place of its own
  return { probe: null, cell: areaOf({ row, column }, cells, cells) };
}
