/** MobileNetV2 (Sandler et al. 2018) of any width, in torchvision's names and in timm's. */
import { EPSILON, IMAGENET, type Architecture, type Header } from './architecture';
import {
  invertedResiduals,
  TIMM_ENDS,
  timmBlocks,
  timmStages,
  type InvertedResiduals,
  type NamedBlock,
  type NamedConvolution,
  type Stage,
} from './inverted-residuals';

const STAGES: readonly Stage[] = [
  { repeats: 1, stride: 1 },
  { repeats: 2, stride: 2 },
  { repeats: 3, stride: 2 },
  { repeats: 4, stride: 2 },
  { repeats: 3, stride: 1 },
  { repeats: 3, stride: 2 },
  { repeats: 1, stride: 1 },
];
const NAME = 'mobilenet-v2';

export const MOBILENET_V2: Architecture = {
  title: 'MobileNetV2',
  marks: ['features.1.conv.0.0.weight', 'conv_stem.weight'],
  describe(header) {
    const names = namesIn(header);
    if (!names) return null;
    const network = { name: NAME, ...names, padding: 'symmetric', epsilon: EPSILON } as const;
    return {
      architecture: NAME,
      title: 'MobileNetV2',
      ...invertedResiduals(header, network),
      normalisation: IMAGENET,
      sides: { min: 32, max: 384, native: 224 },
    };
  },
};

function namesIn(header: Header): Pick<InvertedResiduals, 'stem' | 'blocks' | 'head' | 'classifier'> | null {
  if (header.has('features.1.conv.0.0.weight')) return TORCHVISION;
  const { repeats, kernels } = timmStages(header);
  const ours = STAGES.map((stage) => stage.repeats).join(',');
  if (repeats !== ours || kernels.includes('5')) return null;
  return { ...TIMM_ENDS, blocks: timmBlocks(STAGES) };
}

const STRIDES = STAGES.flatMap(({ repeats, stride }) =>
  Array.from({ length: repeats }, (_, index) => (index === 0 ? stride : 1)),
);

const TORCHVISION = {
  stem: { convolution: 'features.0.0', norm: 'features.0.1' },
  blocks: STRIDES.map(torchvisionBlock),
  head: {
    convolution: `features.${STRIDES.length + 1}.0`,
    norm: `features.${STRIDES.length + 1}.1`,
  },
  classifier: 'classifier.1',
} as const;

function torchvisionBlock(stride: number, index: number): NamedBlock {
  const prefix = `features.${index + 1}.conv`;
  const pair = (at: number): NamedConvolution => ({
    convolution: `${prefix}.${at}.0`,
    norm: `${prefix}.${at}.1`,
  });
  const project = (at: number): NamedConvolution => ({
    convolution: `${prefix}.${at}`,
    norm: `${prefix}.${at + 1}`,
  });
  // the first block does not expand
  return index === 0
    ? { stride, expand: null, depthwise: pair(0), project: project(1) }
    : { stride, expand: pair(0), depthwise: pair(1), project: project(2) };
}
