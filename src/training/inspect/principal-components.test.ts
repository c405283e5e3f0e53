import { expect, test } from 'vitest';
import { leakedTensors, useBackend } from '../../core/testing/backends';
import { createRandom } from '../../lib/random';
import { partLeft, principalComponents, project } from './principal-components';

/** 200 rows of 24 columns that vary along three known directions, by 9 : 4 : 1, and hardly elsewhere. */
function rowsWithThreeDirections() {
  const { uniform } = createRandom(1, 'rows');
  const noise = () => uniform() - 0.5;
  const columns = 24;
  const values = new Float32Array(200 * columns);
  for (let row = 0; row < 200; row++) {
    const along = [9 * noise(), 4 * noise(), 1 * noise()];
    for (let column = 0; column < columns; column++) {
      const signal = (along[column % 3]! * (column < 12 ? 1 : -1)) / Math.sqrt(8);
      values[row * columns + column] = 5 + signal + 0.001 * noise();
    }
  }
  return { values, columns };
}

test.each(['cpu', 'wasm'] as const)('finds the directions of most variance on %s', async (backend) => {
  await useBackend(backend);
  const rows = rowsWithThreeDirections();
  const components = await principalComponents(rows, { dimensions: 3 });
  for (let direction = 0; direction < 3; direction++) {
    for (let column = 0; column < rows.columns; column++) {
      const expected = column % 3 === direction ? (column < 12 ? 1 : -1) / Math.sqrt(8) : 0;
      const found = components.basis[column * 3 + direction]!;
      const sign = Math.sign(components.basis[direction * 3 + direction]!);
      expect(sign * found).toBeCloseTo(expected, 1);
    }
  }
  const projected = await project(rows, components);
  expect(partLeft(rows, components.mean, projected)).toBeGreaterThan(0.999);
  const first = await principalComponents(rows, { dimensions: 1 });
  expect(partLeft(rows, first.mean, await project(rows, first))).toBeGreaterThan(0.75);
});

test('keeps no more directions than there are rows, gives the same bits again and leaks nothing', async () => {
  await useBackend('wasm');
  const few = { values: rowsWithThreeDirections().values.slice(0, 2 * 24), columns: 24 };
  const found: Float32Array[] = [];
  const leaked = await leakedTensors(async () => {
    for (let again = 0; again < 2; again++) {
      const components = await principalComponents(few, { dimensions: 5 });
      expect(components.dimensions).toBe(2);
      found.push(await project(few, components));
    }
    return [];
  });
  expect(found[1]).toEqual(found[0]);
  expect(found[0]!.every(Number.isFinite)).toBe(true);
  expect(leaked).toBe(0);
});
