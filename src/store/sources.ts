import type { DatasetFacts, NetworkFacts, PackageLicence, PageContents } from '../data/source-facts';

/** What the page came with. */
export interface Sources {
  readonly state: 'unasked' | 'loading' | 'ready' | 'failed';
  readonly datasets: readonly DatasetFacts[];
  readonly network: NetworkFacts | null;
  /** empty where the page was not built, and so holds no list */
  readonly licences: readonly PackageLicence[];
  /** null where the page was not built */
  readonly contents: PageContents | null;
}

export const initialSources: Sources = {
  state: 'unasked',
  datasets: [],
  network: null,
  licences: [],
  contents: null,
};
