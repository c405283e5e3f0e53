/** Files that are whole or not there: written under another name, flushed, and renamed. */
import { open, mkdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { notWritable } from '../assets';

/** Several nodes may write into one folder. */
let written = 0;

/** @throws UserError when it cannot be written; what was there before is then untouched */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const fresh = `${path}.${hostname()}.${process.pid}.${(written += 1)}.new`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(fresh, 'w');
    try {
      await file.writeFile(content);
      // a node that loses its power right after the rename must not leave an empty file behind
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw notWritable(path, error);
  }
}
