import { magnitudeWithin } from './magnitude';

/** Limits of a colour range, so that a range grown by a little looks the same. */
const steps = [1, 1.5, 2, 3, 4, 6, 8, 10];

/**
 * The half width of a colour range that holds `magnitude`: the next of 1, 1.5, 2, 3, 4, 6, 8 × 10ⁿ, so that
 * its ticks read well and it moves seldom while a run grows. 1 for nothing.
 */
export function niceLimit(magnitude: number): number {
  if (!(magnitude > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(magnitude));
  const step = steps.find((candidate) => candidate * power >= magnitude * (1 - 1e-6)) ?? 10;
  return Number((step * power).toPrecision(2));
}

/** The same for what all but the strongest half percent of some signed values keep within. */
export function limitOfMost(values: Float32Array): number {
  return niceLimit(magnitudeWithin(values, 0.995));
}
