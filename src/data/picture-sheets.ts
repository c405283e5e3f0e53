import type { DatasetDescription } from './dataset-description';

/** Where the test pictures of an embedded dataset lie, so that a page can show them without decoding a dataset. */
export interface PictureSheets {
  /** side of a picture in pixels */
  readonly side: number;
  readonly count: number;
  /** one after another; each a grid of equal tiles in rows, the last row may be short */
  readonly sheets: readonly {
    readonly address: string;
    readonly columns: number;
    readonly rows: number;
    readonly count: number;
  }[];
}

/** @param addressOf of a file in the dataset's folder */
export function testSheets(
  { side, splits: { test } }: DatasetDescription,
  addressOf: (file: string) => string,
): PictureSheets {
  const sheets = test.sheets.map(({ file, columns, rows, count }) => ({
    address: addressOf(file),
    columns,
    rows,
    count,
  }));
  return { side, count: test.count, sheets };
}
