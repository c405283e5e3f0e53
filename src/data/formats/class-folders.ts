/**
 * Pictures in folders that are named after their classes: `train/<class>/*` and `test/<class>/*`, or `<class>/*` to be
 * split, or loose pictures that get their classes in the page. Whatever lies above these folders counts for nothing.
 */
import { group } from 'd3-array';
import { readAhead } from '../../lib/read-ahead';
import { UserError } from '../../lib/user-error';
import { inOrder, type Format, type Half, type LeftOut, type OpenedFormat } from './format';
import { halfWords } from './halves';
import { IMPORT_LIMITS } from './import-limits';
import { shownName, wholeFile, type SourceFile } from './source-file';

interface PlacedFile {
  readonly file: SourceFile;
  readonly half: Half | null;
  readonly label: string | null;
}

export const classFolders: Format = {
  id: 'class-folders',
  title: 'a set of folders, one for each class',
  async open(files, name) {
    const { placed, leftOut } = place(files);
    if (placed.length === 0) {
      throw new UserError(
        `${name} holds no pictures where they are looked for. Put them into train/<class>/ and test/<class>/, a folder for each class.`,
      );
    }
    return {
      pictures: placed.length,
      pixels: null,
      seekable: true,
      leftOut,
      classNames: () => null,
      async *records(from) {
        const wanted = from === 0 ? placed : placed.slice(from);
        yield* readAhead(wanted, { read: recordOf, sizeOf: ({ file }) => file.size });
      },
    } satisfies OpenedFormat;
  },
};

async function recordOf({ file, half, label }: PlacedFile) {
  const common = { path: file.path, index: 0, half, label };
  try {
    const bytes = await wholeFile(file, IMPORT_LIMITS.entryBytes);
    return { ...common, content: { kind: 'encoded' as const, bytes } };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...common, content: { kind: 'broken' as const, message: error.message } };
  }
}

/** What lies where a picture belongs, and what else there is; hidden files (.DS_Store and the like) count as nothing. */
function place(files: readonly SourceFile[]): { placed: PlacedFile[]; leftOut: LeftOut[] } {
  const seen = inOrder(files)
    .map((file) => ({ file, parts: file.path.split('/') }))
    .filter(({ parts }) => !isHidden(parts));
  if (seen.length === 0) return { placed: [], leftOut: [] };
  // a readme beside the classes is no reason to look for them elsewhere
  const length = usual(seen.map(({ parts }) => parts.length));
  const alike = seen.map(({ parts }) => parts).filter((parts) => parts.length === length);
  const depth = depthAbove(alike);
  const words = halfWords(new Set(alike.flatMap((parts) => parts.slice(depth, -1).slice(0, 1)).map(lower)));
  const halved = length === depth + 3 && alike.some((parts) => words.halfOf(lower(parts[depth]!)) !== null);
  const placed: PlacedFile[] = [];
  const leftOut: LeftOut[] = [];
  for (const { file, parts } of seen) {
    const [first, second] = parts.slice(depth);
    const half = first === undefined ? null : words.halfOf(lower(first));
    if (parts.length === length && length === depth + 1) {
      placed.push({ file, half: null, label: null });
    } else if (parts.length === length && halved && (half === 'train' || half === 'test')) {
      placed.push({ file, half, label: className(second!) });
    } else if (parts.length === length && !halved && length === depth + 2) {
      placed.push({ file, half: null, label: className(first!) });
    } else {
      const message = halved
        ? half === 'unused'
          ? `It is neither trained nor tested on: ${first} lies beside the test pictures.`
          : 'It lies neither in train/<class>/ nor in test/<class>/.'
        : 'It does not lie in the folder of a class.';
      leftOut.push({ path: file.path, message });
    }
  }
  return { placed, leftOut };
}

/** What most of them are. */
function usual(lengths: readonly number[]): number {
  const [most] = [...group(lengths, (length) => length).values()].sort((a, b) => b.length - a.length);
  return most![0]!;
}

/** How many folders these files, all as deep, have in common above those that mean something. */
function depthAbove(paths: readonly (readonly string[])[]): number {
  let depth = 0;
  const words = halfWords(new Set(['train', 'test']));
  for (; depth < paths[0]!.length - 2; depth++) {
    const shared = paths[0]![depth]!;
    if (words.halfOf(lower(shared)) !== null || paths.some((parts) => parts[depth] !== shared)) break;
  }
  return depth;
}

function isHidden(parts: readonly string[]): boolean {
  return (
    parts.some((part) => part.startsWith('.') || part === '__MACOSX') ||
    /^(Thumbs\.db|desktop\.ini)$/i.test(parts.at(-1)!)
  );
}

function className(folder: string): string {
  return shownName(folder, IMPORT_LIMITS.nameLength);
}

function lower(word: string): string {
  return word.toLowerCase();
}
