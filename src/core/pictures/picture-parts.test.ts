import { expect, test } from 'vitest';
import type { Tensor1D } from '../tf';
import type { Picture } from './picture';
import { BYTES_AT_ONCE, inParts } from './picture-parts';

/** Only its size is asked for. */
const travelling = (length: number): Picture => ({ width: length, height: 1, channels: 1, data: { length } });
const [shelf, other] = [{}, {}] as [Tensor1D, Tensor1D];
const placed = (bytes: Tensor1D): Picture => ({ ...travelling(BYTES_AT_ONCE), place: { bytes, word: 0 } });

test('pictures that lie in one place are one part, however large they are', () => {
  const parts = inParts([placed(shelf), placed(shelf), placed(other), placed(shelf)], () => true);
  expect(parts).toEqual([
    { start: 0, end: 2, gatherable: true, bytes: shelf },
    { start: 2, end: 3, gatherable: true, bytes: other },
    { start: 3, end: 4, gatherable: true, bytes: shelf },
  ]);
  expect(parts[1]!.bytes).toBe(other);
});

test('pictures that travel are as many together as a device can bind, whole integers counted', () => {
  const half = travelling(BYTES_AT_ONCE / 2);
  const parts = inParts(
    [half, half, half, travelling(BYTES_AT_ONCE / 2 - 3), travelling(1), placed(shelf), half],
    () => true,
  );
  expect(parts.map(({ start, end }) => [start, end])).toEqual([
    [0, 2],
    [2, 4],
    [4, 5],
    [5, 6],
    [6, 7],
  ]);
});

test('pictures that cannot be gathered are parts between those that can, wherever they lie', () => {
  const [small, strange] = [travelling(4), { ...placed(shelf), width: 7 }];
  const parts = inParts([small, strange, travelling(8), strange, strange], ({ width }) => width !== 7);
  expect(parts).toEqual([
    { start: 0, end: 1, gatherable: true, bytes: null },
    { start: 1, end: 2, gatherable: false, bytes: null },
    { start: 2, end: 3, gatherable: true, bytes: null },
    { start: 3, end: 5, gatherable: false, bytes: null },
  ]);
});
