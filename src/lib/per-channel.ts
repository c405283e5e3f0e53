/** A number for all three channels of a picture, or one for each. */
export type PerChannel = number | readonly [number, number, number];

/** The number of one channel, 0..2. */
export function ofChannel(value: PerChannel, channel: number): number {
  return typeof value === 'number' ? value : value[channel]!;
}

/** The same done to every number there is; two of them channel by channel. */
export function eachChannel(
  value: PerChannel,
  other: PerChannel,
  compute: (value: number, other: number) => number,
): PerChannel {
  if (typeof value === 'number' && typeof other === 'number') return compute(value, other);
  const at = (channel: number): number => compute(ofChannel(value, channel), ofChannel(other, channel));
  return [at(0), at(1), at(2)];
}
