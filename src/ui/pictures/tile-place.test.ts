import { describe, expect, it } from 'vitest';
import { tilePlace } from './tile-place';

const sheet = (count: number) => ({ address: `${count}.png`, columns: 25, rows: 10, count });
const sheets = { side: 28, count: 254, sheets: [sheet(250), sheet(4)] };

describe('the place of a test picture', () => {
  it('is a column and a row of the sheet that holds it', () => {
    expect(tilePlace(sheets, 0)).toMatchObject({ at: 0, column: 0, row: 0 });
    expect(tilePlace(sheets, 249)).toMatchObject({ at: 0, column: 24, row: 9 });
    expect(tilePlace(sheets, 252)).toMatchObject({ at: 1, column: 2, row: 0 });
  });

  it('is none where there is no such picture', () => {
    expect(tilePlace(sheets, 254)).toBeNull();
    expect(tilePlace(sheets, -1)).toBeNull();
  });
});
