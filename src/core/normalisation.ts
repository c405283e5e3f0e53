/**
 * The backbone's own input unit: (scale · x − shift) / divisor for x in 0..1, the same for every channel.
 * EfficientNet-Lite0: (255x − 127) / 128. δ is added after it (paper.md A.3).
 */
export interface Normalisation {
  readonly scale: number;
  readonly shift: number;
  readonly divisor: number;
}
