/**
 * A parquet file under limits. hyparquet believes what a file says of itself and makes room for it; here every length
 * is held against the file's own before hyparquet sees the bytes.
 */
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { parquetMetadata } from 'hyparquet/src/metadata.js';
import type { Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';
import { IMPORT_LIMITS } from './import-limits';
import { shownName, type ReadPart, type SourceFile } from './source-file';

export interface RowGroup {
  /** its first row in the file */
  readonly first: number;
  readonly rows: number;
}

export interface ParquetFile {
  readonly metadata: FileMetaData;
  readonly rows: number;
  readonly groups: readonly RowGroup[];
  /** hands out column chunks only when their pages have been checked */
  readonly buffer: AsyncBuffer;
}

const { footerBytes, chunkBytes, pageBytes } = IMPORT_LIMITS.parquet;

/** @throws UserError where it is damaged, or says what cannot be true */
export async function openParquet({ path, size, read }: SourceFile): Promise<ParquetFile> {
  const name = shownName(path);
  if (!read) throw new UserError(`${name} is a parquet file inside an archive. Unpack it first.`);
  const metadata = await readMetadata(name, size, read);
  const groups: RowGroup[] = [];
  let rows = 0;
  for (const group of metadata.row_groups) {
    const count = Number(group.num_rows);
    if (!(count >= 0) || count > IMPORT_LIMITS.pictures) {
      throw new UserError(
        `${name} says that ${count} rows stand together; at most ${IMPORT_LIMITS.pictures} are read.`,
      );
    }
    groups.push({ first: rows, rows: count });
    rows += count;
  }
  if (rows !== Number(metadata.num_rows)) {
    throw new UserError(
      `${name} contradicts itself: ${metadata.num_rows} rows in all, but ${rows} in its parts. Download it again.`,
    );
  }
  return { metadata, rows, groups, buffer: checkedBuffer({ name, size, read, chunks: chunksIn(metadata) }) };
}

async function readMetadata(name: string, size: number, read: ReadPart): Promise<FileMetaData> {
  const damaged = (): UserError =>
    new UserError(`${name} is no whole parquet file: it was cut short or is damaged. Download it again.`);
  if (size < 12) throw damaged();
  const tail = await read(size - 8, size);
  const length = new DataView(tail.buffer, tail.byteOffset, tail.byteLength).getUint32(0, true);
  if (new TextDecoder().decode(tail.subarray(4)) !== 'PAR1' || length > size - 12) throw damaged();
  if (length > footerBytes) {
    throw new UserError(
      `${name} describes itself in ${Math.round(length / 2 ** 20)} MB; at most ${footerBytes / 2 ** 20} are read. Write it anew with fewer columns.`,
    );
  }
  const footer = await read(size - 8 - length, size);
  try {
    return parquetMetadata(footer, { geoparquet: false });
  } catch {
    throw damaged();
  }
}

interface ColumnChunk {
  readonly start: number;
  readonly end: number;
  /** that it may have */
  readonly rows: number;
}

function chunksIn(metadata: FileMetaData): ColumnChunk[] {
  return metadata.row_groups.flatMap(({ columns, num_rows: rows }) =>
    columns.flatMap(({ meta_data: column }) => {
      if (!column) return [];
      const {
        dictionary_page_offset: dictionary,
        data_page_offset: data,
        total_compressed_size: size,
      } = column;
      // some writers say 0 where there is no dictionary
      const start = Number(dictionary || data);
      return [{ start, end: start + Number(size), rows: Number(rows) }];
    }),
  );
}

interface CheckedReads {
  readonly name: string;
  readonly size: number;
  readonly read: ReadPart;
  readonly chunks: readonly ColumnChunk[];
}

function checkedBuffer({ name, size, read, chunks }: CheckedReads): AsyncBuffer {
  const damaged = (): UserError =>
    new UserError(`${name} says that a column lies where the file has no room for it. Download it again.`);
  const slice = async (start: number, end: number): Promise<ArrayBuffer> => {
    if (!(start >= 0 && end <= size && start <= end)) throw damaged();
    if (end - start > chunkBytes) {
      throw new UserError(
        `${name} has ${Math.round((end - start) / 2 ** 20)} MB in one piece; at most ${chunkBytes / 2 ** 20} are read. Write it anew with smaller row groups.`,
      );
    }
    const bytes = await read(start, end);
    if (bytes.length !== end - start) throw damaged();
    // several chunks may be asked for at once
    for (const chunk of chunks) {
      if (chunk.start < start || chunk.start >= end) continue;
      if (chunk.end > end) throw damaged();
      checkPages(bytes.subarray(chunk.start - start, chunk.end - start), chunk.rows, name);
    }
    const { buffer, byteOffset, byteLength } = bytes;
    return byteOffset === 0 && byteLength === buffer.byteLength ? buffer : bytes.slice().buffer;
  };
  return {
    byteLength: size,
    slice(start, end = size) {
      const part = slice(start, end);
      // told by whoever awaits it: hyparquet fetches ahead, and may end before it looks at all of it
      part.catch(() => undefined);
      return part;
    },
  };
}

/** Walks over the pages of a column chunk and holds what they claim against what they are. */
function checkPages(bytes: Bytes, rows: number, name: string): void {
  const lying = (what: string): UserError =>
    new UserError(`${name} ${what}: it is damaged or made to do harm. Download it again.`);
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  let values = 0;
  while (reader.offset < bytes.length - 1) {
    let header: ReturnType<typeof parquetHeader>;
    try {
      header = parquetHeader(reader);
    } catch {
      throw lying('has a page that cannot be read');
    }
    const { compressed_page_size: packed, uncompressed_page_size: whole } = header;
    const { data_page_header: data, data_page_header_v2: newer, dictionary_page_header: words } = header;
    // each value takes up the front of the one before: a few bytes of them fill the memory
    if ((data ?? newer)?.encoding === 'DELTA_BYTE_ARRAY') {
      throw new UserError(
        `${name} has values that are written as differences (DELTA_BYTE_ARRAY), which is not read here. Write it anew with plain or dictionary encoding.`,
      );
    }
    const count = data?.num_values ?? newer?.num_values ?? 0;
    const dictionary = words?.num_values ?? 0;
    if (!(packed >= 0 && whole >= 0 && count >= 0 && dictionary >= 0)) throw lying('has a negative length');
    if (packed > bytes.length - reader.offset) throw lying('has a page that is longer than its column');
    if (whole > pageBytes || (whole > IMPORT_LIMITS.ratioFrom && whole > packed * IMPORT_LIMITS.ratio)) {
      throw lying(`unpacks ${packed} bytes to ${whole}`);
    }
    values += count;
    // one value for each row, in columns that are not lists; of a dictionary at most as many
    if (values > rows || dictionary > rows) throw lying(`has more values than its ${rows} rows`);
    reader.offset += packed;
  }
  if (values < rows) throw lying(`says ${rows} rows but has ${values} in one of its columns`);
}
