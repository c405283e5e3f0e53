import type { PictureSheets } from '../../data/picture-sheets';

export interface TilePlace {
  readonly sheet: PictureSheets['sheets'][number];
  /** number of the sheet */
  readonly at: number;
  readonly column: number;
  readonly row: number;
}

/** Where a picture lies; null for none of so many. */
export function tilePlace({ sheets }: PictureSheets, index: number): TilePlace | null {
  let first = 0;
  for (const [at, sheet] of sheets.entries()) {
    const place = index - first;
    if (place >= 0 && place < sheet.count)
      return { sheet, at, column: place % sheet.columns, row: Math.floor(place / sheet.columns) };
    first += sheet.count;
  }
  return null;
}
