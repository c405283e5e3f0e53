import { deviation, mean } from 'd3-array';
import type { Snapshot } from '../../../store/run-view';
import { channelIndices, type ChannelIndex, type Field } from '../../../ui/pictures/field';

export interface Spread {
  readonly least: number;
  readonly mean: number;
  readonly greatest: number;
  readonly deviation: number;
}

/** Values of one channel, or of all. */
export function valuesOf({ values }: Field, channel: ChannelIndex | 'all'): Float32Array {
  return channel === 'all' ? values : values.filter((_, i) => i % 3 === channel);
}

export function spreadOf(values: Float32Array): Spread {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { least, greatest, mean: mean(values) ?? 0, deviation: deviation(values) ?? 0 };
}

export function spreads(field: Field): readonly Spread[] {
  return channelIndices.map((channel) => spreadOf(valuesOf(field, channel)));
}

/** ‖δ‖₂ at a stored step. */
export interface Growth {
  readonly step: number;
  readonly norm: number;
}

const norms = new WeakMap<Float32Array, number>();

/** How δ grew over the stored steps; a pattern that several snapshots share counts once, at its own step. */
export function growthOf(snapshots: readonly Snapshot[]): readonly Growth[] {
  const steps = new Map<number, number>();
  for (const { pattern, patternStep, step } of snapshots) {
    if (pattern) steps.set(patternStep ?? step, normOf(pattern));
  }
  return [...steps].map(([step, norm]) => ({ step, norm })).toSorted((a, b) => a.step - b.step);
}

export function normOf(values: Float32Array): number {
  const known = norms.get(values);
  if (known !== undefined) return known;
  let sum = 0;
  for (const value of values) sum += value * value;
  const norm = Math.sqrt(sum);
  norms.set(values, norm);
  return norm;
}
