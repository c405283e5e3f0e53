/** Up to here every step has a snapshot: the first ones are where masks and δ come to life. */
const EVERY_STEP_UNTIL = 8;

/**
 * Whether step `step` (0 = before training) is kept for the scrubber: all of the first, then on a stride that
 * doubles whenever the run has doubled, so eight snapshots per doubling (51 for 320 steps) and the snapshots
 * of a longer run contain those of a shorter one.
 */
export function isSnapshotStep(step: number): boolean {
  if (step <= EVERY_STEP_UNTIL) return true;
  const stride = 2 ** Math.floor(Math.log2(step / EVERY_STEP_UNTIL));
  return step % stride === 0;
}
