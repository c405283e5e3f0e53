import { constant, type Constant } from '../../plan/pass';
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
    readonly rows: Constant;
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
      filter: constant(
        [features, classes],
        denseFilter(weight, { outputs: classes, inputs: features, kernel: 1 }),
      ),
      bias: constant([classes], weights(`${classifier}.bias`)),
      rows: constant([classes, features], weight),
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
  // PyTorch's [out, in] is the transposed filter already
  return {
    filter: constant([inputs, outputs], denseFilter(weight, layer)),
    bias,
    back: constant([outputs, inputs], weight),
  };
}
