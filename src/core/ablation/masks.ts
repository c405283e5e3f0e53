import type { MasksId, MethodConfig } from '../method-config';
import { baselinePart, withoutSwitches } from './baseline';
import type { Block, Variant } from './block';

/** Where a coarse mask comes from. */
export type MasksPart =
  /** the generator, shown each image of the batch, or one image for all of them */
  | { readonly from: 'generator'; readonly input: 'each-image' | 'mean-image' }
  /** a trained tensor [h, w, channels] of this name; binary: 1 where it is above zero, else 0 */
  | {
      readonly from: 'parameters';
      readonly name: string;
      readonly channels: 1 | 3;
      readonly start: number;
      readonly binary: boolean;
    };

const variants = {
  'per-sample': {
    id: 'per-sample',
    label: 'One for each image',
    definition: 'The generator looks at each image and makes a mask for this image alone.',
    reference: 'Paper, equation 3',
    published: { table: 1, entry: 'smm', measures: 'accuracy', differs: null },
    role: 'default',
    startsAtIdentity: true,
    knockOut: {
      none: 'A mask for each image comes from a generator that was trained for it; this run has none.',
    },
    part: { from: 'generator', input: 'each-image' },
  },
  'shared-binary': {
    id: 'shared-binary',
    label: 'One for all, on or off',
    definition:
      'One mask for all images switches the pattern on or off in each patch. Which patches is learned, with a straight-through gradient.',
    reference: 'Our definition; it starts as Full, with every patch on',
    published: {
      table: 1,
      entry: 'full',
      measures: 'accuracy',
      differs: 'In the paper the shared mask is fixed: here all ones.',
    },
    role: 'variant',
    startsAtIdentity: true,
    knockOut: {
      by: { kind: 'mean-mask-binary' },
      definition:
        'Every image gets one mask: on where the mean mask of the training images is positive, as strong as masks are on average.',
    },
    part: { from: 'parameters', name: 'mask_scores', channels: 1, start: 0.1, binary: true },
  },
  'shared-three-channel': {
    id: 'shared-three-channel',
    label: 'One for all, three channels',
    definition: 'One trained mask of three channels for all images, as coarse as the generated ones.',
    reference: 'Our definition; it starts as Full, with ones everywhere',
    published: {
      table: 1,
      entry: 'full',
      measures: 'accuracy',
      differs: 'In the paper the shared mask is fixed: here all ones.',
    },
    role: 'variant',
    startsAtIdentity: true,
    knockOut: {
      by: { kind: 'mean-mask' },
      definition: 'Every image gets the mean mask of the training images.',
    },
    part: { from: 'parameters', name: 'mask', channels: 3, start: 1, binary: false },
  },
  'mean-image': {
    id: 'mean-image',
    label: 'One for all, generated',
    definition:
      'The generator is shown the mean training image, whatever the image: as many parameters as SMM, but one mask for all.',
    reference: 'Our control: separates “specific to the sample” from “made by a network”',
    role: 'control',
    startsAtIdentity: true,
    knockOut: {
      by: { kind: 'mask-of-mean-image' },
      definition: 'Every image gets the mask that the generator makes of the mean training image.',
    },
    part: { from: 'generator', input: 'mean-image' },
  },
} as const satisfies { readonly [Id in MasksId]: Variant<MasksPart> & { readonly id: Id } };

/** Block 1 of the plan: sample-specific mask generation (paper.md C.1). */
export const masks = {
  id: 'masks',
  label: 'Masks',
  question: 'Does every image need its own mask?',
  default: 'per-sample',
  variants: Object.values<Variant<MasksPart>>(variants),
  onlyDefault: withoutSwitches,
  demonstrations: [
    {
      id: 'swapped',
      label: 'Swapped',
      definition: 'Every image gets the mask of the image before it: one that was made for somebody else.',
      by: { kind: 'swapped' },
    },
  ],
} as const satisfies Block<MasksPart>;

export function masksPart({ masks }: Pick<MethodConfig, 'masks'>): MasksPart {
  return variants[masks].part;
}

/** Whether a generator is at work, for each image or for all. */
export function generatesMasks(config: MethodConfig): boolean {
  return baselinePart(config).mask.from === 'switches' && masksPart(config).from === 'generator';
}

/** Why there is no generator whose details could be chosen; null where there is one. */
export function withoutGenerator(config: MethodConfig): string | null {
  const sentence = withoutSwitches(config);
  if (sentence) return sentence;
  const { part, label } = variants[config.masks];
  return part.from === 'generator'
    ? null
    : `The masks “${label}” are trained themselves, no network makes them. Choose “${variants['per-sample'].label}” (masks=per-sample) first.`;
}
