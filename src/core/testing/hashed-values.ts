/**
 * Values in −1..1 that follow from a name alone, by 32-bit integer arithmetic, so that a fixture need not store what
 * both sides can work out: FNV-1a of the name, then Murmur's finaliser for each index (scripts/assets/variant_fixtures.py).
 */
export function hashedValues(name: string, count: number): Float64Array {
  const seed = Array.from(name).reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619),
    2166136261,
  );
  const values = new Float64Array(count);
  // a plain loop: the weights of a network are many
  for (let index = 0; index < count; index++) {
    let bits = (Math.imul(index, 0x9e3779b9) + seed) >>> 0;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b) >>> 0;
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35) >>> 0;
    bits = (bits ^ (bits >>> 16)) >>> 0;
    values[index] = bits / 2 ** 31 - 1;
  }
  return values;
}

/** At most 400 values, at the least stride that neither 2 nor 3 divides. */
export function sampledValues(values: Float32Array): Float32Array {
  let stride = Math.ceil(values.length / 400);
  while (stride % 2 === 0 || stride % 3 === 0) stride++;
  return values.filter((_, index) => index % stride === 0);
}
