import { format, plural } from './format';

export const scrubber = {
  title: 'Time marker',
  step: 'step',
  slider: 'Stored step',
  value: (step: number, epoch: number) => `step ${format.count(step)}, epoch ${format.count(epoch)}`,
  epoch: (epoch: number, epochs: number) => `epoch ${format.count(epoch)} of ${format.count(epochs)}`,
  start: 'before training',
  play: 'Play the stored steps',
  pause: 'Hold the stored steps',
  follow: 'newest',
  followHint: 'Follow the newest step as it comes',
  stored: (count: number) =>
    `${format.count(count)} stored ${plural(count, { one: 'step', other: 'steps' })}`,
  empty: 'Steps can be scrubbed as soon as the first one is stored.',
};
