import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';

/** Finds the sheets of test pictures of a dataset, once; a dataset that does not come with the page has none. */
export class TestSheets {
  readonly #needs: Pick<Dependencies, 'readAsset' | 'assets'>;
  readonly #asked = new Set<string>();

  constructor(needs: Pick<Dependencies, 'readAsset' | 'assets'>) {
    this.#needs = needs;
  }

  show(data: string): void {
    if (this.#asked.has(data)) return;
    this.#asked.add(data);
    // a name that leads elsewhere is none of ours
    if (/^[\w-]+$/.test(data)) void this.#find(data);
    else put(data, null);
  }

  async #find(data: string): Promise<void> {
    const path = `datasets/${data}/dataset.json`;
    try {
      const bytes = await this.#needs.readAsset(path);
      if (!bytes) return put(data, null);
      const { parseDescription } = await import('../data/dataset-description');
      const { testSheets } = await import('../data/picture-sheets');
      const folder = new URL(`datasets/${data}/`, this.#needs.assets);
      const description = parseDescription(new TextDecoder().decode(bytes), path);
      put(
        data,
        testSheets(description, (file) => new URL(file, folder).href),
      );
    } catch {
      // the next who shows pictures tries again
      this.#asked.delete(data);
      put(data, null);
    }
  }
}

function put(data: string, found: Sheets): void {
  explorer.setState(({ testSheets }) => ({ testSheets: { ...testSheets, [data]: found } }));
}

type Sheets = ReturnType<typeof explorer.getState>['testSheets'][string];
