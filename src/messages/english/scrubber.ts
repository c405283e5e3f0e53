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
  fork: {
    open: 'Fork here',
    title: (step: number) => `Fork after step ${format.count(step)}`,
    changes: (label: string) => `${label} goes on from here as the switches stand:`,
    change: (from: string, to: string) => `${to} instead of ${from}`,
    about:
      'What both have in common is carried over as it was, with its momentum; what is new begins anew. The same batches follow.',
    begin: 'Train the fork',
    begun: 'It is on its way: its curve leaves that of the run here.',
    noCheckpoint: 'The checkpoint to fork from is no longer kept. Fork at another step.',
    refusals: {
      weights:
        'This run was recorded: its weights are not on the page. Train a run here, then fork it at any step.',
      end: 'The run ends at this step, so nothing is left to train. Move the marker to an earlier one.',
      checkpoint:
        'No checkpoint is kept of this step or one before. The first is taken after the first epoch, or at a pause: fork at a later step.',
      other:
        'A fork goes on with the same data, size, batches, rates and seed; only switches can be changed. Set the others as in the run on screen, or press Play for a run of its own.',
      same: 'The switches describe the run itself. Change one of them, then fork.',
    },
  },
  empty: 'Steps can be scrubbed as soon as the first one is stored.',
};
