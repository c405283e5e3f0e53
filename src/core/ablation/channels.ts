import type { ChannelsId, MethodConfig } from '../method-config';
import type { Block, Variant } from './block';
import { generatorPart } from './generator';
import { withoutGenerator } from './masks';
import { patternPart } from './pattern';

/** What the generator's last block becomes: always a mask for R, G and B, the same in each where there is one. */
export type ChannelsPart =
  /** a last layer to this many channels; binary: 1 where it is above zero, else 0, with a straight-through gradient */
  | { readonly from: 'last-layer'; readonly outputs: 1 | 3; readonly binary: boolean }
  /** no last layer: the mean over the channels of the last block, never negative */
  | { readonly from: 'last-block' };

const needsConvNet = (config: MethodConfig): string | null =>
  generatorPart(config).kind === 'convnet'
    ? null
    : 'The MLPs are defined with three channels, which their size is matched to. Choose a ConvNet (generator=convnet) first.';

const withoutMaskChannels = (config: MethodConfig): string | null => {
  const sentence = withoutGenerator(config);
  if (sentence) return sentence;
  return patternPart(config).from === 'nothing'
    ? 'Without δ the three channels are the colours of the pattern itself. Choose a shared pattern (pattern=shared) first.'
    : null;
};

const variants = {
  three: {
    id: 'three',
    label: 'Three',
    definition: 'A mask of its own for red, green and blue, signed and unbounded.',
    reference: 'Paper, equation 3',
    published: { table: 3, entry: 'smm', measures: 'accuracy', differs: null },
    role: 'default',
    startsAtIdentity: true,
    knockOut: { none: 'A run trained with one channel, or with zeros and ones, has no more than these.' },
    part: { from: 'last-layer', outputs: 3, binary: false },
  },
  'single-binary': {
    id: 'single-binary',
    label: 'One, on or off',
    definition: 'One channel for all colours that switches the pattern on or off in each patch.',
    reference: 'Our definition, with a straight-through gradient',
    role: 'variant',
    startsAtIdentity: true,
    refuses: needsConvNet,
    knockOut: {
      by: { kind: 'channel-mean-binary' },
      definition: 'On where the mean of the three channels is positive, as strong as masks are on average.',
    },
    part: { from: 'last-layer', outputs: 1, binary: true },
  },
  'single-continuous': {
    id: 'single-continuous',
    label: 'One, never negative',
    definition:
      'The last layer is left out; the mean over the channels before it is the mask of all colours, and never negative.',
    reference: 'Paper, table 3 (single-channel)',
    published: { table: 3, entry: 'single_channel', measures: 'accuracy', differs: null },
    role: 'variant',
    startsAtIdentity: true,
    refuses: needsConvNet,
    knockOut: {
      by: { kind: 'channel-mean' },
      definition: 'The mean of the three channels, in each of them.',
    },
    part: { from: 'last-block' },
  },
  'single-continuous-conv': {
    id: 'single-continuous-conv',
    label: 'One, signed',
    definition: 'The last layer has one channel instead of three, and nothing else is changed.',
    reference: 'Our control: only the number of channels differs',
    role: 'control',
    startsAtIdentity: true,
    refuses: needsConvNet,
    knockOut: {
      none: 'Without training it is the mean of the three channels, which channels=single-continuous shows.',
    },
    part: { from: 'last-layer', outputs: 1, binary: false },
  },
  'three-binary': {
    id: 'three-binary',
    label: 'Three, on or off',
    definition: 'Three channels, each of which switches its colour of the pattern on or off in each patch.',
    reference: 'Our control: only zeros and ones differ',
    role: 'control',
    startsAtIdentity: true,
    knockOut: {
      by: { kind: 'binary' },
      definition: 'On where the mask is positive, as strong as masks are on average.',
    },
    part: { from: 'last-layer', outputs: 3, binary: true },
  },
} as const satisfies { readonly [Id in ChannelsId]: Variant<ChannelsPart> & { readonly id: Id } };

/** Block 2 of the plan: three-channel masks (paper.md C.2). */
export const channels = {
  id: 'channels',
  label: 'Mask channels',
  question: 'Does every colour need a mask of its own?',
  default: 'three',
  variants: Object.values<Variant<ChannelsPart>>(variants),
  onlyDefault: withoutMaskChannels,
} as const satisfies Block<ChannelsPart>;

export function channelsPart({ channels }: Pick<MethodConfig, 'channels'>): ChannelsPart {
  return variants[channels].part;
}
