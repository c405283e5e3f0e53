/** What a results file may ask of us. */
export const RESULTS_LIMITS = {
  rows: 100_000,
  /** of the whole file */
  bytes: 256 * 2 ** 20,
  columns: 1000,
  /** characters of one value */
  text: 4 * 2 ** 20,
} as const;
