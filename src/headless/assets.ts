import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadFile } from '../data/read-file';
import { UserError } from '../lib/user-error';

/** The files that the page fetches, read from disk. */
const PUBLIC = fileURLToPath(new URL('../../public/', import.meta.url));

/** A reader below a folder of public/. */
export const publicFolder = (name: 'models' | 'datasets'): ReadFile => folder(join(PUBLIC, name));

/** What lies in a folder of public/: the names that `--data` and `--backbone` know. */
export async function embeddedNames(name: 'models' | 'datasets'): Promise<string[]> {
  const entries = await readdir(join(PUBLIC, name), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Paths of all files below a folder, with forward slashes. */
export async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

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
