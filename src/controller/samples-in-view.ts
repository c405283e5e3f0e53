/** Test images that every run shows: the first sixteen hold all ten classes of each embedded dataset. */
export const samplesInView = Array.from({ length: 16 }, (_, index) => `test/${index}`);
