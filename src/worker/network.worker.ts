/** Looks into networks' files beside the page, fetches them from the model hub and writes them into the browser's database. */
import { openNetworkLibrary } from '../storage/network-library';
import { openRunClaims } from '../storage/run-claims';
import type { NetworkCommand } from './network-protocol';
import { NetworkSession } from './network-session';
import type { Question, SignOfLife } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

const session = new NetworkSession({
  post: (reply) => self.postMessage(reply),
  library: openNetworkLibrary(),
  claims: openRunClaims(navigator.locks, 'smm-explorer-network/'),
  fetch: (asked, init) => fetch(asked, init),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

self.addEventListener('message', ({ data }: MessageEvent<NetworkCommand | Question>) => {
  if (data.type === 'are-you-there') self.postMessage({ type: 'alive', lock: null } satisfies SignOfLife);
  else void session.handle(data);
});
