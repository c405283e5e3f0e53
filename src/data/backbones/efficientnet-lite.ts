/**
 * EfficientNet-Lite0, in timm's names and in those of the file that comes with this program.
 *
 * timm has it twice, with the same tensors: `tf_efficientnet_lite0`, ported from TensorFlow, pads as TensorFlow does
 * and has another ε and another input unit; `efficientnet_lite0` was trained anew, the PyTorch way. Only the name tells.
 */
import { efficientNetLite, type EfficientNetBlock } from '../../core/backbone/description/efficientnet-lite';
import { tensorShapes } from '../../core/backbone/description/layer-facts';
import type { Normalisation } from '../../core/normalisation';
import {
  EPSILON,
  IMAGENET,
  shapeOf,
  type Architecture,
  type DescribedBackbone,
  type Header,
} from './architecture';
import { invertedResiduals, TIMM_ENDS, timmBlocks, timmStages, type Stage } from './inverted-residuals';

const STAGES: readonly Stage[] = [
  { repeats: 1, stride: 1 },
  { repeats: 2, stride: 2 },
  { repeats: 2, stride: 2 },
  { repeats: 3, stride: 2 },
  { repeats: 3, stride: 1 },
  { repeats: 4, stride: 2 },
  { repeats: 1, stride: 1 },
];
const REPEATS = STAGES.map(({ repeats }) => repeats).join(',');
const KERNELS = '3,3,5,3,5,5,3';
const NAME = 'efficientnet-lite0';
const ABOUT = {
  architecture: NAME,
  title: 'EfficientNet-Lite0',
  sides: { min: 32, max: 384, native: 224 },
} as const;

/** What TensorFlow's weights were trained on, as timm has it: −1 … 1. */
const TENSORFLOW: Normalisation = { scale: 1, shift: 0.5, divisor: 0.5 };
/** The same in the program's own file, which has the published (255x − 127) / 128. */
const PUBLISHED: Normalisation = { scale: 255, shift: 127, divisor: 128 };

export const EFFICIENTNET_LITE: Architecture = {
  title: 'EfficientNet-Lite0',
  marks: ['conv_stem.weight', 'blocks.0.depthwise.weight'],
  describe(header, hint) {
    if (header.has('blocks.0.depthwise.weight')) return folded(header);
    const { repeats, kernels } = timmStages(header);
    if (repeats !== REPEATS || kernels !== KERNELS) return null;
    const ported = /(^|[^a-z])tf_/i.test(hint);
    const network = {
      name: NAME,
      ...TIMM_ENDS,
      blocks: timmBlocks(STAGES),
      padding: ported ? 'same' : 'symmetric',
      epsilon: ported ? 1e-3 : EPSILON,
    } as const;
    const normalisation = ported ? TENSORFLOW : IMAGENET;
    return { ...ABOUT, ...invertedResiduals(header, network), normalisation };
  },
};

/** The program's own file: every tensor as it is wanted. */
function folded(header: Header): DescribedBackbone {
  const strides = STAGES.flatMap(({ repeats, stride }) =>
    Array.from({ length: repeats }, (_, index) => (index === 0 ? stride : 1)),
  );
  let [inputChannels] = shapeOf(header, 'stem.weight');
  const stem = { kernel: 3, stride: 2, inputChannels: 3, outputChannels: inputChannels };
  const blocks = strides.map((stride, index): EfficientNetBlock => {
    const [expandedChannels, , kernel] = shapeOf(header, `blocks.${index}.depthwise.weight`);
    const [outputChannels] = shapeOf(header, `blocks.${index}.project.weight`);
    const expand = header.has(`blocks.${index}.expand.weight`);
    const residual = stride === 1 && inputChannels === outputChannels;
    const block = { kernel, stride, expand, inputChannels, expandedChannels, outputChannels, residual };
    inputChannels = outputChannels;
    return block;
  });
  const head = { inputChannels, outputChannels: shapeOf(header, 'head.weight')[0] };
  const [classes] = shapeOf(header, 'classifier.weight');
  const description = efficientNetLite({ name: NAME, classes, stem, blocks, head });
  const parts = Object.keys(tensorShapes(description)).map((tensor) => ({ tensor, from: tensor }));
  return { ...ABOUT, description, parts, normalisation: PUBLISHED };
}
