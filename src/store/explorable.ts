import { isOwnId } from '../data/own/own-id';
import { dataNames, networkName } from './settings';
import type { ExplorerState } from './store';

/** What stands between a stored run and its pictures on this page. */
export type Hindrance = 'no-data' | 'no-network' | 'no-weights';

interface Stored {
  /** names it among what was opened: `kept/ID` for a run of this browser */
  readonly key: string;
  /** null = kept in this browser */
  readonly file: string | null;
  readonly row: { readonly data: string | null; readonly backbone: string | null };
}

/** Why Explore cannot show a run of opened results; null = it can, as far as names tell. */
export function hindranceOf({ runs, library }: ExplorerState, { key, file, row }: Stored): Hindrance | null {
  if (file !== null) return hindrance(row.data ?? '', row.backbone ?? '');
  const id = key.slice('kept/'.length);
  if (runs.some((run) => run.id === id)) return null;
  const entry = library.entries.find((one) => one.id === id);
  return entry?.hasWeights ? hindrance(entry.config.data, entry.config.backbone) : 'no-weights';
}

function hindrance(data: string, backbone: string): Hindrance | null {
  if (!isOwnId(data) && !dataNames.some((name) => name === data)) return 'no-data';
  return networkName(backbone) ? null : 'no-network';
}
