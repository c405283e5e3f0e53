import { InvalidArgumentError } from 'commander';
import { suggestion } from '../lib/closest';
import { ofChannel, type PerChannel } from '../lib/per-channel';

/** Parsers of option values. Each refuses with a sentence that says what is accepted. */

export const wholeNumber =
  ({ from, to = Number.MAX_SAFE_INTEGER }: { from: number; to?: number }) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < from || value > to) {
      const range = to === Number.MAX_SAFE_INTEGER ? `of at least ${from}` : `from ${from} to ${to}`;
      throw new InvalidArgumentError(`Give a whole number ${range}.`);
    }
    return value;
  };

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('Give a number above 0, for example 0.003.');
  }
  return value;
}

const triple = /^[^,]+(,[^,]+,[^,]+)?$/;

/** One number of 0 or more, or one for each colour: `0.5` or `0.485,0.456,0.406`. */
export function perColour(text: string): PerChannel {
  const [red, green, blue] = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const all = [red!, green ?? red!, blue ?? red!] as const;
  if (!triple.test(text) || !all.every((value) => Number.isFinite(value) && value >= 0)) {
    throw new InvalidArgumentError('Give one number, or three with commas between: 0.485,0.456,0.406.');
  }
  return green === undefined ? red! : all;
}

/** The same, none of them 0. */
export function positivePerColour(text: string): PerChannel {
  const value = perColour(text);
  if ([0, 1, 2].some((channel) => ofChannel(value, channel) === 0)) {
    throw new InvalidArgumentError('Give numbers above 0: pictures are divided by them.');
  }
  return value;
}

/** A part of the whole, neither nothing nor all. */
export function shareOf(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value < 1)) {
    throw new InvalidArgumentError('Give a number between 0 and 1, for example 0.2.');
  }
  return value;
}

export const oneOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): T => {
    const found = known.find((value) => value === text);
    if (!found) throw new InvalidArgumentError(suggestion(text, known));
    return found;
  };

/** Collects a repeatable option: `--set a=b --set c=d`. */
export const repeated = (text: string, earlier: readonly string[]): readonly string[] => [...earlier, text];
