/** Index of the newest stored step at or before `step`; the first one before them all; −1 without any. */
export function storedIndex(steps: readonly number[], step: number | null): number {
  if (step === null) return steps.length - 1;
  const index = steps.findLastIndex((stored) => stored <= step);
  return index === -1 ? Math.min(0, steps.length - 1) : index;
}

/** Places 0..1 along the slider at which epochs end, for stored steps spaced evenly. */
export function epochPlaces(steps: readonly number[], stepsPerEpoch: number): readonly number[] {
  const last = steps.length - 1;
  if (last < 1 || stepsPerEpoch < 1) return [];
  const places: number[] = [];
  for (let end = stepsPerEpoch; end <= steps[last]!; end += stepsPerEpoch) {
    const after = steps.findIndex((step) => step >= end);
    const [from, to] = [steps[after - 1] ?? 0, steps[after]!];
    const within = to > from ? (end - from) / (to - from) : 1;
    places.push((Math.max(0, after - 1) + within) / last);
  }
  return places;
}

/** Milliseconds for each stored step in playback: the whole run in some seconds, each step long enough to see. */
export function playbackInterval(count: number): number {
  return Math.min(1000, Math.max(50, 6000 / Math.max(1, count)));
}
