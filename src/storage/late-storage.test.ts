import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { NothingKept } from '../lib/user-error';
import { openKept } from './kept';
import { lateStorage } from './late-storage';

describe('storage whose code is loaded with the first call', () => {
  it('is loaded once, and then does what is asked', async () => {
    const load = vi.fn(() => Promise.resolve({ openKept }));
    const { library, storage, guesses } = lateStorage(load);
    expect(load).not.toHaveBeenCalled();
    expect((await library.list()).entries).toEqual([]);
    expect(await storage.load()).toBeNull();
    await guesses.save('which', []);
    expect(await guesses.load()).toEqual({});
    expect(load).toHaveBeenCalledOnce();
  });

  it('fails with a sentence where the code does not arrive, and asks for it again', async () => {
    const load = vi
      .fn(() => Promise.resolve({ openKept }))
      .mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const { library } = lateStorage(load);
    await expect(library.list()).rejects.toThrow(NothingKept);
    await expect(library.list()).resolves.toEqual({ entries: [], unreadable: [] });
  });

  it('lets a listener go that was never heard from', async () => {
    const end = vi.fn();
    const opened = openKept();
    opened.library.listen = () => end;
    const { library } = lateStorage(() => Promise.resolve({ openKept: () => opened }));
    library.listen(() => undefined)();
    await vi.waitFor(() => expect(end).toHaveBeenCalledOnce());
  });
});
