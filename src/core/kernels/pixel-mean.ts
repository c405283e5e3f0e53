import { fill, mean, mul, reshape, type Tensor2D, type Tensor4D } from '../tf';
import type { Gated, InPlace, Operation } from './operation';
import { gatedBy } from './relu-gate';

/** Global average pooling: [B, H, W, C] → [B, 1, 1, C]. */
export const pixelMean: Operation<{ readonly x: Tensor4D }, object, Tensor4D> = {
  kernel: 'SmmPixelMean',
  portable: ({ x }) => reshape(mean(x, [1, 2]), [x.shape[0], 1, 1, x.shape[3]]),
};

interface PixelMeanBackInputs {
  /** by the means [B, C] */
  readonly gradient: Tensor2D;
  /** where the pooled map came from an activation, that map [B, H, W, C]: the gradient goes on ahead of it */
  readonly gate: Tensor4D | null;
}

/** Its way back: each of the H·W pixels gets an equal share [B, H, W, C]. */
export const pixelMeanBack: Operation<
  PixelMeanBackInputs,
  { height: number; width: number } & Gated & InPlace,
  Tensor4D
> = {
  kernel: 'SmmPixelMeanBack',
  portable({ gradient, gate }, { height, width, gateOf }) {
    const [samples, channels] = gradient.shape;
    const shares = fill([1, height, width, 1], 1 / (height * width));
    const spread: Tensor4D = mul(reshape(gradient, [samples, 1, 1, channels]), shares);
    return gatedBy(gate && { activation: gate, of: gateOf }, spread);
  },
};
