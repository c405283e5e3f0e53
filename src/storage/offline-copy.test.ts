import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OfflineFile } from '../data/offline-files';
import { openOfflineCopy } from './offline-copy';

const scope = 'https://lectures.example/smm/';
const files: readonly OfflineFile[] = [
  { url: 'index.html', revision: '1', bytes: 1000, layer: 'recorded' },
  { url: 'models/lite0/model.safetensors', revision: '2', bytes: 20_000, layer: 'live' },
];

/** @param heard which of the times that it is asked it answers */
function copyOf(heard: (time: number) => boolean) {
  let times = 0;
  const active = {
    postMessage(_question: unknown, [port]: [MessagePort]) {
      if (heard(times++)) port.postMessage(files);
    },
  };
  const container = { getRegistration: async () => ({ active }) } as unknown as ServiceWorkerContainer;
  const caches = { open: async () => ({ keys: async () => [] }) } as unknown as CacheStorage;
  return openOfflineCopy({ container, caches, scope });
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

/** Lets a minute go by, and the messages between with it. */
async function waitFor<Result>(promise: Promise<Result>): Promise<Result> {
  let done = false;
  void promise.finally(() => (done = true));
  for (let second = 0; second < 60 && !done; second++) {
    await vi.advanceTimersByTimeAsync(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return promise;
}

it('asks a service worker again that did not hear', async () => {
  const report = await waitFor(copyOf((time) => time === 1).report());
  expect(report?.live).toEqual({ files: 1, bytes: 20_000, kept: { files: 0, bytes: 0 } });
});

it('does not wait for ever for one that never answers', async () => {
  expect(await waitFor(copyOf(() => false).report())).toBeNull();
});
