/** Pictures between two snapshots. */
export const live = {
  pictures: (step: string) => `pictures: step ${step}`,
  numbers: (step: string) => `numbers: step ${step}`,
  why: 'Between two snapshots the graphics device draws these pictures itself, ten times a second at most, without reading a value back. Numbers, and what is saved or scrubbed to, come from the snapshots.',
};
