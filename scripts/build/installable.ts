import { VitePWA } from 'vite-plugin-pwa';
import { offlineList, writeContents } from './offline-list.ts';

const name = 'SMM Explorer';

/** The page as an application: its manifest, and the service worker of src/service-worker with its list of files. */
export function installable() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/service-worker',
    filename: 'service-worker.ts',
    // src/storage/offline-copy.ts registers it, when the page has come to rest
    injectRegister: false,
    includeManifestIcons: false,
    injectManifest: {
      globPatterns: ['**/*'],
      // the text of the service worker cannot hold its own hash; the other is for the host
      globIgnores: ['service-worker.js', '_headers'],
      // their names hold a hash
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 32e6,
      // a module would shut older browsers out
      rollupFormat: 'iife',
      manifestTransforms: [
        (built) => {
          const files = offlineList(built, 'dist');
          const list = [...files, writeContents(files, 'dist')];
          return { manifest: list.map((file) => ({ ...file, size: file.bytes })) };
        },
      ],
    },
    manifest: {
      name,
      short_name: 'SMM',
      description:
        'See how sample-specific masks for visual reprogramming work: SMM trains in this browser, on real pictures, with every mask in view.',
      id: './',
      start_url: './',
      scope: './',
      display: 'standalone',
      theme_color: '#ffffff',
      background_color: '#faf9f6',
      categories: ['education', 'science'],
      icons: [
        { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
        { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
  });
}
