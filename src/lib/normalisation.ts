import { ofChannel, type PerChannel } from './per-channel';

/**
 * The backbone's own input unit: (scale · x − shift) / divisor for x in 0..1, alike for every channel or each its own.
 * EfficientNet-Lite0: (255x − 127) / 128; torchvision's networks: scale 1, ImageNet's mean and standard deviation.
 * δ is added after it (paper.md A.3).
 */
export interface Normalisation {
  readonly scale: number;
  readonly shift: PerChannel;
  readonly divisor: PerChannel;
}

/** What EfficientNet-Lite0 was published with: the unit of every run that does not say another. */
export const PUBLISHED: Normalisation = { scale: 255, shift: 127, divisor: 128 };

/** From fractions of white, 0..1, to the unit. */
export function normalise(
  { scale, shift, divisor }: Normalisation,
  fraction: number,
  channel: number,
): number {
  return (fraction * scale - ofChannel(shift, channel)) / ofChannel(divisor, channel);
}

/** byte = scale · value + zero, and value = (byte − zero) / scale */
export interface ByteLine {
  readonly scale: number;
  readonly zero: number;
}

/** How a value of one channel and its byte, 0..255, belong together. */
export function byteLine({ scale, shift, divisor }: Normalisation, channel: number): ByteLine {
  return {
    scale: (255 * ofChannel(divisor, channel)) / scale,
    zero: (255 * ofChannel(shift, channel)) / scale,
  };
}
