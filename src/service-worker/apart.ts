import type { WorkboxPlugin } from 'workbox-core';

const policy = 'cross-origin-embedder-policy';

/**
 * A script as a page that is isolated from other sites may start it: one that was kept before its host said so, or by
 * a page that kept no headers, would be refused as a worker. A page that is not isolated takes it as well.
 */
export function apart(response: Response): Response {
  const isScript = /javascript/.test(response.headers.get('content-type') ?? '');
  if (!isScript || response.headers.has(policy)) return response;
  const headers = new Headers(response.headers);
  headers.set(policy, 'require-corp');
  headers.set('cross-origin-resource-policy', 'same-origin');
  return new Response(response.body, { status: response.status, headers });
}

/** For whatever answers from a cache. */
export const keptApart: WorkboxPlugin = {
  cachedResponseWillBeUsed: ({ cachedResponse }) => Promise.resolve(cachedResponse && apart(cachedResponse)),
};
