import { borderFrame, frame } from './frame';
import type { BaselineId, MethodConfig } from '../method-config';
import type { Block, Variant } from './block';

/** A whole method in three choices, as smm.ts reads it. */
export interface BaselinePart {
  /** what the method gets to see: the resized image, or the native one inside a border (Pad) */
  readonly input: 'resized' | 'bordered';
  /** where the mask comes from: what the switches say, or a fixed frame M [side · side] of zeros and ones */
  readonly mask:
    | { readonly from: 'nothing' }
    | { readonly from: 'switches' }
    | { readonly from: 'frame'; readonly cells: (config: MethodConfig) => Uint8Array };
  /** how δ is added: not at all, in normalised units, or bounded in pixel units and normalised afterwards */
  readonly pattern: 'none' | 'normalised' | 'pixels';
}

const watermark = (width: (side: number) => number): BaselinePart => ({
  input: 'resized',
  mask: { from: 'frame', cells: ({ side }) => frame(side, width(side)) },
  pattern: 'normalised',
});

const ownPattern = {
  none: 'Its pattern is trained without masks; a pattern that was trained with them is another one. Train this method to see it.',
};

const proportionalWidth =
  'The paper gives this width for 224 px; at the 384 px of ViT-B/32 ours is in proportion.';

const variants = {
  smm: {
    id: 'smm',
    label: 'Sample-specific masks',
    definition:
      'A small network looks at each image and makes its own three-channel mask for it; the mask scales one shared pattern.',
    reference: 'Paper, equation 3',
    published: { table: 1, entry: 'smm', measures: 'accuracy', differs: null },
    role: 'default',
    startsAtIdentity: true,
    knockOut: { none: 'Masks come from a trained generator; a run without one has none to show.' },
    part: { input: 'resized', mask: { from: 'switches' }, pattern: 'normalised' },
  },
  unprompted: {
    id: 'unprompted',
    label: 'No prompt',
    definition: 'The resized image as it is; only the label mapping adapts the network to the task.',
    reference: 'Label mapping alone',
    role: 'variant',
    startsAtIdentity: true,
    knockOut: {
      by: { kind: 'switch', to: { baseline: 'unprompted' } },
      definition: 'The resized image without any prompt.',
    },
    part: { input: 'resized', mask: { from: 'nothing' }, pattern: 'none' },
  },
  pad: {
    id: 'pad',
    label: 'Pad',
    definition:
      'The image keeps its native size in the centre; the pattern fills the border around it, bounded to valid pixels.',
    reference: 'Paper, table 1; definition of ILM-VP',
    published: {
      table: 1,
      entry: 'pad',
      measures: 'accuracy',
      differs: null,
      also: { table: 2, differs: null },
    },
    role: 'variant',
    startsAtIdentity: false,
    refuses: ({ nativeSide, side }) =>
      nativeSide < side
        ? null
        : `Pad needs a border, but an image of ${nativeSide} px fills an input of ${side} px. Choose a larger input side or another baseline.`,
    knockOut: ownPattern,
    part: {
      input: 'bordered',
      mask: { from: 'frame', cells: ({ side, nativeSide }) => borderFrame(side, nativeSide) },
      pattern: 'pixels',
    },
  },
  narrow: {
    id: 'narrow',
    label: 'Narrow frame',
    definition: 'The pattern covers a frame as wide as an eighth of the image, the same for every image.',
    reference: 'Paper, table 1 (watermark, width 28 of 224)',
    published: {
      table: 1,
      entry: 'narrow',
      measures: 'accuracy',
      differs: null,
      also: { table: 2, differs: proportionalWidth },
    },
    role: 'variant',
    startsAtIdentity: true,
    knockOut: ownPattern,
    part: watermark((side) => Math.floor(side / 8)),
  },
  medium: {
    id: 'medium',
    label: 'Medium frame',
    definition: 'The pattern covers a frame as wide as a quarter of the image, the same for every image.',
    reference: 'Paper, table 1 (watermark, width 56 of 224)',
    published: {
      table: 1,
      entry: 'medium',
      measures: 'accuracy',
      differs: null,
      also: { table: 2, differs: proportionalWidth },
    },
    role: 'variant',
    startsAtIdentity: true,
    knockOut: ownPattern,
    part: watermark((side) => Math.floor(side / 4)),
  },
  full: {
    id: 'full',
    label: 'Full pattern',
    definition: 'The pattern covers the whole image, the same for every image: no mask at all.',
    reference: 'Paper, table 1, and "only δ" of table 3',
    published: {
      table: 1,
      entry: 'full',
      measures: 'accuracy',
      differs: null,
      also: { table: 2, differs: null },
    },
    role: 'variant',
    startsAtIdentity: true,
    knockOut: ownPattern,
    part: watermark((side) => Math.ceil(side / 2)),
  },
} as const satisfies { readonly [Id in BaselineId]: Variant<BaselinePart> & { readonly id: Id } };

/** SMM, and the whole methods it is compared with (paper.md A.9). */
export const baseline = {
  id: 'baseline',
  label: 'Method',
  question: 'Does a mask for each image beat one pattern for all?',
  default: 'smm',
  variants: Object.values<Variant<BaselinePart>>(variants),
} as const satisfies Block<BaselinePart>;

export function baselinePart({ baseline }: Pick<MethodConfig, 'baseline'>): BaselinePart {
  return variants[baseline].part;
}

/** Why the switches that change a part of SMM mean nothing under this method; null under SMM itself. */
export function withoutSwitches({ baseline }: MethodConfig): string | null {
  const { part, label } = variants[baseline];
  return part.mask.from === 'switches'
    ? null
    : `This switch changes a part of SMM that the method “${label}” does not have. Choose the method “${variants.smm.label}” (baseline=smm) first.`;
}
