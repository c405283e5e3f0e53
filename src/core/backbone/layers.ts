/**
 * A frozen network as data. Nothing here computes: network.ts runs such a list forwards and backwards.
 *
 * Every layer takes the output of the layer before it (the first one the input picture), NHWC. Weights are named
 * `<name>.weight`, `<name>.bias` and stand in PyTorch's layout; BatchNorm is folded in already.
 */
export interface NetworkDescription {
  readonly name: string;
  /** everything up to global average pooling */
  readonly body: readonly Layer[];
  /** channels that are pooled and classified */
  readonly features: number;
  /** name of the dense layer behind the pooling, [classes, features] */
  readonly classifier: string;
  /** |Y_P| */
  readonly classes: number;
}

export type Layer = ConvolutionLayer | ResidualLayer;

export interface ConvolutionLayer {
  /** `pointwise` is 1×1; `depthwise` filters each channel by itself; both are special cases worth their own route */
  readonly kind: 'convolution' | 'depthwise' | 'pointwise';
  readonly name: string;
  /** side of the filter, odd */
  readonly kernel: number;
  /** with TensorFlow's "same" padding: ⌈side / stride⌉ rows out, the odd row of padding goes after */
  readonly stride: 1 | 2;
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: 'relu6' | 'linear';
}

/** Adds the output of an earlier layer. */
export interface ResidualLayer {
  readonly kind: 'residual';
  /** index in the body */
  readonly from: number;
}

/** Weights by name, PyTorch layout: convolution [out, in, k, k], depthwise [channels, 1, k, k], dense [out, in]. */
export type NamedTensors = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
>;

/** Shape of each tensor of a network, by name: what a weights file must hold. */
export function tensorShapes(network: NetworkDescription): Record<string, number[]> {
  const shapes: Record<string, number[]> = {};
  for (const layer of network.body) {
    if (layer.kind === 'residual') continue;
    const { name, kind, kernel, inputs, outputs } = layer;
    shapes[`${name}.weight`] = [outputs, kind === 'depthwise' ? 1 : inputs, kernel, kernel];
    shapes[`${name}.bias`] = [outputs];
  }
  shapes[`${network.classifier}.weight`] = [network.classes, network.features];
  shapes[`${network.classifier}.bias`] = [network.classes];
  return shapes;
}

/** Multiply-adds of one forward pass of one picture, body and classifier. A backward pass by the input needs as many. */
export function multiplyAdds(network: NetworkDescription, side: number): number {
  let total = network.classes * network.features;
  let current = side;
  for (const layer of network.body) {
    if (layer.kind === 'residual') continue;
    current = Math.ceil(current / layer.stride);
    const perOutput = layer.kernel ** 2 * (layer.kind === 'depthwise' ? 1 : layer.inputs);
    total += current ** 2 * layer.outputs * perOutput;
  }
  return total;
}
