import { gelu, geluBack } from '../../kernels/gelu';
import type { Tensor } from '../../tf';
import { plainLayer, type FrozenLayer } from '../frozen-layer';

/** x · Φ(x) of every value; x is kept. */
export function frozenGelu(): FrozenLayer {
  return plainLayer({
    forward: (x) => ({ output: gelu(x), kept: [x] }),
    backward: (gradient, [x]) => geluBack(x as Tensor, gradient),
  });
}
