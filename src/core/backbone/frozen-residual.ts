/** The sum of two outputs, relu behind it where there is one. The way back is the gradient itself, for both. */
import { add, clone, relu, relu6, type Tensor } from '../tf';
import type { ResidualLayer } from './description/layers';
import { arriving, type FrozenLayer } from './frozen-layer';

/** Where the layer ahead added the other end already, the sum is its one input. */
export function frozenResidual({ activation = 'linear' }: ResidualLayer): FrozenLayer {
  return {
    forward([first, second]) {
      const sum: Tensor = second ? add(first!, second) : clone(first!);
      if (activation === 'linear') return { output: sum };
      const output = activation === 'relu' ? relu(sum) : relu6(sum);
      sum.dispose();
      return { output };
    },
    backward: (gradient, { inputs }) => inputs.map((input) => arriving(clone(gradient), input)),
    dispose: () => undefined,
  };
}
