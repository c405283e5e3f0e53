import type { RunEntry } from '../data/run-entry';
import type { KeptHere } from '../worker/results-protocol';
import { dataName } from '../store/data-name';
import { explorer } from '../store/store';

/**
 * Those that are finished, under the names that their data and networks have for people. What no row of a table says
 * stays behind: all of it is copied on the page's thread.
 */
export function keptRuns(): readonly KeptHere[] {
  const { library, ownNetworks } = explorer.getState();
  return finished(library.entries).map((entry) => {
    const { id, source, config, classes, epochs, unprompted, seconds, result, provenance, measured } = entry;
    const { fork, created } = entry;
    const network = ownNetworks.networks.find((one) => one.id === config.backbone);
    const named = { ...config, data: dataName(config.data), backbone: network?.name ?? config.backbone };
    const run = { id, source, config: named, classes, unprompted, seconds, result, provenance };
    const approximation = measured.approximation && { ...measured.approximation, images: null };
    const last = epochs.slice(-1);
    const told = { ...run, epochs: last, measured: { ...measured, approximation }, losses: null };
    return { run: { ...told, ...(fork && { fork }) }, created };
  });
}

/** Calls back when other runs are finished than before; what trains changes the library at every epoch. */
export function followKept(onChange: () => void): () => void {
  return explorer.subscribe(({ library }) => finished(library.entries), onChange, {
    equalityFn: (some, others) =>
      some.length === others.length && some.every((entry, i) => entry === others[i]),
  });
}

function finished(entries: readonly RunEntry[]): readonly RunEntry[] {
  return entries.filter(({ result }) => result !== null);
}
