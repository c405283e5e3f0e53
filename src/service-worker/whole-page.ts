import type { WorkboxPlugin } from 'workbox-core';
import type { OfflineFile } from '../data/offline-files';

/**
 * The page is taken from a host only together with the code of the same build: one that has the next build half in
 * place makes the installation fail, and the version in use stays. (A hash of the page itself would refuse hosts that
 * add a line of their own to it.)
 */
export function wholePage(files: readonly OfflineFile[]): WorkboxPlugin {
  const known = new Set(files.map(({ url }) => url));
  return {
    async cacheWillUpdate({ request, response }) {
      if (!response.ok) return null;
      if (!new URL(request.url).pathname.endsWith('/index.html')) return response;
      const named = (await response.clone().text()).match(/assets\/[\w.-]+\.(js|css)/g) ?? [];
      return named.length > 0 && named.every((url) => known.has(url)) ? response : null;
    },
  };
}
