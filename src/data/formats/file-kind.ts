/** What a file is, by its first bytes; its name says so only where the bytes cannot. */
import { ByteReader, type Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';
import { cifarLabels, isCifarName, isCifarNames } from './cifar';
import { idxHeader } from './idx';
import { headOf, type SourceFile } from './source-file';
import { unpacked } from './tar';

export type FileKind =
  | 'picture'
  | 'zip'
  | 'tar'
  | 'idx'
  | 'cifar'
  /** beside batches: their class names */
  | 'cifar-names'
  | 'parquet'
  /** recognised, and not read */
  | 'pickle'
  | 'numpy'
  | 'hdf5'
  | 'arrow'
  | 'rar'
  | '7z'
  /** called a CIFAR batch, but it is none */
  | 'broken-cifar'
  /** packed, and cannot be unpacked */
  | 'broken-gzip'
  | 'empty'
  | 'other';

/** enough for the label bytes of a few CIFAR records and for a tar's first header */
const HEAD = 4 * 3074;

/** Never fails: what cannot be looked into is `other`, and says why when it is read. */
export async function fileKind(file: SourceFile): Promise<FileKind> {
  if (file.size === 0) return 'empty';
  let head: Bytes;
  try {
    head = await headOf(file, HEAD);
  } catch (error) {
    if (error instanceof UserError) return 'other';
    throw error;
  }
  if (head[0] === 0x1f && head[1] === 0x8b) return packedKind(file);
  return kindOf(head, file);
}

function kindOf(head: Bytes, { path, size }: Pick<SourceFile, 'path' | 'size'>): FileKind {
  const text = String.fromCharCode(...head.subarray(0, 8));
  if (text.startsWith('\x89PNG') || text.startsWith('\xff\xd8\xff') || text.startsWith('RIFF'))
    return 'picture';
  if (/^PK(\x03\x04|\x05\x06)/.test(text)) return 'zip';
  if (text.startsWith('PAR1')) return 'parquet';
  if (text.startsWith('\x93NUMPY')) return 'numpy';
  if (text.startsWith('\x89HDF')) return 'hdf5';
  if (text.startsWith('ARROW1')) return 'arrow';
  if (text.startsWith('Rar!')) return 'rar';
  if (text.startsWith('7z\xbc\xaf')) return '7z';
  if (String.fromCharCode(...head.subarray(257, 262)) === 'ustar') return 'tar';
  if (isCifarNames(path)) return 'cifar-names';
  const dimensions = idxHeader(head)?.dimensions;
  if (dimensions && dimensions.length !== 2) return 'idx';
  // before pickle, whose first bytes a batch could have by chance: its length could not
  if (cifarLabels(head, size)) return 'cifar';
  if (head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5) return 'pickle';
  if (isCifarName(path)) return 'broken-cifar';
  return 'other';
}

/** A look at what a gzip holds: its first bytes, inflated. */
async function packedKind(file: SourceFile): Promise<FileKind> {
  const reader = new ByteReader(unpacked(file));
  try {
    const head = await reader.take(512);
    const kind = kindOf(head, { path: file.path, size: 0 });
    return kind === 'idx' || kind === 'tar' || kind === 'pickle' ? kind : 'other';
  } catch {
    return 'broken-gzip';
  } finally {
    await reader.end();
  }
}
