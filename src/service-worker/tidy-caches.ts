import { offlineCache, offlineKey, offlineLayers, type OfflineFile } from '../data/offline-files';

/** Throws away what lies in the caches of this page and belongs to no file of this build. */
export async function tidyCaches(files: readonly OfflineFile[], scope: string): Promise<void> {
  for (const layer of offlineLayers) {
    const wanted = new Set(files.flatMap((file) => (file.layer === layer ? offlineKey(file, scope) : [])));
    const cache = await caches.open(offlineCache(layer, scope));
    for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  }
}
