/**
 * A frozen network as data. Nothing here computes: network.ts runs such a list forwards and backwards.
 *
 * A layer takes the output of the layer before it (the first one the input picture) or, with `from`, of an earlier one.
 * What flows are pictures [B, H, W, C] or sequences of tokens [B, N, D]. Weights are named `<name>.weight`,
 * `<name>.bias` and stand in PyTorch's layout; BatchNorm is folded in already.
 *
 * A new kind of layer is its interface here, in the union; its shapes and costs in layer-facts.ts; and what it computes,
 * both ways, as a module of its own in the table of ../frozen-layers.ts.
 */
export interface NetworkDescription {
  readonly name: string;
  /** everything up to what is classified: a map [H, W, features], which is pooled by its mean, or [features] at once */
  readonly body: readonly Layer[];
  /** channels that are pooled and classified */
  readonly features: number;
  /** name of the dense layer behind the pooling, [classes, features] */
  readonly classifier: string;
  /** |Y_P| */
  readonly classes: number;
}

export type Layer = ConvolutionLayer | MaxPoolLayer | ResidualLayer | TransformerLayer;

export type TransformerLayer =
  PatchEmbeddingLayer | LayerNormLayer | DenseLayer | AttentionLayer | GeluLayer | ClassTokenLayer;

/** What a layer of a kind looks like. */
export type LayerOf<Kind extends Layer['kind']> = Extract<Layer, { kind: Kind }>;

/** Stands for the input picture where an index of the body stands for a layer's output. */
export const INPUT = -1;

/** What a layer ends in; the way back then needs the output: relu's and relu6's gates are read off it. */
export type Activation = 'relu' | 'relu6' | 'linear';

interface ReadingLayer {
  /** index in the body of the layer whose output it takes, or INPUT; left out: the layer before it */
  readonly from?: number;
}

export interface ConvolutionLayer extends ReadingLayer {
  /** `pointwise` is 1×1; `depthwise` filters each channel by itself; both are special cases worth their own route */
  readonly kind: 'convolution' | 'depthwise' | 'pointwise';
  readonly name: string;
  /** side of the filter, odd */
  readonly kernel: number;
  /** ⌈side / stride⌉ rows come out, whichever way it is padded */
  readonly stride: 1 | 2;
  /**
   * Where the zeros go. `same`, TensorFlow's, is what it is where nothing is said: no more than needed, the odd row of
   * padding after. `symmetric`, PyTorch's: (kernel − 1) / 2 rows on every side. They differ with a stride of 2 only.
   */
  readonly padding?: 'same' | 'symmetric';
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: Activation;
}

/** The largest of 3×3 neighbours, every second row and column, padded by one on every side: ⌈side / 2⌉ rows come out. */
export interface MaxPoolLayer extends ReadingLayer {
  readonly kind: 'max-pool';
}

/** Adds the output of an earlier layer to that of the layer before it. */
export interface ResidualLayer {
  readonly kind: 'residual';
  /** index in the body, or INPUT */
  readonly from: number;
  /** of the sum; left out: linear */
  readonly activation?: Activation;
}

/**
 * A picture as tokens: each square patch through one dense layer (a convolution whose stride is its kernel), a class
 * token ahead, positions added. Weights are `<name>.weight` [width, 3, patch, patch], `.bias`, `.class_token`
 * [1, 1, width] and `.positions` [1, 1 + grid², width], which are resampled where a picture has another grid.
 */
export interface PatchEmbeddingLayer extends ReadingLayer {
  readonly kind: 'patch-embedding';
  readonly name: string;
  /** side of a patch in pixels */
  readonly patch: number;
  /** patches along a side of the pictures that it was trained on */
  readonly grid: number;
  readonly width: number;
}

/** Of each token by itself, scaled and shifted by its weights [width]. */
export interface LayerNormLayer extends ReadingLayer {
  readonly kind: 'layer-norm';
  readonly name: string;
  readonly width: number;
  /** added to the variance */
  readonly epsilon: number;
}

/** On each token by itself; its weight is [outputs, inputs]. */
export interface DenseLayer extends ReadingLayer {
  readonly kind: 'dense';
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
}

/** Of [N, 3·width], queries, keys and values side by side, each head by head, makes [N, width]. */
export interface AttentionLayer extends ReadingLayer {
  readonly kind: 'attention';
  readonly heads: number;
}

/** By the error function, not by tanh. */
export interface GeluLayer extends ReadingLayer {
  readonly kind: 'gelu';
}

/** The first token alone: [N, width] → [width]. */
export interface ClassTokenLayer extends ReadingLayer {
  readonly kind: 'class-token';
}

/** Weights by name, PyTorch layout: convolution [out, in, k, k], depthwise [channels, 1, k, k], dense [out, in]. */
export type NamedTensors = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
>;

/** The layers, or INPUT, whose outputs a layer takes, as indices in the body. */
export function sourcesOf(layer: Layer, index: number): readonly number[] {
  return layer.kind === 'residual' ? [index - 1, layer.from] : [layer.from ?? index - 1];
}

/** The activation that a layer ends in, or null: then its output is not needed on the way back. */
export function gateOf(layer: Layer): 'relu' | 'relu6' | null {
  const activation = 'activation' in layer ? (layer.activation ?? 'linear') : 'linear';
  return activation === 'linear' ? null : activation;
}
