import { max, min } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { ClassCount } from '../../data/own/arrange';

/** One class's bar: shares of the widest one, 0..1. */
export interface ClassBar extends ClassCount {
  readonly trainShare: number;
  readonly testShare: number;
}

/** How much there is of each class, all on one scale that begins at zero. */
export function classBars(counts: readonly ClassCount[]): readonly ClassBar[] {
  const share = scaleLinear([0, Math.max(1, max(counts, total) ?? 1)], [0, 1]);
  return counts.map((one) => ({ ...one, trainShare: share(one.train), testShare: share(one.test) }));
}

export function extremes(counts: readonly ClassCount[]): { readonly least: number; readonly most: number } {
  return { least: min(counts, total) ?? 0, most: max(counts, total) ?? 0 };
}

function total({ train, test }: ClassCount): number {
  return train + test;
}

/** How the strip of pictures lies: tiles of one size, as many beside each other as fit. */
export function tileGrid(width: number, count: number, tile: number) {
  const columns = Math.max(1, Math.floor(width / tile));
  return { columns, rows: Math.ceil(count / columns) };
}

/** From the one that was chosen before to this one, both included. */
export function between(one: number, other: number): number[] {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
