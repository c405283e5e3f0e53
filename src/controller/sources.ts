import { readContents, readDatasetFacts, readLicences, readNetworkFacts } from '../data/source-facts';
import { changeSources } from '../store/actions';
import { dataNames, embeddedNetwork } from '../store/settings';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';

/** Reads what the page's own files say of themselves: once, and again where that failed. */
export async function openSources({ readPageFile }: Pick<Dependencies, 'readPageFile'>): Promise<void> {
  const { sources } = explorer.getState();
  if (sources.state === 'loading' || sources.state === 'ready') return;
  changeSources({ state: 'loading' });
  try {
    const [network, ...datasets] = await Promise.all([
      readPageFile(`models/${embeddedNetwork}/model.json`).then((bytes) =>
        readNetworkFacts(bytes, embeddedNetwork),
      ),
      ...dataNames.map(async (name) =>
        readDatasetFacts(await readPageFile(`datasets/${name}/dataset.json`), name),
      ),
    ]);
    // only a built page has these
    const licences = await readPageFile('licences.json').then(readLicences, () => []);
    const contents = await readPageFile('contents.json').then(readContents, () => null);
    changeSources({ state: 'ready', network, datasets, licences, contents });
  } catch {
    changeSources({ state: 'failed' });
  }
}
