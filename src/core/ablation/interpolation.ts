import type { InterpolationId, MethodConfig } from '../method-config';
import { withoutSwitches } from './baseline';
import type { Block, Variant } from './block';
import { bicubic, bilinear, nearest, patchWise, type AxisWeights } from './axis-weights';

/** U_p as one matrix A for rows and columns alike: m = A g Aᵀ. */
export interface InterpolationPart {
  /** A [side, h], row after row; every row sums to one */
  readonly weights: AxisWeights;
  /** copying blocks does the same, without arithmetic */
  readonly patchWise: boolean;
  /** coarse values that one value of the full mask is made of, both axes together */
  readonly taps: 1 | 4 | 16;
}

const enlargedWith = (interpolation: InterpolationId) => ({
  by: { kind: 'switch', to: { interpolation } } as const,
  definition: 'The same coarse mask, enlarged in this way.',
});

const variants = {
  'patch-wise': {
    id: 'patch-wise',
    label: 'Patch by patch',
    definition: 'Each coarse value fills its own square patch of the image; nothing is blended.',
    reference: 'Paper, patch-wise interpolation',
    published: { table: 5, entry: 'patchwise', measures: 'time', differs: null },
    role: 'default',
    startsAtIdentity: true,
    knockOut: enlargedWith('patch-wise'),
    part: { weights: patchWise, patchWise: true, taps: 1 },
  },
  bilinear: {
    id: 'bilinear',
    label: 'Bilinear',
    definition: 'Neighbouring values are blended, so the mask has no edges at patch borders.',
    reference: 'Paper, table 5 (times only)',
    published: { table: 5, entry: 'bilinear', measures: 'time', differs: null },
    role: 'variant',
    startsAtIdentity: true,
    knockOut: enlargedWith('bilinear'),
    part: { weights: bilinear, patchWise: false, taps: 4 },
  },
  nearest: {
    id: 'nearest',
    label: 'Nearest neighbour',
    definition: 'Each pixel takes the nearest coarse value, however wide the patches come out.',
    reference: 'Our definition: index ⌊i h / H⌋, as PyTorch and TensorFlow.js have it',
    role: 'variant',
    startsAtIdentity: true,
    changesNothing: ({ side, patch }) =>
      side % patch === 0
        ? `Patches of ${patch} px divide ${side} px evenly, and then nearest neighbour is patch by patch: every value of the mask is the same, bit for bit. A side that they do not divide (100 px, say) makes a difference.`
        : null,
    knockOut: enlargedWith('nearest'),
    part: { weights: nearest, patchWise: false, taps: 1 },
  },
  bicubic: {
    id: 'bicubic',
    label: 'Bicubic',
    definition: 'Four values on each axis are blended; at edges the mask overshoots a little.',
    reference: 'Paper, table 5 (times only); a = −0.75, as PyTorch has it',
    published: { table: 5, entry: 'bicubic', measures: 'time', differs: null },
    role: 'control',
    startsAtIdentity: true,
    knockOut: enlargedWith('bicubic'),
    part: { weights: bicubic, patchWise: false, taps: 16 },
  },
} as const satisfies { readonly [Id in InterpolationId]: Variant<InterpolationPart> & { readonly id: Id } };

/** Block 4 of the plan: patch-wise interpolation (paper.md C.4). */
export const interpolation = {
  id: 'interpolation',
  label: 'Interpolation',
  question: 'Does it matter how masks are enlarged?',
  default: 'patch-wise',
  variants: Object.values<Variant<InterpolationPart>>(variants),
  onlyDefault: (config) =>
    withoutSwitches(config) ??
    (config.patch === 1
      ? 'With patches of one pixel there is nothing to enlarge. Choose a larger patch first.'
      : null),
} as const satisfies Block<InterpolationPart>;

export function interpolationPart({ interpolation }: Pick<MethodConfig, 'interpolation'>): InterpolationPart {
  return variants[interpolation].part;
}

/** Reads of coarse mask values for one image: 3 · H · W · taps, the "pixel accesses" of the paper's table 5. */
export function pixelAccesses(config: Pick<MethodConfig, 'interpolation' | 'side'>): number {
  return 3 * config.side ** 2 * interpolationPart(config).taps;
}
