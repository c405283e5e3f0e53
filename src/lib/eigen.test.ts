import { expect, test } from 'vitest';
import { orthonormalise, symmetricEigen } from './eigen';
import { createRandom } from './random';

const random = (length: number) => {
  const { uniform } = createRandom(2, 'matrix');
  return Float64Array.from({ length }, () => 2 * uniform() - 1);
};

/** aᵀb of row-major [rows, columns] matrices */
function inner(a: Float64Array, b: Float64Array, columns: number): number[][] {
  const rows = a.length / columns;
  return Array.from({ length: columns }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += a[row * columns + i]! * b[row * columns + j]!;
      return sum;
    }),
  );
}

test('columns become orthonormal, and one without a direction of its own becomes zero', () => {
  const matrix = random(40 * 5);
  for (let row = 0; row < 40; row++) matrix[row * 5 + 3] = 2 * matrix[row * 5]! - matrix[row * 5 + 1]!;
  orthonormalise(matrix, 5);
  inner(matrix, matrix, 5).forEach((line, i) =>
    line.forEach((value, j) => expect(value).toBeCloseTo(i === j && i !== 3 ? 1 : 0, 10)),
  );
});

test('a symmetric matrix is put together again from its eigenvalues and eigenvectors', () => {
  const side = 12;
  const half = random(side * side);
  const symmetric = half.map((value, at) => value + half[(at % side) * side + Math.floor(at / side)]!);
  const { values, vectors } = symmetricEigen(symmetric, side);
  expect([...values]).toEqual([...values].sort((a, b) => b - a));
  inner(vectors, vectors, side).forEach((line, i) =>
    line.forEach((value, j) => expect(value).toBeCloseTo(i === j ? 1 : 0, 10)),
  );
  symmetric.forEach((value, at) => {
    const [row, column] = [Math.floor(at / side), at % side];
    let sum = 0;
    for (let k = 0; k < side; k++) {
      sum += vectors[row * side + k]! * values[k]! * vectors[column * side + k]!;
    }
    expect(sum).toBeCloseTo(value, 10);
  });
});
