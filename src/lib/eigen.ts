/** Small dense linear algebra: thin matrices made orthonormal, symmetric ones taken apart. Row-major. */

/** Makes the columns of a [rows, columns] matrix orthonormal, in place; modified Gram–Schmidt, done twice. */
export function orthonormalise(matrix: Float64Array, columns: number): void {
  const rows = matrix.length / columns;
  const product = (a: number, b: number): number => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += matrix[row * columns + a]! * matrix[row * columns + b]!;
    return sum;
  };
  for (let column = 0; column < columns; column++) {
    const size = Math.sqrt(product(column, column));
    // what one pass leaves of earlier columns, by rounding, the second takes away
    for (let pass = 0; pass < 2; pass++) {
      for (let earlier = 0; earlier < column; earlier++) {
        const along = product(column, earlier);
        for (let row = 0; row < rows; row++) {
          matrix[row * columns + column]! -= along * matrix[row * columns + earlier]!;
        }
      }
    }
    const norm = Math.sqrt(product(column, column));
    // one that lies in the span of those before has no direction of its own
    const scale = norm > 1e-10 * size ? 1 / norm : 0;
    for (let row = 0; row < rows; row++) matrix[row * columns + column]! *= scale;
  }
}

const MOST_SWEEPS = 30;

/**
 * Eigenvalues, largest first, and eigenvectors (columns) of a symmetric [side, side] matrix: cyclic Jacobi rotations
 * (Golub & Van Loan 8.5).
 */
export function symmetricEigen(
  symmetric: Float64Array,
  side: number,
): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const a = symmetric.slice();
  const v = new Float64Array(side * side);
  for (let i = 0; i < side; i++) v[i * side + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a, side) > 1e-26; sweep++) {
    for (let p = 0; p < side - 1; p++) for (let q = p + 1; q < side; q++) rotate(a, v, { side, p, q });
  }
  const order = Array.from({ length: side }, (_, i) => i).sort((x, y) => a[y * side + y]! - a[x * side + x]!);
  return {
    values: Float64Array.from(order, (i) => a[i * side + i]!),
    vectors: Float64Array.from(v, (_, at) => v[Math.floor(at / side) * side + order[at % side]!]!),
  };
}

/** Squares off the diagonal against all squares. */
function offDiagonal(a: Float64Array, side: number): number {
  let off = 0;
  let all = 0;
  a.forEach((value, at) => {
    all += value ** 2;
    if (Math.floor(at / side) !== at % side) off += value ** 2;
  });
  return all > 0 ? off / all : 0;
}

/** Turns rows and columns p and q so that a[p, q] becomes zero. */
function rotate(
  a: Float64Array,
  v: Float64Array,
  { side, p, q }: { readonly side: number; readonly p: number; readonly q: number },
): void {
  const mixed = a[p * side + q]!;
  if (mixed === 0) return;
  const ratio = (a[q * side + q]! - a[p * side + p]!) / (2 * mixed);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(ratio ** 2 + 1));
  const cosine = 1 / Math.sqrt(tangent ** 2 + 1);
  const sine = tangent * cosine;
  const turn = (matrix: Float64Array, at: number, other: number): void => {
    const [x, y] = [matrix[at]!, matrix[other]!];
    matrix[at] = cosine * x - sine * y;
    matrix[other] = sine * x + cosine * y;
  };
  for (let k = 0; k < side; k++) turn(a, k * side + p, k * side + q);
  for (let k = 0; k < side; k++) turn(a, p * side + k, q * side + k);
  for (let k = 0; k < side; k++) turn(v, k * side + p, k * side + q);
}
