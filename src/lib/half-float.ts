/**
 * IEEE 754 half precision (binary16): 10 bits of mantissa, |x| ≤ 65504, smallest step 2⁻²⁴.
 * Relative rounding error ≤ 2⁻¹¹ in the normal range (≥ 2⁻¹⁴).
 */
const scratch = new DataView(new ArrayBuffer(4));

/** The bits of the nearest half (ties to even); too large becomes infinity. */
export function toHalf(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // not a number
  if (magnitude >= 0x47800000) return sign | 0x7c00; // 65536 and up: infinity
  if (magnitude < 0x33000000) return sign; // below half the smallest step
  // Shift the mantissa (with its hidden bit where the result is subnormal) and round to even.
  const subnormal = magnitude < 0x38800000;
  const shift = subnormal ? 126 - (magnitude >>> 23) : 13;
  const mantissa = subnormal ? (magnitude & 0x7fffff) | 0x800000 : magnitude - 0x38000000;
  const kept = mantissa >>> shift;
  const rest = mantissa & ((1 << shift) - 1);
  const tie = 1 << (shift - 1);
  return sign | (kept + (rest > tie || (rest === tie && (kept & 1) === 1) ? 1 : 0));
}

/** The value of a half's bits. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 31;
  const mantissa = bits & 1023;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  return sign * (mantissa + 1024) * 2 ** (exponent - 25);
}

let table: Float32Array | null = null;

/** Each value rounded to half precision, as bits. */
export function packHalf(values: ArrayLike<number>): Uint16Array<ArrayBuffer> {
  const packed = new Uint16Array(values.length);
  for (let i = 0; i < packed.length; i++) packed[i] = toHalf(values[i]!);
  return packed;
}

function allHalves(): Float32Array {
  const halves = new Float32Array(65536);
  for (let bits = 0; bits < halves.length; bits++) halves[bits] = fromHalf(bits);
  return halves;
}

/** The inverse of packHalf, exact. Reads a table of all 65,536 halves, made at the first call. */
export function unpackHalf(bits: Uint16Array): Float32Array<ArrayBuffer> {
  table ??= allHalves();
  const values = new Float32Array(bits.length);
  for (let i = 0; i < values.length; i++) values[i] = table[bits[i]!]!;
  return values;
}
