/** What is asked of a table of results: which rows, in which order, and how many there are of each kind. */
import type { MetricId } from '../metrics';
import type { ListedRun } from './listed-run';

/** What rows are told apart by; in the order in which they are offered. */
export const facetIds = [
  'data',
  'backbone',
  'variant',
  'mapping',
  'side',
  'schedule',
  'epochs',
  'source',
] as const;
export type FacetId = (typeof facetIds)[number];

/** Values that are let through, as text; a facet that is not here, or has none, lets all through. */
export type ChosenFacets = Readonly<Partial<Record<FacetId, readonly string[]>>>;

/** `plan`: in the order of the file. `published`: the paper's figure. `n`: how many seeds. */
export type ResultSort = 'plan' | FacetId | 'seed' | 'n' | 'published' | MetricId;

export interface ResultQuery {
  /** words that all stand somewhere in a row */
  readonly find: string;
  readonly facets: ChosenFacets;
  /** of texts a before z, of numbers the best first; `reversed` the other way round */
  readonly sort: { readonly by: ResultSort; readonly reversed: boolean };
  /** one row for each configuration, over its seeds */
  readonly grouped: boolean;
}

export const anyResult: ResultQuery = {
  find: '',
  facets: {},
  sort: { by: 'plan', reversed: false },
  grouped: false,
};

export interface FacetValue {
  readonly value: string;
  /** in words; what has no better one says its value */
  readonly label: string;
  /** rows of this value that everything but this facet lets through */
  readonly count: number;
}

export type Facets = Readonly<Record<FacetId, readonly FacetValue[]>>;

/** What a facet reads of a run. A run of this browser has no file: its source is the empty text. */
export function facetOf({ row, file }: ListedRun, facet: FacetId): string {
  if (facet === 'source') return file ?? '';
  return String(row[facet] ?? '');
}

/**
 * One pass: the runs that every filter lets through, and of what all but one facet let through, how many have which
 * value.
 * @param keyOf what is counted: runs of one key count once
 */
export function filtered(
  runs: readonly ListedRun[],
  { find, facets }: Pick<ResultQuery, 'find' | 'facets'>,
  keyOf: (run: ListedRun) => string,
): { readonly runs: ListedRun[]; readonly facets: Facets } {
  const wanted = find.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = facetIds.map((id) => facets[id] ?? []).map((values) => values.length > 0 && new Set(values));
  const counts = facetIds.map(() => new Map<string, { label: string; keys: Set<string> }>());
  const through: ListedRun[] = [];
  for (const run of runs) {
    const said = wanted.every((word) => run.words.includes(word));
    const values = facetIds.map((id) => facetOf(run, id));
    const fits = values.map((value, i) => !chosen[i] || chosen[i].has(value));
    const missed = said ? fits.filter((fit) => !fit).length : Infinity;
    if (missed === 0) through.push(run);
    const key = keyOf(run);
    values.forEach((value, i) => {
      let known = counts[i]!.get(value);
      if (!known) counts[i]!.set(value, (known = { label: wordsOf(run, facetIds[i]!), keys: new Set() }));
      if (missed === 0 || (missed === 1 && !fits[i])) known.keys.add(key);
    });
  }
  const listed = counts.map((values) =>
    Array.from(values, ([value, { label, keys }]) => ({ value, label, count: keys.size })).sort(byValue),
  );
  return {
    runs: through,
    facets: Object.fromEntries(facetIds.map((id, i) => [id, listed[i]!])) as unknown as Facets,
  };
}

function wordsOf(run: ListedRun, facet: FacetId): string {
  return (facet === 'variant' ? run.row.label : null) ?? facetOf(run, facet);
}

/** Sides as numbers, the method as published first, all else by the alphabet. */
function byValue(one: FacetValue, other: FacetValue): number {
  if (one.value === 'default' || other.value === 'default') return one.value === 'default' ? -1 : 1;
  return one.value.localeCompare(other.value, 'en', { numeric: true });
}

/**
 * Stable; what has no value comes last, whichever way round.
 * @param better which way a number is sorted first; texts go by the alphabet
 */
export function sortedBy<Item>(
  items: readonly Item[],
  valueOf: (item: Item) => string | number | null,
  { better, reversed }: { readonly better: 'higher' | 'lower'; readonly reversed: boolean },
): Item[] {
  const sign = (better === 'higher') === reversed ? 1 : -1;
  const keyed = items.map((item) => ({ item, value: valueOf(item) }));
  keyed.sort(({ value: a }, { value: b }) => {
    if (a === b) return 0;
    if (a === null || b === null) return a === null ? 1 : -1;
    return (a < b ? -1 : 1) * sign;
  });
  return keyed.map(({ item }) => item);
}
