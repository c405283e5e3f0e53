import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadFile } from '../data/read-file';
import { UserError } from '../lib/user-error';

/** The files that the page fetches, read from disk. */
const PUBLIC = fileURLToPath(new URL('../../public/', import.meta.url));

/** A reader below a folder of public/. */
export const publicFolder = (name: 'models' | 'datasets'): ReadFile => folder(join(PUBLIC, name));

export const folder =
  (root: string): ReadFile =>
  async (path) =>
    readBytes(join(root, path));

/** @throws UserError when it cannot be read */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return Uint8Array.from(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'it does not exist' : code === 'EISDIR' ? 'it is a folder' : (code ?? '');
    throw new UserError(`${path} cannot be read: ${reason}. Check the path.`);
  }
}

/** Writes a file, its folders too where they are missing. */
export async function writeOut(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`${path} cannot be written (${code ?? String(error)}). Choose another place.`);
  }
}
