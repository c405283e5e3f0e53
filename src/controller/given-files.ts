import type { GivenFile, GivenSource } from '../worker/import-protocol';

/** Files of one gesture as one source: a chosen folder, a dropped one, or files side by side. */

/** Beyond this many nothing is read anyhow: the import says so. */
const most = 600_000;

/** Files of a dialog. With a chosen folder each says its way below it. */
export function chosenSource(files: readonly File[]): GivenSource | null {
  return sourceOf(chosenFiles(files));
}

/** The same with the folder's name in front of each path. */
export function chosenFiles(files: readonly File[]): readonly GivenFile[] {
  return files.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** The weights file of a network that was dropped where pictures come in; null = something else was. */
export function droppedNetwork({ files }: Pick<DataTransfer, 'files'>): File | null {
  const [first, ...more] = files;
  return first && more.length === 0 && /\.safetensors$/i.test(first.name) ? first : null;
}

/** What was dropped, folders with all that is in them. To be called while the event lasts. */
export function droppedSource(dropped: DataTransfer): Promise<GivenSource | null> {
  return droppedFiles(dropped).then(sourceOf);
}

/** The same with the folder's name in front of each path. */
export function droppedFiles({ items, files }: DataTransfer): Promise<readonly GivenFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const loose = [...files];
  return entries.length === 0 ? Promise.resolve(chosenFiles(loose)) : filesBelow(entries);
}

async function filesBelow(entries: readonly FileSystemEntry[]): Promise<GivenFile[]> {
  const found: GivenFile[] = [];
  const waiting = [...entries];
  // a list that grows instead of recursion: how deep a folder goes is the folder's choice
  for (const entry of waiting) {
    if (found.length >= most) break;
    if (entry.isDirectory) {
      for (const below of await entriesOf(entry as FileSystemDirectoryEntry)) waiting.push(below);
    } else {
      const file = await fileOf(entry as FileSystemFileEntry);
      if (file) found.push({ path: entry.fullPath.replace(/^\//, ''), file });
    }
  }
  return found;
}

/** A reader hands out a part at a time, and nothing at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (part.length === 0) return all;
    for (const entry of part) all.push(entry);
  }
}

/** Null where it has gone meanwhile. */
function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

/** One folder gives its name and stands in no path; files of several places keep theirs. */
export function sourceOf(files: readonly GivenFile[]): GivenSource | null {
  const [first] = files;
  if (!first) return null;
  const top = first.path.split('/')[0]!;
  const inFolder = files.every(({ path }) => path.startsWith(`${top}/`));
  if (!inFolder) return { name: files.length === 1 ? first.file.name : `${first.file.name} …`, files };
  return { name: top, files: files.map(({ path, file }) => ({ path: path.slice(top.length + 1), file })) };
}
