/** How the parts of a slide share its room: rows of a grid of twelve columns, so that nothing has to move in the tree. */
export type Shape = 'wide' | 'square' | 'line';

export interface PartsGrid {
  /** rows, as in grid-template-rows */
  readonly rows: string;
  /** columns of each part, of twelve */
  readonly spans: readonly number[];
}

/**
 * Squares that follow each other stand side by side and take what height is left; all else has a row of its own.
 * @param most squares in one row
 */
export function partsGrid(shapes: readonly Shape[], most: number): PartsGrid {
  const rows: string[] = [];
  const spans: number[] = [];
  for (let i = 0; i < shapes.length;) {
    if (shapes[i] !== 'square') {
      rows.push('auto');
      spans.push(12);
      i += 1;
      continue;
    }
    let end = i;
    while (shapes[end] === 'square') end += 1;
    for (const count of shared(end - i, most)) {
      rows.push('minmax(17rem, 1fr)');
      for (let n = 0; n < count; n += 1) spans.push(12 / count);
    }
    i = end;
  }
  return { rows: rows.join(' '), spans };
}

/** Of so many as evenly as can be: four in rows of three are two and two. */
function shared(count: number, most: number): readonly number[] {
  const rows = Math.ceil(count / most);
  return Array.from({ length: rows }, (_, row) => Math.floor((count + rows - 1 - row) / rows));
}
