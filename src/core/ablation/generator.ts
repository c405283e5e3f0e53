import type { GeneratorId, MethodConfig } from '../method-config';
import type { Block, Variant } from './block';
import { generatesMasks, withoutGenerator } from './masks';
import { BUDGET, mlpSize } from './mlp-budget';
import { patternPart } from './pattern';

/** The network g_φ in a few numbers; mask-generator.ts makes layers of them. */
export type GeneratorPart =
  /** blocks of convolution, BatchNorm, ReLU and pools, each twice as wide as the one before it */
  | { readonly kind: 'convnet'; readonly firstWidth: number; readonly layers: 5 | 6 }
  /** one hidden layer between a thumbnail and all mask values */
  | { readonly kind: 'mlp' }
  /** one hidden layer, applied to each patch alone */
  | { readonly kind: 'patch-mlp' };

/** The part of a ConvNet, and the patches it can make: each needs one more pool, and the last layer has none. */
const convnet = (firstWidth: number, layers: 5 | 6) => ({
  part: { kind: 'convnet', firstWidth, layers } as const,
  refuses: (config: MethodConfig): string | null =>
    config.patch < 2 ** layers || !generatesMasks(config)
      ? null
      : `A patch of ${config.patch} cannot be made by ${layers} layers. Choose a patch of at most ${2 ** (layers - 1)}${layers === 5 ? ', or six layers (generator=convnet-6-layer)' : ''}.`,
});

const needsConvNet = (config: MethodConfig): string | null =>
  patternPart(config).from === 'generator'
    ? 'A pattern for each image needs a second head, which is defined on the ConvNet only. Choose a shared pattern (pattern=shared) first.'
    : null;

const trained = { none: 'Another network has other weights: it has to be trained.' };

const variants = {
  convnet: {
    id: 'convnet',
    label: 'ConvNet',
    definition: 'Five convolutions, the first three followed by a pool: 26,499 parameters.',
    reference: 'Paper, section on the mask generator; Medium of table 11',
    published: { table: 11, entry: 'medium_ours', measures: 'accuracy', differs: null },
    role: 'default',
    startsAtIdentity: true,
    knockOut: trained,
    ...convnet(8, 5),
  },
  mlp: {
    id: 'mlp',
    label: 'MLP of the same size',
    definition:
      'A thumbnail of the image, one hidden layer, all mask values at once: as many parameters as the ConvNet, which leaves room for little else.',
    reference: 'Our definition, matched to the budget of the ConvNet',
    role: 'variant',
    startsAtIdentity: true,
    refuses(config) {
      const { side, patch, masks } = config;
      const { hidden, deviation } = mlpSize({ side, patch });
      if (masks === 'mean-image') {
        return 'BatchNorm of an MLP needs several images to compare, the mean image is one. Choose a mask for each image (masks=per-sample) first.';
      }
      if (hidden < 1 || Math.abs(deviation) > BUDGET.tolerance) {
        return `No MLP for ${side} px in patches of ${patch} has about as many parameters as the ConvNet. Choose a larger patch.`;
      }
      return needsConvNet(config);
    },
    knockOut: trained,
    part: { kind: 'mlp' },
  },
  'convnet-large': {
    id: 'convnet-large',
    label: 'Larger ConvNet',
    definition: 'The same layers at twice the width: 101,379 parameters.',
    reference: 'Paper, table 11 (Large)',
    published: { table: 11, entry: 'large', measures: 'accuracy', differs: null },
    role: 'variant',
    startsAtIdentity: true,
    knockOut: trained,
    ...convnet(16, 5),
  },
  'convnet-small': {
    id: 'convnet-small',
    label: 'Smaller ConvNet',
    definition: 'The same layers at half the width: 7,203 parameters.',
    reference: 'Paper, table 11 (Small)',
    published: { table: 11, entry: 'small', measures: 'accuracy', differs: null },
    role: 'variant',
    startsAtIdentity: true,
    knockOut: trained,
    ...convnet(4, 5),
  },
  'patch-mlp': {
    id: 'patch-mlp',
    label: 'MLP on each patch',
    definition:
      'The same small MLP on every patch by itself: shared weights as in a ConvNet, but no view of the surroundings.',
    reference: 'Our control: separates weight sharing from context',
    role: 'control',
    startsAtIdentity: true,
    refuses: needsConvNet,
    knockOut: trained,
    part: { kind: 'patch-mlp' },
  },
  'convnet-x-large': {
    id: 'convnet-x-large',
    label: 'ConvNet, four times as wide',
    definition: 'The same layers at four times the width: 396,291 parameters.',
    reference: 'Paper, table 11 (X-Large)',
    published: { table: 11, entry: 'x_large', measures: 'accuracy', differs: null },
    role: 'control',
    startsAtIdentity: true,
    knockOut: trained,
    ...convnet(32, 5),
  },
  'convnet-6-layer': {
    id: 'convnet-6-layer',
    label: 'ConvNet, six layers',
    definition: 'One block more, as the paper uses with vision transformers: 102,339 parameters.',
    reference: 'Paper, table 4 (ViT)',
    published: {
      table: 2,
      entry: 'smm',
      measures: 'accuracy',
      differs: 'The paper uses six layers with ViT-B/32 at 384 px only.',
      ownAt: 384,
    },
    role: 'control',
    startsAtIdentity: true,
    knockOut: trained,
    ...convnet(8, 6),
  },
} as const satisfies { readonly [Id in GeneratorId]: Variant<GeneratorPart> & { readonly id: Id } };

/** Block 3 of the plan: the lightweight ConvNet (paper.md C.3). */
export const generator = {
  id: 'generator',
  label: 'Mask generator',
  question: 'How much of a network do the masks need?',
  default: 'convnet',
  variants: Object.values<Variant<GeneratorPart>>(variants),
  onlyDefault: withoutGenerator,
} as const satisfies Block<GeneratorPart>;

export function generatorPart({ generator }: Pick<MethodConfig, 'generator'>): GeneratorPart {
  return variants[generator].part;
}

/** Images of a training batch at least: the BatchNorm of an MLP has one value for each, and needs two to compare. */
export function leastBatch(config: MethodConfig): 1 | 2 {
  return generatesMasks(config) && generatorPart(config).kind === 'mlp' ? 2 : 1;
}
