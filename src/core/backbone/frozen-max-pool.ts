/** 3×3 maximum, stride 2, padded by one on every side: ⌈side / 2⌉ rows come out. */
import { maxPoolThreeBack } from '../kernels/max-pool-three';
import { runOperation } from '../kernels/operation';
import { maxPool, type Tensor4D } from '../tf';
import { plainLayer, type FrozenLayer } from './frozen-layer';

/** [B, H, W, C] → [B, ⌈H/2⌉, ⌈W/2⌉, C]; what stands in the padding is never the largest. */
export function frozenMaxPool(): FrozenLayer {
  return plainLayer({
    // behind an even side the last window ends with the picture
    forward(x) {
      const [, height, width] = (x as Tensor4D).shape;
      const output: Tensor4D = maxPool(x as Tensor4D, 3, 2, [
        [0, 0],
        [1, height % 2],
        [1, width % 2],
        [0, 0],
      ]);
      return { output, kept: [x, output] };
    },
    backward(gradient, kept) {
      const [x, y] = kept as [Tensor4D, Tensor4D];
      return runOperation(maxPoolThreeBack, { x, y, dy: gradient as Tensor4D }, {});
    },
  });
}
