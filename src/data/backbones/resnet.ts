/** Deep residual networks (He et al. 2015), as torchvision and timm write them: both use the same names. */
import type { ConvolutionLayer, Layer } from '../../core/backbone/description/layers';
import { UserError } from '../../lib/user-error';
import {
  dense,
  EPSILON,
  IMAGENET,
  shapeOf,
  type Architecture,
  type FoldedConvolution,
  type Header,
} from './architecture';

type BlockKind = 'basic' | 'bottleneck';

/** Blocks of the four stages. */
const VARIANTS: readonly { readonly depth: number; readonly kind: BlockKind; readonly blocks: string }[] = [
  { depth: 18, kind: 'basic', blocks: '2,2,2,2' },
  { depth: 34, kind: 'basic', blocks: '3,4,6,3' },
  { depth: 50, kind: 'bottleneck', blocks: '3,4,6,3' },
  { depth: 101, kind: 'bottleneck', blocks: '3,4,23,3' },
  { depth: 152, kind: 'bottleneck', blocks: '3,8,36,3' },
];

/** timm's resnetaa… and resnetblur…: nothing in their files tells them from plain ones. */
const ANTI_ALIASED = /resnet(aa|blur)/i;

const STEM = 64;
const MOST_BLOCKS = 64;

export const RESNET: Architecture = {
  title: 'ResNet-18, -34, -50, -101 and -152',
  marks: ['layer1.0.conv1.weight'],
  describe(header, hint) {
    if (ANTI_ALIASED.test(hint)) throw antiAliased(hint);
    const kind: BlockKind = header.has('layer1.0.conv3.weight') ? 'bottleneck' : 'basic';
    const blocks = [1, 2, 3, 4].map((stage) => blocksOf(header, stage));
    const variant = VARIANTS.find((one) => one.kind === kind && one.blocks === blocks.join(','));
    if (!variant) return null;
    const { body, parts, features } = build(kind, blocks);
    const [classes] = shapeOf(header, 'fc.weight');
    const name = `resnet-${variant.depth}`;
    return {
      architecture: name,
      title: `ResNet-${variant.depth}`,
      description: { name, body, features, classifier: 'classifier', classes },
      parts: [...parts, ...dense('classifier', 'fc')],
      normalisation: IMAGENET,
      sides: { min: 32, max: 384, native: 224 },
    };
  },
};

function antiAliased(file: string): UserError {
  return new UserError(
    `"${file.slice(0, 80)}" is named after a ResNet with anti-aliased pooling, whose tensors are those of a plain ResNet but which computes something else. Use a plain ResNet, or rename the file if it is one.`,
  );
}

function blocksOf(header: Header, stage: number): number {
  let count = 0;
  while (count < MOST_BLOCKS && header.has(`layer${stage}.${count}.conv1.weight`)) count++;
  return count;
}

function build(
  kind: BlockKind,
  blocks: readonly number[],
): { readonly body: Layer[]; readonly parts: FoldedConvolution[]; readonly features: number } {
  const body: Layer[] = [];
  const parts: FoldedConvolution[] = [];
  const add = (layer: ConvolutionLayer, norm: string): number => {
    parts.push({ layer: layer.name, convolution: layer.name, norm, epsilon: EPSILON });
    return body.push(layer) - 1;
  };
  add(convolution('conv1', { kernel: 7, stride: 2, inputs: 3, outputs: STEM, activation: 'relu' }), 'bn1');
  let from = body.push({ kind: 'max-pool' }) - 1;
  let inputs = STEM;
  blocks.forEach((count, index) => {
    const width = STEM * 2 ** index;
    const outputs = kind === 'basic' ? width : 4 * width;
    for (let block = 0; block < count; block++) {
      const name = `layer${index + 1}.${block}`;
      const stride = index > 0 && block === 0 ? 2 : 1;
      const filters =
        kind === 'basic'
          ? [
              { kernel: 3, stride, inputs, outputs: width },
              { kernel: 3, stride: 1, inputs: width, outputs },
            ]
          : [
              { kernel: 1, stride: 1, inputs, outputs: width },
              { kernel: 3, stride, inputs: width, outputs: width },
              { kernel: 1, stride: 1, inputs: width, outputs },
            ];
      let shortcut = from;
      if (stride !== 1 || inputs !== outputs) {
        const beside = convolution(`${name}.downsample.0`, { kernel: 1, stride, inputs, outputs });
        shortcut = add({ ...beside, from }, `${name}.downsample.1`);
      }
      filters.forEach((filter, at) => {
        const activation = at < filters.length - 1 ? 'relu' : 'linear';
        const layer = convolution(`${name}.conv${at + 1}`, { ...filter, activation });
        add(at === 0 ? { ...layer, from } : layer, `${name}.bn${at + 1}`);
      });
      from = body.push({ kind: 'residual', from: shortcut, activation: 'relu' }) - 1;
      inputs = outputs;
    }
  });
  return { body, parts, features: inputs };
}

function convolution(
  name: string,
  {
    kernel,
    stride,
    inputs,
    outputs,
    activation = 'linear',
  }: {
    readonly kernel: number;
    readonly stride: number;
    readonly inputs: number;
    readonly outputs: number;
    readonly activation?: 'relu' | 'linear';
  },
): ConvolutionLayer {
  const kind = kernel === 1 ? 'pointwise' : 'convolution';
  return {
    kind,
    name,
    kernel,
    stride: stride as 1 | 2,
    padding: 'symmetric',
    inputs,
    outputs,
    activation,
  };
}
