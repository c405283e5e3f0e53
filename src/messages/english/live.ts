/** Pictures between two snapshots. */
export const live = {
  pictures: (step: string) => `pictures: step ${step}`,
  numbers: (step: string) => `numbers: step ${step}`,
  why: 'The graphics device draws these pictures at every step, without reading a value back. Numbers, and what is saved or scrubbed to, come from the snapshots.',
};
