import { Route } from 'workbox-routing';
import { offlineCache, offlineLayers } from '../data/offline-files';
import { apart } from './apart';

/** Code of an older build, for a page of it that is still open in another tab: the host may have it no more. */
export function leftFromBefore(scope: string): Route {
  const assets = new URL('assets/', scope).href;
  return new Route(({ request }) => request.url.startsWith(assets), {
    async handle({ request }) {
      for (const layer of offlineLayers) {
        const found = await caches.match(request, { cacheName: offlineCache(layer, scope) });
        if (found) return apart(found);
      }
      return fetch(request);
    },
  });
}
