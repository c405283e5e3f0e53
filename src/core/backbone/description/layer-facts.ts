/** What can be said of layers without computing any: the tensors they need, the shapes they give, what they cost. */
import { elementCount } from '../../../lib/element-count';
import {
  sourcesOf,
  gateOf,
  INPUT,
  type ConvolutionLayer,
  type Layer,
  type LayerOf,
  type NetworkDescription,
} from './layers';
import { transformerFacts } from './transformer-facts';

/** Of one picture, without the batch: [H, W, C], [tokens, width] or [features]. */
export type Shape = readonly number[];

export interface LayerFacts<L extends Layer> {
  /** shape of each tensor it needs, by its full name */
  tensors(layer: L): Record<string, number[]>;
  output(layer: L, input: Shape): Shape;
  /** of one picture, forwards; a way back by the input needs as many */
  multiplyAdds(layer: L, input: Shape): number;
  /** values of one picture that it keeps for the way back; an output with a gate is counted without it */
  kept(layer: L, input: Shape): number;
  /** values of its weights on the device, where that is more than its tensors: filters for both directions, say */
  held?(layer: L): number;
}

const convolution: LayerFacts<ConvolutionLayer> = {
  tensors: ({ name, kind, kernel, inputs, outputs }) => ({
    [`${name}.weight`]: [outputs, kind === 'depthwise' ? 1 : inputs, kernel, kernel],
    [`${name}.bias`]: [outputs],
  }),
  output: ({ stride, outputs }, [height, width]) => [
    Math.ceil(height! / stride),
    Math.ceil(width! / stride),
    outputs,
  ],
  multiplyAdds: (layer, input) =>
    elementCount(convolution.output(layer, input)) *
    layer.kernel ** 2 *
    (layer.kind === 'depthwise' ? 1 : layer.inputs),
  kept: () => 0,
  held({ kind, kernel, stride, padding, inputs, outputs }) {
    const filter = kernel ** 2 * outputs * (kind === 'depthwise' ? 1 : inputs);
    if (kind !== 'convolution' || stride === 1) return 2 * filter + outputs;
    // the way back through a stride of two is four smaller filters, zeros among them
    const taps = (kernel >> 1) + 1;
    const ways = padding === 'symmetric' ? 1 : 2;
    return filter + ways * 4 * taps ** 2 * outputs * inputs + outputs;
  },
};

const FACTS: { readonly [Kind in Layer['kind']]: LayerFacts<LayerOf<Kind>> } = {
  convolution,
  depthwise: convolution,
  pointwise: convolution,
  'max-pool': {
    tensors: () => ({}),
    output: (_, [height, width, channels]) => [Math.ceil(height! / 2), Math.ceil(width! / 2), channels!],
    multiplyAdds: () => 0,
    // the maxima; its input comes from an activation, which is kept in any case
    kept: (layer, input) => elementCount(FACTS['max-pool'].output(layer, input)),
  },
  residual: {
    tensors: () => ({}),
    output: (_, input) => input,
    multiplyAdds: () => 0,
    kept: () => 0,
  },
  ...transformerFacts,
};

/** The facts of a layer's kind; the table's type holds each kind against its own. */
export function factsOf(layer: Layer): LayerFacts<Layer> {
  return FACTS[layer.kind] as LayerFacts<Layer>;
}

/** Shape of each tensor of a network, by name: what a weights file must hold. */
export function tensorShapes(network: NetworkDescription): Record<string, number[]> {
  return Object.assign({}, ...network.body.map((layer) => factsOf(layer).tensors(layer)), {
    [`${network.classifier}.weight`]: [network.classes, network.features],
    [`${network.classifier}.bias`]: [network.classes],
  }) as Record<string, number[]>;
}

export interface LayerCost {
  readonly layer: Layer;
  readonly output: Shape;
  readonly multiplyAdds: number;
  /** values of one picture that stay until the way back has passed the layer */
  readonly kept: number;
}

/** What each layer of the body gives and costs for one picture of side × side pixels. */
export function layerCosts({ body }: NetworkDescription, side: number): readonly LayerCost[] {
  const costs: LayerCost[] = [];
  body.forEach((layer, index) => {
    const facts = factsOf(layer);
    const source = sourcesOf(layer, index)[0]!;
    const input = source === INPUT ? [side, side, 3] : costs[source]!.output;
    const output = facts.output(layer, input);
    costs.push({
      layer,
      output,
      multiplyAdds: facts.multiplyAdds(layer, input),
      kept: facts.kept(layer, input) + (gateOf(layer) ? elementCount(output) : 0),
    });
  });
  return costs;
}

/** The side of an input is a multiple of this. */
export function sideStep({ body }: NetworkDescription): number {
  const patches = body.find((layer) => layer.kind === 'patch-embedding');
  return patches?.patch ?? 1;
}

/** Multiply-adds of one forward pass of one picture, body and classifier. A backward pass by the input needs as many. */
export function multiplyAdds(network: NetworkDescription, side: number): number {
  return layerCosts(network, side).reduce(
    (sum, layer) => sum + layer.multiplyAdds,
    network.classes * network.features,
  );
}

/** Values of one picture that a forward pass keeps for the way back. */
export function keptValues(network: NetworkDescription, side: number): number {
  return layerCosts(network, side).reduce((sum, { kept }) => sum + kept, 0);
}

/** Values of all weights on the device. */
export function heldValues(network: NetworkDescription): number {
  const { features, classes } = network;
  const ofTensors = (layer: Layer): number =>
    Object.values(factsOf(layer).tensors(layer)).reduce((sum, shape) => sum + elementCount(shape), 0);
  return network.body.reduce(
    (sum, layer) => sum + (factsOf(layer).held?.(layer) ?? ofTensors(layer)),
    2 * features * classes + classes,
  );
}
