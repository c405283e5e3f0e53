import { expect, test } from 'vitest';
import { borderFrame, frame } from './frame';

const text = (cells: Uint8Array, side: number) =>
  Array.from({ length: side }, (_, row) => cells.subarray(row * side, (row + 1) * side).join('')).join(' ');

test('a frame surrounds an empty centre', () => {
  expect(text(frame(5, 1), 5)).toBe('11111 10001 10001 10001 11111');
});

test('a frame of half the side leaves no centre, for odd sides too', () => {
  expect(frame(6, 3).every((cell) => cell === 1)).toBe(true);
  expect(frame(5, 3).every((cell) => cell === 1)).toBe(true);
});

test('the border of Pad puts the odd row first', () => {
  expect(text(borderFrame(5, 2), 5)).toBe('11111 11111 11001 11001 11111');
});
