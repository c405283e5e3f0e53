import { access, constants, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadFile } from '../data/read-file';
import { UserError } from '../lib/user-error';

/** The files that the page fetches, read from disk. */
const PUBLIC = fileURLToPath(new URL('../../public/', import.meta.url));

/** A folder of public/. */
export const publicPath = (name: 'models' | 'datasets'): string => join(PUBLIC, name);

/** A reader below it. */
export const publicFolder = (name: 'models' | 'datasets'): ReadFile => folder(publicPath(name));

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
  await prepareOut(path);
  await writeFile(path, bytes).catch((error) => Promise.reject(notWritable(path, error)));
}

/**
 * Makes the folders of a file that will be written: to be called before work that would be lost with it.
 * @throws UserError when it could not be written
 */
export async function prepareOut(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const there = await stat(path).catch(() => null);
    if (there?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    await access(there ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw notWritable(path, error);
  }
}

const WRITE_FAILURES: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  EEXIST: 'its folder is a file',
  ENOTDIR: 'its folder is a file',
  EACCES: 'it is not yours to write',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

/** The sentence about a file that could not be written. */
export function notWritable(path: string, error: unknown): UserError {
  const { code } = error as NodeJS.ErrnoException;
  const reason = (code && WRITE_FAILURES[code]) ?? code ?? String(error);
  return new UserError(`${path} cannot be written: ${reason}. Choose another place.`);
}
