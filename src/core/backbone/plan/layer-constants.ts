import { fitHalves } from '../../kernels/webgpu/halves';
import { constant, halfConstant, type Constant } from '../../plan/pass';
import type { ConvolutionLayer, Layer, NetworkDescription } from '../description/layers';
import { denseFilter, depthwiseFilter } from '../filters';
import type { Weights } from '../frozen-layers';

/** Of one convolution, in the layouts of its passes. */
export interface LayerConstants {
  /** [k, k, in, out]; pointwise [in, out]; depthwise [k, k, channels, 1] */
  readonly filter: Constant;
  /** [out] */
  readonly bias: Constant;
  /** pointwise [out, in], which is the filter of its way back; the others' find theirs in `filter` */
  readonly back: Constant;
}

export interface NetworkConstants {
  /** of each layer that is a convolution, null elsewhere */
  readonly layers: readonly (LayerConstants | null)[];
  readonly classifier: {
    /** [features, classes] */
    readonly filter: Constant;
    /** [classes] */
    readonly bias: Constant;
    /** [classes, features] */
    readonly back: Constant;
  };
}

export function networkConstants(
  { body, classifier, features, classes }: NetworkDescription,
  weights: Weights,
): NetworkConstants {
  const weight = weights(`${classifier}.weight`);
  return {
    layers: body.map((layer) => (hasWeights(layer) ? layerConstants(layer, weights) : null)),
    classifier: {
      ...bothWays(weight, { outputs: classes, inputs: features }),
      bias: constant([classes], weights(`${classifier}.bias`)),
    },
  };
}

function hasWeights(layer: Layer): layer is ConvolutionLayer {
  return layer.kind === 'convolution' || layer.kind === 'depthwise' || layer.kind === 'pointwise';
}

function layerConstants(layer: ConvolutionLayer, weights: Weights): LayerConstants {
  const { kind, kernel, inputs, outputs } = layer;
  const weight = weights(`${layer.name}.weight`);
  const bias = constant([outputs], weights(`${layer.name}.bias`));
  if (kind === 'depthwise') {
    const filter = constant([kernel, kernel, outputs, 1], depthwiseFilter(weight, outputs));
    return { filter, bias, back: filter };
  }
  if (kind === 'convolution') {
    const filter = constant([kernel, kernel, inputs, outputs], denseFilter(weight, layer));
    return { filter, bias, back: filter };
  }
  return { ...bothWays(weight, layer), bias };
}

/**
 * Powers of two that filters are stored times where they are stored in halves: 2¹⁰ makes the least half there is,
 * 2⁻²⁴, a normal one, and leaves room for values up to 63.
 */
const SCALE = 2 ** 10;

/**
 * A 1×1 filter as it is read forwards and backwards. Networks are often handed out in half precision, the embedded one
 * among them: where that holds every bit of a filter, so does the plan's memory.
 * @param weight PyTorch's [out, in], which is the transposed filter already
 */
function bothWays(
  weight: Float32Array,
  { inputs, outputs }: Pick<ConvolutionLayer, 'inputs' | 'outputs'>,
): Pick<LayerConstants, 'filter' | 'back'> {
  const fits = fitHalves(weight, SCALE);
  const stored = (shape: readonly number[], values: Float32Array): Constant =>
    fits && shape.at(-1)! % 4 === 0 ? halfConstant(shape, values, SCALE) : constant(shape, values);
  return {
    filter: stored([inputs, outputs], denseFilter(weight, { inputs, outputs, kernel: 1 })),
    back: stored([outputs, inputs], weight),
  };
}
