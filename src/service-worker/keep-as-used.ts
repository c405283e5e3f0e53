import type { WorkboxPlugin } from 'workbox-core';
import { Route } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { offlineCache, offlineKey, type OfflineFile, type OfflineLayer } from '../data/offline-files';
import { isSound } from '../data/sound-file';
import { keptApart } from './apart';

/** Files that are kept once they were fetched, if they are those of this build. */
export function keepAsUsed(
  files: readonly OfflineFile[],
  { layer, scope }: { readonly layer: OfflineLayer; readonly scope: string },
): Route {
  const known = new Map(files.map((file) => [new URL(file.url, scope).href, file]));
  const fileOf = (request: Request) => known.get(request.url);
  const ofThisBuild: WorkboxPlugin = {
    cacheKeyWillBeUsed: async ({ request }) => {
      const file = fileOf(request);
      return file ? offlineKey(file, scope) : request;
    },
    async cacheWillUpdate({ request, response }) {
      const file = fileOf(request);
      if (!file || response.status !== 200) return null;
      return (await isSound(await response.clone().arrayBuffer(), file)) ? response : null;
    },
  };
  return new Route(
    // `no-cache` is the page's way to a fresh copy: it keeps that itself
    ({ request }) => request.cache !== 'no-cache' && known.has(request.url),
    new CacheFirst({ cacheName: offlineCache(layer, scope), plugins: [ofThisBuild, keptApart] }),
  );
}
