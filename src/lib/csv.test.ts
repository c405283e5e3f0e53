import { describe, expect, test } from 'vitest';
import { csv, parseCsv } from './csv';

test('lines end with CRLF, fields are quoted where they must be', () => {
  expect(
    csv([
      ['a', 'b, c'],
      ['say "x"', 'two\nlines'],
    ]),
  ).toBe('a,"b, c"\r\n"say ""x""","two\nlines"\r\n');
});

test('numbers keep all their digits, null is empty, never reached is Infinity', () => {
  expect(csv([[1 / 3, -0.5, null, Infinity]])).toBe('0.3333333333333333,-0.5,,Infinity\r\n');
});

test('a text cannot become a formula', () => {
  expect(csv([['=HYPERLINK("x")', '-1+1', '@a']])).toBe(`"'=HYPERLINK(""x"")",'-1+1,'@a\r\n`);
});

describe('reading it back', () => {
  const limits = { rows: 10, columns: 10 };

  test('gives the fields that were written', () => {
    const rows = [
      ['a', 'b, c', ''],
      ['say "x"', 'two\r\nlines', '=1+1'],
      ['', '', "it's"],
    ];
    expect(parseCsv(csv(rows), limits)).toEqual(rows);
  });

  test('takes lines as spreadsheets end them, and a mark in front', () => {
    expect(parseCsv('\ufeffa,b\n1,\n\n', limits)).toEqual([['a', 'b'], ['1', ''], ['']]);
  });

  test('refuses what is cut short, and what is beyond the limits', () => {
    expect(parseCsv('a,"b', limits)).toBeNull();
    expect(parseCsv('a"b,c', limits)).toBeNull();
    expect(parseCsv('a\n'.repeat(11), limits)).toBeNull();
    expect(parseCsv(`${'a,'.repeat(11)}\n`, limits)).toBeNull();
  });

  test('takes a long field in its stride, closed or not', () => {
    const long = '"'.repeat(200_000);
    expect(parseCsv(`"${long}"`, limits)).toEqual([[long.slice(100_000)]]);
    expect(parseCsv(`"${'a'.repeat(500_000)}`, limits)).toBeNull();
  });
});
