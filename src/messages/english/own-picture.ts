import { format, plural } from './format';

const variants = (count: number) =>
  `${format.count(count)} ${plural(count, { one: 'variant', other: 'variants' })}`;
type State = (answered: number, count: number) => string;

/** One picture of the person's own under every variant. */
export const ownPicture = {
  title: 'Your picture under every variant',
  caption:
    'One picture through every trained variant whose weights are kept, nothing trained for it. It stays on this machine.',
  choose: 'Choose or drop a picture',
  end: 'Stop',
  kept: 'trained here',
  prompted: 'with the prompt',
  unprompted: 'the picture alone',
  states: {
    none: () => '',
    opening: (_, count) => `The engine and the weights of ${variants(count)} are being opened …`,
    working: (answered, count) => `${format.count(answered)} of ${variants(count)} have answered …`,
    done: (_, count) =>
      `${variants(count)}. A dark frame: the prompt turns the answer that the picture alone gets.`,
    ended: (answered, count) => `Stopped after ${format.count(answered)} of ${variants(count)}.`,
    failed: () => 'This picture cannot be read. Choose another one.',
  } satisfies Record<string, State> as Record<
    'none' | 'opening' | 'working' | 'done' | 'ended' | 'failed',
    State
  >,
};
