/**
 * The page without a network. Each build has its own list of files, by the hash of their contents:
 *
 * - `recorded` is fetched whole when a version is installed, or that version is not installed; so what a page is
 *   served with is always of one build, and a half-finished update changes nothing.
 * - `live` is kept as it is used, and whole when the person asks for it (storage/offline-copy.ts); `extra` as it is used.
 *
 * A new version waits until the page says so. What only an older one needs goes once no page of it can be open.
 */
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import {
  offlineCache,
  type OfflineFile,
  type OfflineLayer,
  type OfflineQuestion,
} from '../data/offline-files';
import { keptApart } from './apart';
import { keepAsUsed } from './keep-as-used';
import { leftFromBefore } from './left-from-before';
import { tidyCaches } from './tidy-caches';
import { wholePage } from './whole-page';

declare const self: ServiceWorkerGlobalScope;

// put in by the build (scripts/build/offline-list.ts), which says more of each file than Workbox asks for
const files = self.__WB_MANIFEST as readonly unknown[] as readonly OfflineFile[];
const { scope } = self.registration;
const filesOf = (layer: OfflineLayer) => files.filter((file) => file.layer === layer);

const precache = new PrecacheController({
  cacheName: offlineCache('recorded', scope),
  plugins: [wholePage(files), keptApart],
});
precache.addToCacheList(filesOf('recorded'));

self.addEventListener('install', precache.install);
self.addEventListener('activate', (event) => {
  // the first visit too may go on without a network
  event.waitUntil(Promise.all([self.clients.claim(), tidy()]));
});
self.addEventListener('message', (event) => {
  const data = event.data as OfflineQuestion | { readonly type: 'SKIP_WAITING' };
  if (data.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  if (data.type === 'files') {
    event.ports[0]?.postMessage(files);
    event.waitUntil(tidy());
  }
});

// whatever the page's own address says behind its `?` is for the page
registerRoute(
  new PrecacheRoute(precache, {
    directoryIndex: 'index.html',
    cleanURLs: false,
    ignoreURLParametersMatching: [/./],
  }),
);
registerRoute(keepAsUsed(filesOf('live'), { layer: 'live', scope }));
registerRoute(keepAsUsed(filesOf('extra'), { layer: 'extra', scope }));
registerRoute(leftFromBefore(scope));

async function tidy(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length <= 1) await tidyCaches(files, scope);
}
