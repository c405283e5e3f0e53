import { explorer } from './store';

/** What data is called in files, prints and sentences: by its `dataset.json`, or as the person named their own. */
export function dataName(data: string): string {
  return explorer.getState().ownData.datasets.find(({ id }) => id === data)?.name ?? data;
}
