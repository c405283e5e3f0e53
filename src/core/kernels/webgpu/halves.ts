/**
 * Values stored in half precision, two in a word, and computed with in single precision like all others.
 *
 * A value is stored times a power of two, its operand's scale: that is exact, and moves it to where halves have all of
 * their eleven bits. Subnormal halves are not used, as devices may take them for zero, and rounding is done here, as
 * devices differ in theirs: the same values give the same bits everywhere.
 */
import type { Binding, Program, Shaped } from './program';

/** Largest and smallest normal half. */
const MOST = 65504;
const LEAST = 2 ** -14;

/** Expressions and statements of WGSL by which a program reads and writes what stands under a name. */
export interface Access {
  read(index: string): string;
  write(index: string, value: string): string;
}

/** @param operand four values at once where it is stored in halves */
export function accessTo(name: string, operand: Shaped | null): Access {
  if (!operand || !inHalves(operand)) {
    return {
      read: (index) => `${name}[${index}]`,
      write: (index, value) => `${name}[${index}] = ${value};`,
    };
  }
  return {
    read: (index) => `(unpacked(${name}[${index}]) * uniforms.${scaleOf(name)})`,
    write: (index, value) => `${name}[${index}] = packed(${value} * uniforms.${scaleOf(name)});`,
  };
}

export function inHalves({ dtype }: Shaped): boolean {
  return dtype === 'float16';
}

/** The numbers that those expressions read, for all that a program is bound to. */
export function scalesOf(
  inputs: Readonly<Record<string, Binding<Shaped>>>,
  results: Readonly<Record<string, Binding<Shaped>>>,
): Program<Shaped>['floats'] {
  const scaled = (bindings: typeof inputs, factor: (scale: number) => number) =>
    Object.entries(bindings)
      .filter(([, { tensor }]) => inHalves(tensor))
      .map(([name, { tensor }]) => [scaleOf(name), factor(tensor.scale!)]);
  return Object.fromEntries([...scaled(inputs, (scale) => 1 / scale), ...scaled(results, (scale) => scale)]);
}

function scaleOf(name: string): string {
  return `${name}Scale`;
}

/** WGSL behind the expressions. */
export const HALVES = `
  fn unpacked(words : vec2<u32>) -> vec4<f32> {
    return vec4<f32>(unpack2x16float(words.x), unpack2x16float(words.y));
  }
  fn packed(value : vec4<f32>) -> vec2<u32> {
    let bits = bitcast<vec4<u32>>(clamp(value, vec4<f32>(${-MOST}.0), vec4<f32>(${MOST}.0)));
    // to the nearest of eleven bits, ties to even: what is left is a half already
    let near = bitcast<vec4<f32>>((bits + vec4<u32>(0xfffu) + ((bits >> vec4<u32>(13u)) & vec4<u32>(1u))) & vec4<u32>(0xffffe000u));
    let kept = select(vec4<f32>(0.0), near, abs(near) >= vec4<f32>(${LEAST}));
    return vec2<u32>(pack2x16float(kept.xy), pack2x16float(kept.zw));
  }`;

/** Whether every value, times this power of two, is zero or a normal half: stored in halves, not a bit of it is lost. */
export function fitHalves(values: Float32Array, scale: number): boolean {
  return values.every((value) => {
    const scaled = Math.abs(value * scale);
    return scaled === 0 || (scaled >= LEAST && scaled <= MOST && hasElevenBits(scaled));
  });
}

const scratch = new DataView(new ArrayBuffer(4));

function hasElevenBits(value: number): boolean {
  scratch.setFloat32(0, value);
  return (scratch.getUint32(0) & 0x1fff) === 0;
}
