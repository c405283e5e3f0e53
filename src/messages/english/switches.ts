export const switches = {
  /** what choosing an option does now */
  effects: {
    recorded: { note: 'recorded', hint: 'Its run is shown at once; Play trains it anew.' },
    trains: { note: 'to train', hint: 'Takes effect with the next run: press Play.' },
  },
  refused: 'not now',
};
