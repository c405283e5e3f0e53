import { format } from './format';

export const scrubber = {
  title: 'Time marker',
  slider: 'Stored step',
  at: (step: number) => `step ${format.count(step)}`,
  epoch: (epoch: number, epochs: number) => `epoch ${format.count(epoch)} of ${format.count(epochs)}`,
  /** of the newest step that is stored before the marker */
  pictures: (step: number) => `pictures: step ${format.count(step)}`,
  start: 'before training',
  play: 'Play the stored steps',
  pause: 'Hold the stored steps',
  follow: 'newest',
  followHint: 'Follow the newest step as it comes',
  empty: 'Steps can be scrubbed as soon as the first one is stored.',
};
