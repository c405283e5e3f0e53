import { format, plural } from './format';

/** Pictures × variants. */
export const matrix = {
  title: 'The same pictures under every variant',
  caption: (step: string, seed: number) =>
    `${step}, seed ${seed}. One colour range for all masks; ✓ and ✗ say whether the network’s answer is right.`,
  more: (count: number) =>
    `${format.count(count)} more ${plural(count, { one: 'variant is', other: 'variants are' })} not drawn: choose rows in the table.`,
  region: 'Variants down, pictures across',
  newest: 'newest step',
  step: (step: number) => `step ${format.count(step)}`,
  empty: 'Pictures appear with the first steps of two runs on the same pictures.',
  layer: 'Show',
  layers: { mask: 'mask', product: 'δ ⊙ m', prompted: 'prompted' },
  difference: 'difference to the reference',
  pictures: 'Pictures',
  picturesShown: { all: 'all', 'flips-first': 'flips first', 'flips-only': 'only flips' },
  noFlips: 'No variant turns the answer to any of these pictures.',
  channel: 'Channel',
  channels: { r: 'R', g: 'G', b: 'B' },
  picture: 'picture',
  own: 'own picture',
  right: 'right',
  wrong: 'wrong',
  flipped: 'flipped',
  flipsOf: (flips: number, count: number) =>
    flips === 0
      ? 'no answer turns'
      : `${format.count(flips)} of ${format.count(count)} ${plural(flips, { one: 'answer turns', other: 'answers turn' })}`,
  noAnswer: '–',
  noMask: 'no mask',
  noPrompt: 'no prompt',
  notSeen: 'not seen',
  legend: 'Mask values, the same for every variant',
  differenceLegend: 'Mask less the reference’s mask',
  gain: (gain: number) => `δ ⊙ m is shown × ${format.count(gain)}, the same for every variant.`,
  cell: ({
    variant,
    picture,
    answer,
    right,
  }: {
    variant: string;
    picture: string;
    answer: string;
    right: string;
  }) => `${variant}, ${picture}: ${answer}${right ? `, ${right}` : ''}`,
  open: 'Open this run and picture in Explore',
};
