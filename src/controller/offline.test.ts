import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OfflineReport } from '../data/offline-files';
import type { OfflineCopy, OfflineListener } from '../storage/offline-copy';
import { changeEngine, changeLive } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { fakeWorld, noOffline, notices, settled, state } from './fake-world';
import { OfflineKeeper } from './offline';

const keepers: OfflineKeeper[] = [];
beforeEach(() => explorer.setState(initialState(), true));
afterEach(() => {
  for (const keeper of keepers.splice(0)) keeper.close();
});

const nothingKept = { files: 0, bytes: 0 };
const report: OfflineReport = {
  recorded: { files: 2, bytes: 20, kept: { files: 2, bytes: 20 } },
  live: { files: 3, bytes: 30, kept: nothingKept },
  extra: { files: 1, bytes: 10, kept: nothingKept },
};

function offlineWorld(change: Partial<OfflineCopy> = {}, { preload = true } = {}) {
  let listener: OfflineListener | null = null;
  const open = vi.fn<OfflineCopy['open']>((one, { register }) => {
    if (!register) return Promise.resolve('absent');
    listener = one;
    return Promise.resolve('open');
  });
  const keep = vi.fn<OfflineCopy['keep']>(() => Promise.resolve('kept'));
  const update = vi.fn(() => Promise.resolve());
  const copy = { ...noOffline, open, keep, update, report: async () => report, ...change };
  const world = fakeWorld({ preload });
  const measure = vi.fn(() => Promise.resolve());
  const keeper = new OfflineKeeper(world, { copy, shelf: { measure } });
  keepers.push(keeper);
  return { world, keeper, open, keep, update, measure, listener: () => listener! };
}

test('the copy waits until the engine has come to rest, so that nothing competes with the first view', async () => {
  const { keeper, open } = offlineWorld();
  changeEngine({ phase: 'loading' });
  void keeper.start();
  await settled();
  expect(open).not.toHaveBeenCalled();
  changeEngine({ phase: 'ready' });
  await settled();
  expect(open).toHaveBeenCalledOnce();
  expect(state().offline.state).toBe('preparing');
});

test('a browser that was asked to save data is left alone, until the person asks', async () => {
  const { keeper, open, keep, listener } = offlineWorld({}, { preload: false });
  await keeper.start();
  expect(open.mock.lastCall![1]).toEqual({ register: false });
  expect(state().offline.state).toBe('unasked');

  keeper.keepEverything();
  await settled();
  expect(open.mock.lastCall![1]).toEqual({ register: true });
  listener().onReady();
  await vi.waitFor(() => expect(keep).toHaveBeenCalledWith('everything', expect.anything()));
});

test('what the engine of the first visit has used is kept, with its pictures', async () => {
  const { keeper, keep, listener } = offlineWorld();
  await keeper.start();
  listener().onReady();
  await settled();
  expect(keep).not.toHaveBeenCalled();
  changeEngine({ phase: 'ready' });
  await settled();
  expect(keep.mock.lastCall![0]).toEqual({ backbone: 'efficientnet-lite0', data: 'fashion-mnist' });
  expect(state().offline.report).toEqual(report);
});

test.each(['no-room', 'no-connection', 'other-version'] as const)(
  'that everything could not be kept is told with its reason: %s',
  async (reason) => {
    const { keeper, listener, measure } = offlineWorld({
      keep: async (_wanted, { onProgress }) => {
        onProgress(10, 30);
        expect(state().offline.keeping).toEqual({ done: 10, total: 30 });
        return reason;
      },
    });
    await keeper.start();
    listener().onReady();
    await settled();
    keeper.keepEverything();
    await settled();
    expect(state().offline).toMatchObject({ keeping: null, problem: reason });
    expect(measure).toHaveBeenCalled();
  },
);

test('keeping everything takes over from what the page keeps by itself', async () => {
  const asked: unknown[] = [];
  const { keeper, listener } = offlineWorld({
    keep: (wanted, { signal }) => {
      asked.push(wanted);
      if (wanted === 'everything') return Promise.resolve('kept');
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve('ended')));
    },
  });
  await keeper.start();
  listener().onReady();
  changeEngine({ phase: 'ready' });
  await settled();
  keeper.keepEverything();
  await settled();
  expect(asked).toEqual([expect.anything(), 'everything']);
  expect(state().offline).toMatchObject({ keeping: null, problem: null });
});

test('where no service worker is to be had the page goes on without', async () => {
  const { keeper } = offlineWorld({ open: () => Promise.resolve('impossible') });
  await keeper.start();
  expect(state().offline.state).toBe('impossible');
  expect(notices()).toEqual([]);
});

test('a new version is offered, and never put under a run that trains', async () => {
  const { keeper, listener, update, world } = offlineWorld();
  await keeper.start();
  listener().onUpdate();
  expect(notices()).toEqual([world.messages.offline.update]);

  changeLive({ runId: 'run-1', status: 'running' });
  await keeper.useUpdate();
  expect(update).not.toHaveBeenCalled();
  expect(world.reloads).toBe(0);
  expect(notices()).toEqual([world.messages.offline.updateAfterRun]);

  changeLive({ status: 'paused' });
  await keeper.useUpdate();
  expect(update).toHaveBeenCalledOnce();
  expect(world.reloads).toBe(1);
});

test('a version that could not be installed leaves the one in use', async () => {
  const { keeper, listener } = offlineWorld();
  await keeper.start();
  listener().onReady();
  await settled();
  listener().onFailure();
  expect(state().offline.state).toBe('ready');
});

test('on the first visit it is told that nothing could be kept', async () => {
  const { keeper, listener } = offlineWorld({ report: () => Promise.resolve(null) });
  await keeper.start();
  listener().onFailure();
  expect(state().offline.state).toBe('failed');
});
