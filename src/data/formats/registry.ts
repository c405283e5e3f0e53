/** Every format that can be read, and how one is chosen: by what the files are, never by what they are called. */
import { UserError } from '../../lib/user-error';
import { cifarArchive, cifarFiles, wrongLength } from './cifar';
import { classFolders } from './class-folders';
import { fileKind, type FileKind } from './file-kind';
import { inOrder, type Format, type FormatOptions, type LeftOut, type OpenedFormat } from './format';
import { idx } from './idx';
import { IMPORT_LIMITS } from './import-limits';
import { parquet } from './parquet';
import { shownName, type DatasetSource, type SourceFile } from './source-file';
import { unzip } from './zip';

/** Which format takes a kind of file. A folder of many kinds is read by the one that most of its files are for. */
const formats: Partial<Record<FileKind, Format>> = {
  picture: classFolders,
  cifar: cifarFiles,
  'cifar-names': cifarFiles,
  tar: cifarArchive,
  idx,
  parquet,
};

const READ =
  'Read are: pictures (PNG, JPEG, WebP) in a folder for each class, a ZIP of those, CIFAR in its binary version, IDX files as of MNIST, and parquet files of pictures.';

/** What is known and not read, with what to take instead. */
const unread: Partial<Record<FileKind, string>> = {
  pickle:
    'is a Python pickle, which can run programs when it is opened and is never read here. Take the binary version instead (for CIFAR: cifar-10-binary.tar.gz or cifar-100-binary.tar.gz).',
  numpy: 'is a NumPy array, which is not read here. Save its pictures as PNG in a folder for each class.',
  hdf5: 'is an HDF5 file, which is not read here. Save its pictures as PNG in a folder for each class.',
  arrow: 'is an Arrow file, which is not read here. Save it as parquet.',
  rar: 'is a RAR archive, which is not read here. Unpack it, or pack it as ZIP.',
  '7z': 'is a 7z archive, which is not read here. Unpack it, or pack it as ZIP.',
  'broken-gzip': 'ends too early or is damaged: it was cut short. Copy or download it again.',
  zip: 'is an archive inside another one or beside other files. Unpack it first.',
};

export interface RecognisedSource extends OpenedFormat {
  readonly format: Pick<Format, 'id' | 'title'>;
}

/**
 * Opens a dataset, whatever it is stored as.
 * @throws UserError when it is none that can be read, with what was found and what is expected
 */
export async function openSource(source: DatasetSource, options: FormatOptions): Promise<RecognisedSource> {
  const name = shownName(source.name);
  const files = inOrder(source.files);
  if (files.length > IMPORT_LIMITS.files) {
    throw new UserError(
      `${name} holds ${files.length} files; at most ${IMPORT_LIMITS.files} are read. Use fewer.`,
    );
  }
  const [only] = files;
  if (files.length === 1 && only && (await fileKind(only)) === 'zip') {
    const { files: packed, leftOut } = await unzip(only);
    const opened = await openFiles(packed, name, options);
    return { ...opened, leftOut: [...leftOut, ...opened.leftOut] };
  }
  return openFiles(files, name, options);
}

async function openFiles(
  files: readonly SourceFile[],
  name: string,
  options: FormatOptions,
): Promise<RecognisedSource> {
  const { format, its, others } = await chosen(files, name);
  const opened = await format.open(its, name, options);
  return { ...opened, format, leftOut: [...opened.leftOut, ...others] };
}

/** At most so many files of a folder are looked into to know what it holds. */
const LOOKS = 64;

interface Choice {
  readonly format: Format;
  readonly its: readonly SourceFile[];
  readonly others: readonly LeftOut[];
}

async function chosen(files: readonly SourceFile[], name: string): Promise<Choice> {
  // more files than batches or shards ever come in: pictures
  const seen = files.filter(({ path }) => !/(^|\/)(\.|__MACOSX\/)/.test(path));
  const looked = seen.filter((_, index) => index % Math.ceil(seen.length / LOOKS) === 0);
  const kinds = await Promise.all(looked.map(fileKind));
  const votes = new Map<Format, number>();
  for (const kind of kinds) {
    const format = formats[kind];
    if (format) votes.set(format, (votes.get(format) ?? 0) + 1);
  }
  const [winner] = [...votes].sort(([, one], [, other]) => other - one);
  if (!winner) throw nothingKnown(looked, kinds, name);
  const [format] = winner;
  // which file of a folder of pictures is none is found when it is decoded
  if (format === classFolders) return { format, its: files, others: [] };
  const its: SourceFile[] = [];
  const others: LeftOut[] = [];
  for (const file of seen) {
    const index = looked.indexOf(file);
    const kind = index === -1 ? await fileKind(file) : kinds[index]!;
    if (formats[kind] === format) its.push(file);
    else if (kind === 'broken-cifar') throw wrongLength(file.path, file.size);
    else others.push({ path: file.path, message: `It is no part of ${format.title}.` });
  }
  return { format, its, others };
}

function nothingKnown(files: readonly SourceFile[], kinds: readonly FileKind[], name: string): UserError {
  for (const [index, kind] of kinds.entries()) {
    const reason = unread[kind];
    const file = files[index]!;
    if (reason) return new UserError(`${shownName(file.path)} ${reason}`);
    if (kind === 'broken-cifar') return wrongLength(file.path, file.size);
  }
  if (files.length === 0) return new UserError(`${name} holds no files. ${READ}`);
  const what = files.length === 1 ? 'is nothing' : 'holds nothing';
  return new UserError(`${name} ${what} that is known here. ${READ}`);
}
