import { quantile } from 'd3-array';
import type { ChannelMap } from '../../../ui/pictures/pixels';

/** One value for each pixel, as a map. @param values [side, side] */
export function mapOf(values: Float32Array, side: number): ChannelMap {
  return { width: side, height: side, channels: 1, values };
}

/** What 99 % of the strengths of both pictures keep within: one range for the two. */
export function strengthLimit(maps: readonly ChannelMap[]): number {
  return Math.max(...maps.map(({ values }) => quantile(values, 0.99) ?? 0)) || 1;
}
