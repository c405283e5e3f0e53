import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Bytes } from '../lib/byte-stream';
import { fileOf, type DatasetSource, type SourceFile } from '../data/formats/source-file';
import { UserError } from '../lib/user-error';
import { filesBelow } from './assets';

/** A folder with all files below it, or one file; nothing is read yet. Null where there is neither. */
export async function diskSource(path: string): Promise<DatasetSource | null> {
  const there = await stat(path).catch(() => null);
  const name = basename(resolve(path));
  if (there?.isFile()) return { name, files: [fileOnDisk(path, name, there)] };
  if (!there?.isDirectory()) return null;
  const files: SourceFile[] = [];
  for (const below of await filesBelow(path)) {
    const full = join(path, below);
    files.push(fileOnDisk(full, below, await stat(full)));
  }
  return { name, files };
}

/** @param shown its path for people, and for the order of files */
function fileOnDisk(path: string, shown: string, { size, mtimeMs }: Stats): SourceFile {
  const file = fileOf(shown, size, async (start, end) => {
    const file = await open(path).catch((error: NodeJS.ErrnoException) => {
      throw new UserError(
        `${shown} cannot be read (${error.code ?? 'unknown'}). Check that it is still there.`,
      );
    });
    try {
      const bytes: Bytes = new Uint8Array(end - start);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) throw new UserError(`${shown} has become shorter while it was read. Try again.`);
        filled += bytesRead;
      }
      return bytes;
    } finally {
      await file.close();
    }
  });
  return { ...file, changed: Math.round(mtimeMs) };
}
