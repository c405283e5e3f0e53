import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Raster } from '../data/raster';
import { UserError } from '../lib/user-error';
import { readBytes } from './assets';
import { nodeImageDecoder } from './node-decoders';

export interface NamedPicture {
  /** file name */
  readonly name: string;
  readonly raster: Raster;
}

export interface PictureFolder {
  /** in file-name order */
  readonly pictures: readonly NamedPicture[];
  /** a sentence for each file that could not be read */
  readonly failures: readonly string[];
}

/** All pictures directly in a folder. @throws UserError when there is none that can be read */
export async function readPictures(folder: string): Promise<PictureFolder> {
  const names = await pictureNames(folder);
  const decode = nodeImageDecoder();
  const pictures: NamedPicture[] = [];
  const failures: string[] = [];
  for (const name of names) {
    try {
      pictures.push({ name, raster: await decode(await readBytes(join(folder, name))) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failures.push(`${name}: ${error.message}`);
    }
  }
  if (pictures.length === 0) throw new UserError(nothingRead(folder, failures));
  return { pictures, failures };
}

async function pictureNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    const found = error.code === 'ENOTDIR' ? 'is not a folder' : 'cannot be read';
    throw new UserError(`${folder} ${found}. Give a folder with PNG, JPEG or WebP pictures.`);
  });
  return entries
    .filter((entry) => entry.isFile() && /\.(png|jpe?g|webp)$/i.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

function nothingRead(folder: string, failures: readonly string[]): string {
  return failures.length === 0
    ? `${folder} holds no picture. Put PNG, JPEG or WebP files into it.`
    : `No picture in ${folder} can be read. ${failures[0]}`;
}
