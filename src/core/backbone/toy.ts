/**
 * A network of the backbone's structure, small enough for every test, the start-up self-test and the journeys in a
 * browser: stem, a block without expansion but with a residual, a block with both and a 5×5 filter of stride 2, head.
 */
import { efficientNetLite } from './description/efficientnet-lite';
import { tensorShapes } from './description/layer-facts';
import type { NamedTensors, NetworkDescription } from './description/layers';

export const TOY_NETWORK: NetworkDescription = efficientNetLite({
  name: 'toy',
  classes: 20,
  stem: { kernel: 3, stride: 2, inputChannels: 3, outputChannels: 8 },
  blocks: [
    {
      kernel: 3,
      stride: 1,
      expand: false,
      inputChannels: 8,
      expandedChannels: 8,
      outputChannels: 8,
      residual: true,
    },
    {
      kernel: 5,
      stride: 2,
      expand: true,
      inputChannels: 8,
      expandedChannels: 16,
      outputChannels: 12,
      residual: false,
    },
  ],
  head: { inputChannels: 12, outputChannels: 24 },
});

/**
 * Random weights for any network, wide enough that activations pass both corners of relu6.
 * @param uniform draws from [0, 1)
 */
export function randomWeights(network: NetworkDescription, uniform: () => number): NamedTensors {
  return Object.fromEntries(
    Object.entries(tensorShapes(network)).map(([name, shape]) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const bound = shape.length > 1 ? 4 / Math.sqrt(size / shape[0]!) : 1;
      const values = Float32Array.from({ length: size }, () => bound * (2 * uniform() - 1));
      return [name, { shape, values }];
    }),
  );
}
