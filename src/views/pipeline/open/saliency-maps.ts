import { quantile } from 'd3-array';
import type { ChannelMap } from '../../../ui/pictures/pixels';
import type { Field } from '../../../ui/pictures/field';

/** How strongly the answer hangs on each pixel: Σ over channels of |∂logit|. [side, side], never negative */
export function strengthOf(gradient: Float32Array, side: number): ChannelMap {
  const values = new Float32Array(side * side);
  for (let cell = 0; cell < values.length; cell += 1) {
    for (let channel = 0; channel < 3; channel += 1) values[cell]! += Math.abs(gradient[cell * 3 + channel]!);
  }
  return { width: side, height: side, channels: 1, values };
}

/** What 99 % of the strengths of both pictures keep within: one range for the two. */
export function strengthLimit(maps: readonly ChannelMap[]): number {
  return Math.max(...maps.map(({ values }) => quantile(values, 0.99) ?? 0)) || 1;
}

export interface Account {
  /** Σ over channels of ∂logit · change, at each pixel [side, side] */
  readonly map: ChannelMap;
  /** its sum: the change of the logit if it were linear in the picture */
  readonly total: number;
}

/**
 * What the prompt changes in a logit, pixel by pixel, to first order: gradient ⊙ (δ ⊙ m).
 * @param scale from the units of the product to those of the gradient
 */
export function accountOf(gradient: Float32Array, product: Field, scale: number): Account {
  const values = new Float32Array(product.width * product.height);
  let total = 0;
  for (let i = 0; i < gradient.length; i += 1) {
    const share = gradient[i]! * product.values[i]! * scale;
    values[Math.floor(i / 3)]! += share;
    total += share;
  }
  return { map: { width: product.width, height: product.height, channels: 1, values }, total };
}

/** Half width of a range that holds all but the strongest half percent of an account. */
export function accountLimit({ map }: Account): number {
  return quantile(map.values.map(Math.abs), 0.995) || 1;
}
