/**
 * Parquet files of pictures and labels, as model hubs store them: a column of picture files (`{ bytes, path }` or plain
 * bytes), one of labels, often in several shards. One row group is in memory at a time.
 */
import { compressors, decompressZstd } from 'hyparquet-compressors';
import { parquetRead } from 'hyparquet/src/read.js';
import type { Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';
import type { Format, FormatOptions, Half, OpenedFormat, PictureRecord } from './format';
import { halvesOf } from './halves';
import { IMPORT_LIMITS } from './import-limits';
import { columnsOf, type PictureColumns } from './parquet-columns';
import { openParquet, type ParquetFile } from './parquet-file';
import { shownName, type SourceFile } from './source-file';

export const parquet: Format = {
  id: 'parquet',
  title: 'a parquet file of pictures and labels',
  async open(files, _name, options) {
    const halves = halvesOf(files.map(({ path }) => path));
    const shards: Shard[] = [];
    for (const file of files) {
      const half = halves(file.path);
      if (half === 'unused') continue;
      shards.push(await openShard(file, half, options));
    }
    const pictures = shards.reduce((sum, { opened }) => sum + opened.rows, 0);
    if (pictures > IMPORT_LIMITS.pictures) {
      throw new UserError(
        `There are ${pictures} rows; at most ${IMPORT_LIMITS.pictures} pictures are read. Use fewer shards.`,
      );
    }
    const names = shards.map(({ columns }) => columns.classNames);
    return {
      pictures,
      pixels: null,
      seekable: false,
      leftOut: [],
      classNames: () => names.find((list) => list !== null) ?? null,
      async *records(from) {
        let before = from;
        for (const shard of shards) {
          const { rows } = shard.opened;
          if (before < rows) yield* shardRecords(shard, before);
          before = Math.max(0, before - rows);
        }
      },
    } satisfies OpenedFormat;
  },
};

interface Shard {
  readonly file: SourceFile;
  readonly half: Half | null;
  readonly opened: ParquetFile;
  readonly columns: PictureColumns;
}

/** @throws UserError where it is damaged: a footer can be whole and yet lack what it must say */
async function openShard(file: SourceFile, half: Half | null, options: FormatOptions): Promise<Shard> {
  const name = shownName(file.path);
  try {
    const opened = await openParquet(file);
    return { file, half, opened, columns: columnsOf(opened.metadata, name, options) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `${name} describes itself in a way that makes no sense: it is damaged. Download it again.`,
    );
  }
}

async function* shardRecords(
  { file, half, opened, columns }: Shard,
  from: number,
): AsyncGenerator<PictureRecord> {
  const { path } = file;
  for (const { first, rows } of opened.groups) {
    if (from >= first + rows) continue;
    const start = Math.max(first, from);
    const group = await readRows(opened, { columns, start, end: first + rows, path });
    for (const [offset, row] of group.entries()) {
      const index = start + offset;
      const bytes = bytesOf(row[columns.picture]);
      const label = columns.label === null ? null : labelOf(row[columns.label]);
      const content = bytes
        ? { kind: 'encoded' as const, bytes }
        : { kind: 'broken' as const, message: 'This row has no picture.' };
      yield { path, index, half, label, content };
      // a row group may be large: what has been used need not be kept until its end
      group[offset] = {};
    }
  }
}

type Row = Readonly<Record<string, unknown>>;

/** Left to itself, Zstandard makes room for what its own frame states; here a page's length has been checked before. */
const bounded: typeof compressors = {
  ...compressors,
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
};

/** @throws UserError where the file is damaged, or asks for more than it may */
async function readRows(
  { metadata, buffer }: ParquetFile,
  { columns, start, end, path }: { columns: PictureColumns; start: number; end: number; path: string },
): Promise<Row[]> {
  const wanted = [columns.picture, ...(columns.label === null ? [] : [columns.label])];
  let rows: Row[] = [];
  try {
    await parquetRead({
      file: buffer,
      metadata,
      compressors: bounded,
      columns: wanted,
      rowStart: start,
      rowEnd: end,
      utf8: false,
      rowFormat: 'object',
      onComplete: (read) => {
        rows = read;
      },
    });
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `${shownName(path)} is damaged in its rows ${start + 1} to ${end}. Download it again.`,
    );
  }
  return rows;
}

/** A picture's file, where the cell holds one: `{ bytes, path }` or the bytes themselves. */
function bytesOf(cell: unknown): Bytes | null {
  const bytes = typeof cell === 'object' && cell !== null && 'bytes' in cell ? cell.bytes : cell;
  // memory of its own: a view would hold the whole row group
  return bytes instanceof Uint8Array && bytes.length > 0 ? new Uint8Array(bytes) : null;
}

function labelOf(cell: unknown): string | null {
  if (typeof cell === 'bigint' || typeof cell === 'number') return Number(cell) < 0 ? null : String(cell);
  if (typeof cell === 'string') return shownName(cell, IMPORT_LIMITS.nameLength);
  return null;
}
