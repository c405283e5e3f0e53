export const switches = {
  /** what choosing an option does now */
  onScreen: 'on screen',
  recorded: 'recorded',
  trains: 'trains anew',
  hints: {
    recorded: 'A recorded run of it is shown at once; Play trains it here.',
    trains: 'Takes effect with the next run: press Play.',
  },
};
