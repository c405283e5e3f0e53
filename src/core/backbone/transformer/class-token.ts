import { pad, reshape, slice, type Tensor2D, type Tensor3D } from '../../tf';
import { plainLayer, type FrozenLayer } from '../frozen-layer';

/** The first token alone: [B, N, D] → [B, D]. */
export function frozenClassToken(): FrozenLayer {
  return plainLayer({
    forward(x) {
      const [batch, , width] = x.shape as Tensor3D['shape'];
      return { output: reshape(slice(x as Tensor3D, [0, 0, 0], [batch, 1, width]), [batch, width]) };
    },
    backward(gradient, _, { shape }) {
      const [batch, width] = gradient.shape as Tensor2D['shape'];
      const others = shape[1]! - 1;
      return pad(reshape(gradient, [batch, 1, width]), [
        [0, 0],
        [0, others],
        [0, 0],
      ]);
    },
  });
}
