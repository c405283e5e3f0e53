import { deviation, mean, quantileSorted } from 'd3-array';
import { createRandom } from './random';

/** What a few repeated measurements say, and how surely. */

export type Interval = readonly [low: number, high: number];

export interface Summary {
  /** how many values stand behind it */
  readonly count: number;
  readonly mean: number;
  /** sample standard deviation (n − 1); null for a single value */
  readonly deviation: number | null;
  /** where the mean lies with 95 % confidence, by Student's t; null for a single value */
  readonly interval: Interval | null;
}

/** @returns null without values. One that is infinite makes the mean infinite and leaves the rest unsaid. */
export function summarise(values: readonly number[]): Summary | null {
  const centre = mean(values);
  if (centre === undefined) return null;
  const count = values.length;
  const spread = count > 1 && Number.isFinite(centre) ? deviation(values)! : null;
  if (spread === null) return { count, mean: centre, deviation: null, interval: null };
  const half = (studentQuantile(count - 1) * spread) / Math.sqrt(count);
  return { count, mean: centre, deviation: spread, interval: [centre - half, centre + half] };
}

/** By degrees of freedom: a curve asks for the same one at each of its steps. */
const quantiles = new Map<number, number>();

/** t that |T| stays below with 95 % probability, for a whole number of degrees of freedom. */
export function studentQuantile(degrees: number): number {
  const known = quantiles.get(degrees);
  if (known !== undefined) return known;
  // at most 12.71, which is the value for one degree
  let [low, high] = [0, 16];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (probabilityWithin(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  const quantile = (low + high) / 2;
  quantiles.set(degrees, quantile);
  return quantile;
}

/** P(|T| ≤ t), the finite sums for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4). */
function probabilityWithin(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const cosine = Math.cos(angle);
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = 0;
  for (let k = odd ? 1 : 0; k <= degrees - 2; k += 2) {
    sum += term;
    term *= (cosine * cosine * (k + 1)) / (k + 2);
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

/** Where the mean lies with 95 % confidence, by drawing as many values again and again: the percentile bootstrap. */
export function bootstrapMean(
  values: ArrayLike<number>,
  { resamples = 2000, seed = 0 }: { readonly resamples?: number; readonly seed?: number } = {},
): Interval {
  const count = values.length;
  const own = Float64Array.from(values);
  const means = new Float64Array(resamples);
  const drawn = drawsOf(count, { resamples, seed });
  for (let sample = 0; sample < resamples; sample++) {
    let sum = 0;
    for (const place of drawn(sample)) sum += own[place]!;
    means[sample] = sum / count;
  }
  const ascending = Array.from(means.sort());
  return [quantileSorted(ascending, 0.025)!, quantileSorted(ascending, 0.975)!];
}

/** The last ones: a table draws from the same number of images again and again, and the draws are most of the work. */
let lastDraws: { readonly key: string; readonly draws: Int32Array } | null = null;
/** What is kept stays below 8 MB. */
const mostKept = 2_000_000;

/**
 * Which values are drawn, for each resample in turn: [count] places, read before the next ones are asked for. They
 * depend on nothing but these numbers.
 */
function drawsOf(
  count: number,
  { resamples, seed }: { readonly resamples: number; readonly seed: number },
): (sample: number) => Int32Array {
  const { integer } = createRandom(seed, 'bootstrap');
  const draw = (places: Int32Array): Int32Array => {
    for (let i = 0; i < places.length; i++) places[i] = integer(count);
    return places;
  };
  if (resamples * count > mostKept) {
    const places = new Int32Array(count);
    return () => draw(places);
  }
  const key = `${count}/${resamples}/${seed}`;
  if (lastDraws?.key !== key) lastDraws = { key, draws: draw(new Int32Array(resamples * count)) };
  const { draws } = lastDraws;
  return (sample) => draws.subarray(sample * count, (sample + 1) * count);
}

/**
 * Exponential moving average, the first value its start: out[i] = decay · out[i−1] + (1 − decay) · values[i].
 * @param decay 0..1; 0.98 looks back about 50 values
 */
export function movingAverage(values: ArrayLike<number>, decay: number): Float64Array {
  const averages = new Float64Array(values.length);
  let average = values[0] ?? 0;
  for (let i = 0; i < averages.length; i++) {
    average = decay * average + (1 - decay) * values[i]!;
    averages[i] = average;
  }
  return averages;
}
