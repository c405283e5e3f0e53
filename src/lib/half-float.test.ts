import { expect, test } from 'vitest';
import { fromHalf, packHalf, toHalf, unpackHalf } from './half-float';

test('every half survives the way to a float and back', () => {
  for (let bits = 0; bits < 65536; bits++) {
    const value = fromHalf(bits);
    if (!Number.isNaN(value)) expect(toHalf(value)).toBe(bits);
  }
  expect(Number.isNaN(fromHalf(toHalf(NaN)))).toBe(true);
});

test('rounding is to the nearest half, ties to even', () => {
  for (let bits = 0; bits < 0x7bff; bits++) {
    const [low, high] = [fromHalf(bits), fromHalf(bits + 1)];
    const middle = (low + high) / 2;
    expect(toHalf(middle)).toBe(bits % 2 === 0 ? bits : bits + 1);
    expect(toHalf(low + (high - low) * 0.4375)).toBe(bits);
    expect(toHalf(low + (high - low) * 0.5625)).toBe(bits + 1);
  }
});

test('the edges: largest half, overflow, underflow, signed zero', () => {
  expect(fromHalf(toHalf(65504))).toBe(65504);
  expect(fromHalf(toHalf(65519))).toBe(65504);
  expect(fromHalf(toHalf(65520))).toBe(Infinity);
  expect(fromHalf(toHalf(-1e9))).toBe(-Infinity);
  expect(toHalf(2 ** -25)).toBe(0);
  expect(toHalf(-0)).toBe(0x8000);
});

test('arrays are packed and unpacked element by element', () => {
  expect([...unpackHalf(packHalf([0, 1, -2.5, 1 / 3]))]).toEqual([0, 1, -2.5, fromHalf(0x3555)]);
});
