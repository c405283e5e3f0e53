import type { MethodConfig, PatternId } from '../method-config';
import { withoutSwitches } from './baseline';
import type { Block, Variant } from './block';
import { masksPart } from './masks';

/** Where the pattern that a mask scales comes from. */
export type PatternPart =
  /** one trained δ [H, W, 3] for all images */
  | { readonly from: 'shared' }
  /** a second head of the generator, one for each image, as coarse as its mask */
  | { readonly from: 'generator' }
  /** one trained δ_c [H, W, 3] for each class, mixed by q [B, k]: Σ_c q_c δ_c */
  | {
      readonly from: 'classes';
      /** q: what the network says of the unprompted image, softmax over the target classes; or the true label */
      readonly routedBy: 'unprompted' | 'label';
    }
  /** there is none: the mask itself is added */
  | { readonly from: 'nothing' };

/** Values that all class patterns may have together: 32 MB, four times that with gradient and moments. */
const MOST_VALUES = 8_000_000;

const tooManyPatterns = ({ classes, side }: MethodConfig): string | null =>
  classes * side * side * 3 <= MOST_VALUES
    ? null
    : `${classes} patterns of ${side} × ${side} px need too much memory. Choose a smaller side or data with fewer classes.`;

const needsOwnMasks = (config: MethodConfig): string | null => {
  const masks = masksPart(config);
  return masks.from === 'generator' && masks.input === 'each-image'
    ? null
    : 'A pattern for each image comes out of the generator together with its mask. Choose a mask for each image (masks=per-sample) first.';
};

const variants = {
  shared: {
    id: 'shared',
    label: 'One for all',
    definition: 'One trained pattern for all images; only the mask that scales it differs.',
    reference: 'Paper, equation 3',
    published: { table: 1, entry: 'smm', measures: 'accuracy', differs: null },
    role: 'default',
    startsAtIdentity: true,
    knockOut: { none: 'A shared pattern has to be trained; this run has none.' },
    part: { from: 'shared' },
  },
  'sample-specific': {
    id: 'sample-specific',
    label: 'One for each image',
    definition:
      'The generator draws a pattern for each image with a second head, as coarse as its masks. There is no shared one.',
    reference: 'Our definition: the nearest replacement of δ alone',
    role: 'variant',
    startsAtIdentity: true,
    refuses: needsOwnMasks,
    knockOut: { none: 'The head that draws patterns has to be trained.' },
    part: { from: 'generator' },
  },
  'class-specific': {
    id: 'class-specific',
    label: 'One for each class',
    definition:
      'One pattern for each class. An image gets their mixture, weighted by what the network thinks of it unprompted; labels never enter.',
    reference: 'Our definition, routed by the unprompted prediction',
    role: 'variant',
    startsAtIdentity: true,
    refuses: tooManyPatterns,
    knockOut: { none: 'The patterns of the classes have to be trained.' },
    part: { from: 'classes', routedBy: 'unprompted' },
  },
  'mask-only': {
    id: 'mask-only',
    label: 'None: the mask is the pattern',
    definition: 'What the generator draws is added to the image as it is. There is no δ to scale.',
    reference: 'Paper, table 3 (only f_mask)',
    published: { table: 3, entry: 'only_fmask', measures: 'accuracy', differs: null },
    role: 'control',
    startsAtIdentity: false,
    refuses: needsOwnMasks,
    knockOut: {
      by: { kind: 'switch', to: { pattern: 'mask-only' } },
      definition: 'The mask itself is added to the image, without δ.',
    },
    part: { from: 'nothing' },
  },
  'class-label-leak': {
    id: 'class-label-leak',
    label: 'One for each class, told the label',
    definition:
      'In training each image gets the pattern of its true class. The prompt then contains the answer: training looks perfect, and means nothing.',
    reference: 'Our demonstration of a leak; not a method',
    role: 'demonstration',
    startsAtIdentity: true,
    refuses: tooManyPatterns,
    knockOut: { none: 'The patterns of the classes have to be trained.' },
    part: { from: 'classes', routedBy: 'label' },
  },
} as const satisfies { readonly [Id in PatternId]: Variant<PatternPart> & { readonly id: Id } };

/** Block 5 of the plan: one shared δ (paper.md C.5). */
export const pattern = {
  id: 'pattern',
  label: 'Pattern δ',
  question: 'Can all images share one pattern?',
  default: 'shared',
  variants: Object.values<Variant<PatternPart>>(variants),
  onlyDefault: withoutSwitches,
} as const satisfies Block<PatternPart>;

export function patternPart({ pattern }: Pick<MethodConfig, 'pattern'>): PatternPart {
  return variants[pattern].part;
}
