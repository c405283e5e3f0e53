/** Layer normalisation over the last axis, with frozen weights. */
import { add, mean, mul, rsqrt, square, sub, tensor1d, type Tensor } from '../../tf';
import type { LayerNormLayer } from '../description/layers';
import { plainLayer, type FrozenLayer } from '../frozen-layer';
import type { Weights } from '../frozen-layers';

/**
 * normalised · γ + β, of tokens [B, N, D] or features [B, D]; normalised = (x − mean) / √(variance + ε).
 *
 * The way back, with g = γ · gradient: (g − mean(g) − normalised · mean(g · normalised)) / √(variance + ε).
 */
export function frozenLayerNorm({ name, epsilon }: LayerNormLayer, weights: Weights): FrozenLayer {
  const scale = tensor1d(weights(`${name}.weight`));
  const shift = tensor1d(weights(`${name}.bias`));
  return plainLayer({
    weights: [scale, shift],
    forward(x) {
      const centred = sub(x, mean(x, -1, true));
      const inverseDeviation = rsqrt(add(mean(square(centred), -1, true), epsilon));
      const normalised: Tensor = mul(centred, inverseDeviation);
      return { output: add(mul(normalised, scale), shift), kept: [normalised, inverseDeviation] };
    },
    backward(gradient, kept) {
      const [normalised, inverseDeviation] = kept as [Tensor, Tensor];
      const scaled = mul(gradient, scale);
      const along = mul(normalised, mean(mul(scaled, normalised), -1, true));
      return mul(sub(sub(scaled, mean(scaled, -1, true)), along), inverseDeviation);
    },
  });
}
