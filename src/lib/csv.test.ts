import { expect, test } from 'vitest';
import { csv } from './csv';

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
