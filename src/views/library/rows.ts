import type { RunEntry } from '../../data/run-entry';

export interface Wanted {
  /** words, each of which must stand somewhere in what describes the run */
  readonly find: string;
  /** every one of them must be on the run */
  readonly tags: readonly string[];
}

/** The runs that are asked for, the newest first. @param settings a run's settings in words */
export function shownRuns(
  entries: readonly RunEntry[],
  { find, tags }: Wanted,
  settings: (entry: RunEntry) => string,
): readonly RunEntry[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .filter((entry) => {
      const said = [entry.name, entry.notes, ...entry.tags, settings(entry)].join(' ').toLowerCase();
      return words.every((word) => said.includes(word)) && tags.every((tag) => entry.tags.includes(tag));
    })
    .sort((a, b) => b.created - a.created);
}

/** Every tag that is on a run, in the order of the alphabet. */
export function allTags(entries: readonly RunEntry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));
}

/** Test accuracy 0..1 after the last epoch, or after the last one so far; null before the first. */
export function accuracyOf({ result, epochs }: RunEntry): number | null {
  return result?.last.testAccuracy ?? epochs.at(-1)?.testAccuracy ?? null;
}
