/**
 * Networks of inverted residuals with relu6 throughout: MobileNetV2 and EfficientNet-Lite are this, and timm names
 * their tensors alike. Their channels are read from shapes; how often and with which strides blocks follow is given.
 */
import {
  efficientNetLite,
  type EfficientNetBlock,
  type EfficientNetDescription,
} from '../../core/backbone/description/efficientnet-lite';
import type { NetworkDescription } from '../../core/backbone/description/layers';
import { dense, shapeOf, type FoldedConvolution, type Header, type Part } from './architecture';

/** What the file calls a convolution and its norm. */
export interface NamedConvolution {
  readonly convolution: string;
  readonly norm: string;
}

/** One block, as the file names it. */
export interface NamedBlock {
  readonly stride: number;
  /** the first blocks have none */
  readonly expand: NamedConvolution | null;
  readonly depthwise: NamedConvolution;
  readonly project: NamedConvolution;
}

export interface InvertedResiduals {
  readonly name: string;
  readonly stem: NamedConvolution;
  readonly blocks: readonly NamedBlock[];
  readonly head: NamedConvolution;
  readonly classifier: string;
  readonly padding: 'same' | 'symmetric';
  readonly epsilon: number;
}

/** The network that a file with these names holds, as its shapes have it. */
export function invertedResiduals(
  header: Header,
  { name, stem, blocks, head, classifier, padding, epsilon }: InvertedResiduals,
): { readonly description: NetworkDescription; readonly parts: readonly Part[] } {
  const folded = (layer: string, names: NamedConvolution): FoldedConvolution => ({
    layer,
    ...names,
    epsilon,
  });
  const parts: Part[] = [folded('stem', stem)];
  const [stemChannels] = shapeOf(header, `${stem.convolution}.weight`);
  let inputChannels = stemChannels;
  const described = blocks.map(({ stride, expand, depthwise, project }, index): EfficientNetBlock => {
    const prefix = `blocks.${index}`;
    if (expand) parts.push(folded(`${prefix}.expand`, expand));
    parts.push(folded(`${prefix}.depthwise`, depthwise), folded(`${prefix}.project`, project));
    const [expandedChannels, , kernel] = shapeOf(header, `${depthwise.convolution}.weight`);
    const [outputChannels] = shapeOf(header, `${project.convolution}.weight`);
    const residual = stride === 1 && inputChannels === outputChannels;
    const block = {
      kernel,
      stride,
      expand: !!expand,
      inputChannels,
      expandedChannels,
      outputChannels,
      residual,
    };
    inputChannels = outputChannels;
    return block;
  });
  parts.push(folded('head', head), ...dense('classifier', classifier));
  const [outputChannels] = shapeOf(header, `${head.convolution}.weight`);
  const description: EfficientNetDescription = {
    name,
    classes: shapeOf(header, `${classifier}.weight`)[0],
    padding,
    stem: { kernel: 3, stride: 2, inputChannels: 3, outputChannels: stemChannels },
    blocks: described,
    head: { inputChannels, outputChannels },
  };
  return { description: efficientNetLite(description), parts };
}

/** Stages as timm names them: how many blocks, and the stride of the first. */
export interface Stage {
  readonly repeats: number;
  readonly stride: number;
}

/** timm's names for the blocks, the first stage without expansion. */
export function timmBlocks(stages: readonly Stage[]): NamedBlock[] {
  return stages.flatMap(({ repeats, stride }, stage) =>
    Array.from({ length: repeats }, (_, index) => {
      const prefix = `blocks.${stage}.${index}`;
      const named = (convolution: string, norm: number): NamedConvolution => ({
        convolution: `${prefix}.${convolution}`,
        norm: `${prefix}.bn${norm}`,
      });
      const first = index === 0 ? stride : 1;
      return stage === 0
        ? { stride: first, expand: null, depthwise: named('conv_dw', 1), project: named('conv_pw', 2) }
        : {
            stride: first,
            expand: named('conv_pw', 1),
            depthwise: named('conv_dw', 2),
            project: named('conv_pwl', 3),
          };
    }),
  );
}

export const TIMM_ENDS = {
  stem: { convolution: 'conv_stem', norm: 'bn1' },
  head: { convolution: 'conv_head', norm: 'bn2' },
  classifier: 'classifier',
} as const;

/** Blocks of each of timm's stages, and the sides of their depthwise filters: what tells the families apart. */
export function timmStages(header: Header): { readonly repeats: string; readonly kernels: string } {
  const repeats: number[] = [];
  const kernels: number[] = [];
  for (let stage = 0; stage < 10 && header.has(`blocks.${stage}.0.conv_dw.weight`); stage++) {
    let count = 0;
    while (count < 20 && header.has(`blocks.${stage}.${count}.conv_dw.weight`)) count++;
    repeats.push(count);
    kernels.push(shapeOf(header, `blocks.${stage}.0.conv_dw.weight`)[2]);
  }
  return { repeats: repeats.join(','), kernels: kernels.join(',') };
}
