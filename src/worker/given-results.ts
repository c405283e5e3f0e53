/** What of the files that a person gave is a table, what a capsule, and what neither. */
import type { GivenCapsule } from './capsule-reading';
import type { GivenFile } from './import-protocol';

export interface GivenTable extends GivenFile {
  /** the CSV of the same name beside a parquet file, which says more; null = there is none */
  readonly otherwise: GivenFile | null;
}

export interface NamedCapsule extends GivenCapsule {
  /** the run's: a sweep names a capsule after it */
  readonly id: string;
  readonly path: string;
}

export interface SortedFiles {
  readonly tables: readonly GivenTable[];
  readonly capsules: readonly NamedCapsule[];
  /** neither, and chosen by itself: whoever chose it wants to know */
  readonly strange: readonly GivenFile[];
}

/** more is no results folder, and looking at each takes a moment */
const MOST_CAPSULES = 20_000;

export function sortedFiles(files: readonly GivenFile[]): SortedFiles {
  // scaffolding of a sweep that is not done: checkpoints, claims and logs
  const outside = files.filter(({ path }) => !path.split('/').slice(0, -1).includes('work'));
  const byPath = new Map(outside.map((given) => [given.path.toLowerCase(), given]));
  const of = (ending: string) =>
    outside.filter(({ path }) => path.toLowerCase().endsWith(ending)).sort(inOrder);
  const beside = (path: string, ending: string) =>
    byPath.get(path.toLowerCase().replace(/\.[^./]+$/, ending)) ?? null;
  const alone = of('.csv').filter(({ path }) => !beside(path, '.parquet'));
  return {
    tables: [
      ...of('.parquet').map((given) => ({ ...given, otherwise: beside(given.path, '.csv') })),
      ...alone.map((given) => ({ ...given, otherwise: null })),
    ].sort((one, other) => rank(one) - rank(other) || inOrder(one, other)),
    capsules: of('.safetensors')
      .slice(0, MOST_CAPSULES)
      .map(({ path, file }) => ({ id: idOf(path), path, file, about: beside(path, '.json')?.file ?? null })),
    strange: outside.filter(
      ({ path }) =>
        !path.includes('/') &&
        !/\.(parquet|csv|safetensors)$/i.test(path) &&
        !(/\.json$/i.test(path) && beside(path, '.safetensors')),
    ),
  };
}

/** What the sweep itself wrote comes first: of a run that stands in two files, the first one counts. */
function rank({ path }: GivenFile): number {
  return /(^|\/)results\.[^/]+$/i.test(path) ? 0 : 1;
}

function inOrder(one: GivenFile, other: GivenFile): number {
  return one.path < other.path ? -1 : 1;
}

function idOf(path: string): string {
  return path
    .split('/')
    .at(-1)!
    .replace(/\.safetensors$/i, '');
}
