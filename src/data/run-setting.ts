/** Which runs may stand in one table: those that differ in nothing but the method's blocks and the seed. */
import type { RunSummary } from './run-entry';

type Settled = Pick<RunSummary, 'config' | 'provenance'>;
type Blocks = readonly { readonly id: string }[];

/** The same text for two runs on the same data and network, trained alike. */
export function runSetting(run: Settled, blocks: Blocks): string {
  return JSON.stringify(factsOf(run, blocks));
}

/** The names of what differs, as they stand in a configuration: `epochs`, `dataHash`. */
export function settingDifferences(one: Settled, other: Settled, blocks: Blocks): string[] {
  const [facts, others] = [new Map(factsOf(one, blocks)), new Map(factsOf(other, blocks))];
  const names = new Set([...facts.keys(), ...others.keys()]);
  return [...names].filter((name) => facts.get(name) !== others.get(name));
}

type Fact = readonly [name: string, value: unknown];

/** Sorted: the order of the keys must not matter, a stored configuration was written by another version. */
function factsOf({ config, provenance }: Settled, blocks: Blocks): Fact[] {
  const { method, training, data, backbone } = config;
  const { dataHash, backboneHash } = provenance;
  const ignored = new Set(['seed', ...blocks.map(({ id }) => id)]);
  return Object.entries({ ...method, ...training, data, backbone, dataHash, backboneHash })
    .filter(([name]) => !ignored.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
