/** Milliseconds; one that rests has no `since`. */
export interface Stopwatch {
  /** what had gone by before it was last started */
  readonly before: number;
  /** since 1970 */
  readonly since: number | null;
}

export function startedNow(watch: Stopwatch | null, now: number): Stopwatch {
  return { before: watch?.before ?? 0, since: now };
}

export function paused(watch: Stopwatch, now: number): Stopwatch {
  return { before: elapsed(watch, now), since: null };
}

export function elapsed({ before, since }: Stopwatch, now: number): number {
  return before + (since === null ? 0 : Math.max(0, now - since));
}
