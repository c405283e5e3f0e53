/**
 * Counts what typed arrays and WebAssembly memories are asked for, from the moment this file is imported: import it
 * first, before the parsers whose libraries may keep the constructors under other names. Arrays that hold what others
 * hold already (views, copies of lists) are not counted; a size that was merely declared is.
 */
const counted = { bytes: 0 };

/** Bytes asked for since it was called last. */
export function takeAllocated(): number {
  const { bytes } = counted;
  counted.bytes = 0;
  return bytes;
}

/** Past this a size that a file merely claims is refused here, before the machine runs out of memory. */
const fatal = 1e9;

function ask(bytes: number): void {
  counted.bytes += bytes;
  if (counted.bytes > fatal) throw new Error(`Oversized allocation: ${takeAllocated()} bytes.`);
}

type Constructor = new (...parts: never[]) => object;

const names = [
  'ArrayBuffer',
  'Uint8Array',
  'Int8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'Array',
] as const;

for (const name of names) {
  const original = globalThis[name] as unknown as Constructor & { readonly BYTES_PER_ELEMENT?: number };
  // an element of a plain array takes a pointer
  const width = name === 'ArrayBuffer' ? 1 : (original.BYTES_PER_ELEMENT ?? 8);
  const watched: Constructor = new Proxy(original, {
    construct(target, parts: readonly unknown[], made) {
      const [size] = parts;
      if (parts.length === 1 && typeof size === 'number') ask(size * width);
      return Reflect.construct(target, parts, made === watched ? target : made) as object;
    },
  });
  Object.defineProperty(globalThis, name, { value: watched, configurable: true, writable: true });
}

const pageBytes = 2 ** 16;
const memory = (WebAssembly.Memory as unknown as { prototype: { grow(pages: number): number } }).prototype;
const grow = memory.grow;
memory.grow = function (pages) {
  ask(pages * pageBytes);
  return grow.call(this, pages);
};
