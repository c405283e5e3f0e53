import { expect, it } from 'vitest';
import { openDisk } from './disk';

const storage = (change: Partial<StorageManager>) => change as StorageManager;

it('a disk tells how full it is, and whether it lasts', async () => {
  const disk = openDisk(
    storage({ estimate: async () => ({ usage: 3, quota: 10 }), persisted: async () => true }),
  );
  expect(await disk.report()).toEqual({ used: 3, free: 7, lasting: true });
});

it('is asked to keep what is here, once it has not promised to', async () => {
  const asked: string[] = [];
  const persist = async () => asked.push('persist') > 0;
  await openDisk(storage({ persisted: async () => true, persist })).askToKeep();
  expect(asked).toEqual([]);
  await openDisk(storage({ persisted: async () => false, persist })).askToKeep();
  expect(asked).toEqual(['persist']);
});

it('that does not tell, or refuses, is no failure', async () => {
  expect(await openDisk(undefined).report()).toBeNull();
  await openDisk(undefined).askToKeep();
  const refusing = openDisk(
    storage({
      estimate: () => Promise.reject(new TypeError('no')),
      persisted: () => Promise.reject(new TypeError('no')),
    }),
  );
  expect(await refusing.report()).toBeNull();
  await refusing.askToKeep();
});
