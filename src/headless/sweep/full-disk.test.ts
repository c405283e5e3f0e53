import type * as FileSystem from 'node:fs/promises';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { SweepFolder } from './sweep-folder';

/** A disk that takes so many bytes more, and then none. */
const disk = vi.hoisted(() => ({ room: Infinity }));

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FileSystem>();
  return {
    ...real,
    async open(...words: Parameters<typeof real.open>) {
      const file = await real.open(...words);
      const write = file.writeFile.bind(file);
      file.writeFile = async (data: Uint8Array | string) => {
        const bytes = typeof data === 'string' ? Buffer.from(data) : data;
        // as much as fits, as a disk does
        await write(bytes.subarray(0, Math.min(bytes.length, disk.room)));
        if (bytes.length > disk.room) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        disk.room -= bytes.length;
      };
      return file;
    },
  };
});

const home = mkdtempSync(join(tmpdir(), 'smm-full-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const about = { backend: 'wasm', note: null, host: 'h', tries: 1, finished: 'f' };

test('a full disk is a sentence, and what was kept before is whole', async () => {
  const folder = new SweepFolder(mkdtempSync(join(home, 'sweep-')));
  const kept = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
  await folder.keepCheckpoint('task', kept);
  for (const room of [0, 10, 999]) {
    disk.room = room;
    await expect(
      folder.keepCheckpoint(
        'task',
        kept.map((byte) => byte + 1),
      ),
    ).rejects.toThrow(/checkpoint.safetensors cannot be written: the disk is full\. /);
    expect(await folder.checkpoint('task')).toEqual(kept);
  }
  // nothing half written takes up room that there is not
  expect(readdirSync(join(folder.path, 'work', 'task'))).toEqual(['checkpoint.safetensors']);
});

test('a capsule that did not fit is not there, and nobody takes it for done', async () => {
  const folder = new SweepFolder(mkdtempSync(join(home, 'sweep-')));
  // enough for what says how it was made, not for the capsule
  disk.room = 400;
  await expect(folder.keepCapsule('run', new Uint8Array(1000), about)).rejects.toThrow(/the disk is full/);
  expect(await folder.keptCapsule('run')).toEqual({ is: 'missing' });
  disk.room = Infinity;
  await folder.keepCapsule('run', new Uint8Array(1000), about);
  expect(await folder.keptCapsule('run')).toMatchObject({ is: 'whole', about });
  expect(readFileSync(folder.capsule('run')).length).toBe(1000);
});
