/** Signed values in one byte each: value ≈ scale · byte, −127..127. */
export interface Quantised {
  readonly bytes: Int8Array<ArrayBuffer>;
  readonly scale: number;
}

/**
 * The error of each value is at most scale / 2, which is 1/254 (0.4 %) of the largest magnitude.
 * @param levels above zero, and as many below; with fewer the error is 1/(2 · levels), and a file packs smaller
 */
export function quantise(values: Float32Array, { levels = 127 }: { levels?: number } = {}): Quantised {
  let largest = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) throw new Error('Only finite values can be packed; this run has diverged.');
    largest = Math.max(largest, Math.abs(value));
  }
  // rounded first, as it will be stored
  const scale = Math.fround(largest / levels);
  const bytes = new Int8Array(values.length);
  if (scale > 0) for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(values[i]! / scale);
  return { bytes, scale };
}

export function dequantise({ bytes, scale }: Quantised): Float32Array<ArrayBuffer> {
  // millions at once when a recorded run opens: `from` with a function is ten times as slow
  const values = new Float32Array(bytes.length);
  for (let i = 0; i < values.length; i++) values[i] = bytes[i]! * scale;
  return values;
}
