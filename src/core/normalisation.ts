import type { PerChannel } from '../lib/per-channel';

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
