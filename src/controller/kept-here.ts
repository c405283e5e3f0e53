import type { KeptHere } from '../worker/results-protocol';
import { dataName } from '../store/data-name';
import { explorer } from '../store/store';

/** Those that are finished, under the names that their data and networks have for people. */
export function keptRuns(): readonly KeptHere[] {
  const { library, ownNetworks } = explorer.getState();
  return library.entries.flatMap((entry) => {
    const { id, source, config, classes, epochs, unprompted, seconds, result, provenance, measured } = entry;
    if (result === null) return [];
    const network = ownNetworks.networks.find((one) => one.id === config.backbone);
    const named = { ...config, data: dataName(config.data), backbone: network?.name ?? config.backbone };
    const run = { id, source, config: named, classes, epochs, unprompted, seconds, result, provenance };
    const { fork } = entry;
    return [{ run: { ...run, measured, losses: null, ...(fork && { fork }) }, created: entry.created }];
  });
}
