import { expect, it } from 'vitest';
import { neighbour } from './roving-focus';

it.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 4, 4],
  ['ArrowLeft', 4, 3],
  ['ArrowLeft', 0, 0],
  ['Home', 3, 0],
  ['End', 0, 4],
  ['Enter', 2, -1],
])('%s leads from %i to %i of five', (key, from, to) => {
  expect(neighbour(key, from, 5)).toBe(to);
});
