import type { DatasetFacts, FirstSheet } from '../../data/source-facts';

/** Where a tile lies on its sheet, as a background that fills its box. Zero-based row and column. */
export function sheetTile(
  { path, columns, rows }: Pick<FirstSheet, 'path' | 'columns' | 'rows'>,
  { row, column }: { readonly row: number; readonly column: number },
): { backgroundImage: string; backgroundSize: string; backgroundPosition: string } {
  // a share of what the sheet is larger than the box
  const share = (at: number, of: number) => (of > 1 ? (100 * at) / (of - 1) : 0);
  return {
    backgroundImage: `url("./${path}")`,
    backgroundSize: `${columns * 100}% ${rows * 100}%`,
    backgroundPosition: `${share(column, columns)}% ${share(row, rows)}%`,
  };
}

/** The first picture of each class, in the order of the classes; a class without one is left out. */
export function exampleTiles({ sheet, classes }: Pick<DatasetFacts, 'sheet' | 'classes'>): readonly {
  readonly label: string;
  readonly row: number;
  readonly column: number;
}[] {
  return classes.flatMap((label, index) => {
    const tile = sheet.labels.indexOf(index);
    return tile < 0 ? [] : { label, row: Math.floor(tile / sheet.columns), column: tile % sheet.columns };
  });
}
