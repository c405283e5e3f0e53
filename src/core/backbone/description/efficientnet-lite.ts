import type { Layer, NetworkDescription } from './layers';

/** One inverted-residual block: expand 1×1 → depthwise k×k → project 1×1 (linear), plus its own input. */
export interface EfficientNetBlock {
  readonly kernel: number;
  readonly stride: number;
  /** false: the expansion is left out (factor 1) */
  readonly expand: boolean;
  readonly inputChannels: number;
  readonly expandedChannels: number;
  readonly outputChannels: number;
  readonly residual: boolean;
}

/** The part of model.json that says how the network is built. */
export interface EfficientNetDescription {
  readonly name: string;
  readonly classes: number;
  /** of all convolutions; left out: TensorFlow's */
  readonly padding?: 'same' | 'symmetric';
  readonly stem: {
    readonly kernel: number;
    readonly stride: number;
    readonly inputChannels: number;
    readonly outputChannels: number;
  };
  readonly blocks: readonly EfficientNetBlock[];
  readonly head: { readonly inputChannels: number; readonly outputChannels: number };
}

/**
 * EfficientNet-Lite as a layer list: relu6 everywhere but behind `project`, no squeeze-and-excitation. MobileNetV2 is
 * built the same, with PyTorch's padding.
 */
export function efficientNetLite(description: EfficientNetDescription): NetworkDescription {
  const { stem, blocks, head, padding = 'same' } = description;
  const body: Layer[] = [
    {
      kind: 'convolution',
      name: 'stem',
      kernel: stem.kernel,
      stride: strideOf(stem.stride),
      padding,
      inputs: stem.inputChannels,
      outputs: stem.outputChannels,
      activation: 'relu6',
    },
  ];
  blocks.forEach((block, index) => {
    const place = { prefix: `blocks.${index}`, from: body.length - 1, padding };
    body.push(...blockLayers(block, place));
  });
  body.push({
    kind: 'pointwise',
    name: 'head',
    kernel: 1,
    stride: 1,
    inputs: head.inputChannels,
    outputs: head.outputChannels,
    activation: 'relu6',
  });
  return {
    name: description.name,
    body,
    features: head.outputChannels,
    classifier: 'classifier',
    classes: description.classes,
  };
}

/** @param place.from index of the layer whose output enters the block */
function blockLayers(
  block: EfficientNetBlock,
  { prefix, from, padding }: { prefix: string; from: number; padding: 'same' | 'symmetric' },
): Layer[] {
  const layers: Layer[] = [];
  if (block.expand) {
    layers.push({
      kind: 'pointwise',
      name: `${prefix}.expand`,
      kernel: 1,
      stride: 1,
      inputs: block.inputChannels,
      outputs: block.expandedChannels,
      activation: 'relu6',
    });
  }
  layers.push(
    {
      kind: 'depthwise',
      name: `${prefix}.depthwise`,
      kernel: block.kernel,
      stride: strideOf(block.stride),
      padding,
      inputs: block.expandedChannels,
      outputs: block.expandedChannels,
      activation: 'relu6',
    },
    {
      kind: 'pointwise',
      name: `${prefix}.project`,
      kernel: 1,
      stride: 1,
      inputs: block.expandedChannels,
      outputs: block.outputChannels,
      activation: 'linear',
    },
  );
  if (block.residual) layers.push({ kind: 'residual', from });
  return layers;
}

function strideOf(stride: number): 1 | 2 {
  if (stride !== 1 && stride !== 2) throw new Error(`A stride of ${stride} is not built: only 1 and 2 are.`);
  return stride;
}
