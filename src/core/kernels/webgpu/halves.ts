/**
 * Values stored in half precision, two in a word, and computed with in single precision like all others.
 *
 * A value is stored times a power of two, its operand's scale: that is exact, and moves it to where halves have all of
 * their eleven bits. Subnormal halves are not used, as devices may take them for zero. What is stored so is given once
 * and holds every bit (fitHalves): programs read halves and write none.
 */
import type { Binding, Program, Shaped } from './program';

/** Largest and smallest normal half. */
const MOST = 65504;
const LEAST = 2 ** -14;

/** The WGSL expression of what stands at an index. */
export type Reading = (index: string) => string;

/** @param operand under this name in the program; four values at once where it is stored in halves */
export function readingOf(name: string, operand: Shaped): Reading {
  if (!inHalves(operand)) return (index) => `${name}[${index}]`;
  return (index) => `(unpacked(${name}[${index}]) * uniforms.${scaleOf(name)})`;
}

export function inHalves({ dtype }: Shaped): boolean {
  return dtype === 'float16';
}

/** The numbers that those expressions read, for all inputs of a program. */
export function scalesOf(
  inputs: Readonly<Record<string, Binding<Shaped>>>,
): NonNullable<Program<Shaped>['floats']> {
  const scaled = Object.entries(inputs).filter(([, { tensor }]) => inHalves(tensor));
  return Object.fromEntries(scaled.map(([name, { tensor }]) => [scaleOf(name), 1 / tensor.scale!]));
}

function scaleOf(name: string): string {
  return `${name}Scale`;
}

/** WGSL behind the expressions. */
export const HALVES = `
  fn unpacked(words : vec2<u32>) -> vec4<f32> {
    return vec4<f32>(unpack2x16float(words.x), unpack2x16float(words.y));
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
