import { expect, it } from 'vitest';
import { neighbour } from './roving-focus';

it.each([
  ['next', 0, 1],
  ['next', 4, 4],
  ['previous', 4, 3],
  ['previous', 0, 0],
  ['first', 3, 0],
  ['last', 0, 4],
  [null, 2, -1],
] as const)('%s leads from %i to %i of five', (command, from, to) => {
  expect(neighbour(command, from, 5)).toBe(to);
});
