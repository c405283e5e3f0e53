/** @param values [rows, columns] @returns [columns, rows], in memory of its own */
export function transposed(
  values: Float32Array,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Float32Array {
  const turned = new Float32Array(values.length);
  for (let column = 0, at = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++, at++) turned[at] = values[row * columns + column]!;
  }
  return turned;
}
