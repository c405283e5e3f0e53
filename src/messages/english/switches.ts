export const switches = {
  /** of a run with this variant: in a word, and what choosing it does */
  states: {
    recorded: { word: 'recorded', hint: 'Recorded: shown at once, and Play trains it anew.' },
    live: { word: 'trained', hint: 'Trained here: shown at once, and Play trains it anew.' },
    queued: { word: 'queued', hint: 'Waits in the queue for its training.' },
    training: { word: 'training', hint: 'Is being trained now.' },
    absent: { word: 'to train', hint: 'Not trained yet: press Play.' },
  },
  roles: { control: 'control', demonstration: 'demonstration', shown: 'not trained' },
  refused: 'not now',
  offNow: 'off now',
  identical: 'identical',
  notRetrained: 'At once, in the trained run; nothing is trained again.',
  backOn: 'Back to the trained run',
  train: 'Train it in the queue',
  trainWithout: 'Train a run without it',
  paired: 'Same initial weights, same batches: it can be compared picture by picture.',
  waits: 'Waits for the run in the bar above: pause it or let it end.',
  cancel: 'Take it out of the queue',
};
