/** What can be said of a transformer's layers without computing any, see layer-facts.ts. */
import { elementCount } from '../../../lib/element-count';
import type { LayerFacts } from './layer-facts';
import type { LayerOf, TransformerLayer } from './layers';

const none = { tensors: () => ({}), multiplyAdds: () => 0, kept: () => 0 };

export const transformerFacts: {
  readonly [Kind in TransformerLayer['kind']]: LayerFacts<LayerOf<Kind>>;
} = {
  'patch-embedding': {
    tensors: ({ name, patch, grid, width }) => ({
      [`${name}.weight`]: [width, 3, patch, patch],
      [`${name}.bias`]: [width],
      [`${name}.class_token`]: [1, 1, width],
      [`${name}.positions`]: [1, 1 + grid ** 2, width],
    }),
    output: ({ patch, width }, [height, across]) => [1 + (height! / patch) * (across! / patch), width],
    multiplyAdds: ({ width }, picture) => elementCount(picture) * width,
    kept: () => 0,
  },
  'layer-norm': {
    tensors: ({ name, width }) => ({ [`${name}.weight`]: [width], [`${name}.bias`]: [width] }),
    output: (_, input) => input,
    multiplyAdds: () => 0,
    kept: ({ width }, input) => elementCount(input) + elementCount(input) / width,
  },
  dense: {
    tensors: ({ name, inputs, outputs }) => ({
      [`${name}.weight`]: [outputs, inputs],
      [`${name}.bias`]: [outputs],
    }),
    output: ({ outputs }, input) => [...input.slice(0, -1), outputs],
    multiplyAdds: ({ outputs }, input) => elementCount(input) * outputs,
    kept: () => 0,
  },
  attention: {
    ...none,
    output: (_, [tokens, values]) => [tokens!, values! / 3],
    // queries by keys, and what comes of it by values; the way back needs twice as many
    multiplyAdds: (_, [tokens, values]) => (2 * tokens! ** 2 * values!) / 3,
    kept: ({ heads }, input) => elementCount(input) + heads * input[0]! ** 2,
  },
  gelu: { ...none, output: (_, input) => input, kept: (_, input) => elementCount(input) },
  'class-token': { ...none, output: (_, [, width]) => [width!] },
};
