import { expect, test } from 'vitest';
import { sheetTile } from './geometry';

const sheet = { path: 'datasets/x/test-0.png', columns: 25, rows: 10 };

test('a tile fills its box: the sheet is as many times larger as it has tiles', () => {
  expect(sheetTile(sheet, { row: 0, column: 0 })).toEqual({
    backgroundImage: 'url("./datasets/x/test-0.png")',
    backgroundSize: '2500% 1000%',
    backgroundPosition: '0% 0%',
  });
});

test('the last tile lies at the far corner', () => {
  expect(sheetTile(sheet, { row: 9, column: 24 }).backgroundPosition).toBe('100% 100%');
});

test('a sheet of one row has no way down', () => {
  const { backgroundPosition } = sheetTile({ ...sheet, rows: 1 }, { row: 0, column: 12 });
  expect(backgroundPosition).toBe('50% 0%');
});
