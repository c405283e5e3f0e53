/**
 * Pages of a results file before hyparquet sees them. A run of equal values says its own length there, and hyparquet
 * believes it: four bytes would fill the memory. Only what `resultsParquet` writes is let through: nothing packed,
 * values plain or from a dictionary.
 */
import { parquetHeader } from 'hyparquet/src/column.js';
import type { FileMetaData } from 'hyparquet';
import type { Bytes } from '../../lib/byte-stream';

type Header = ReturnType<typeof parquetHeader>;

/** @returns whether every page holds what it says */
export function pagesHold(bytes: Bytes, { row_groups: groups, schema }: FileMetaData): boolean {
  const kinds = new Map(schema.map(({ name, repetition_type: kind }) => [name, kind]));
  return groups.every(({ columns }) =>
    columns.every(({ meta_data: column }) => {
      if (!column || column.codec !== 'UNCOMPRESSED' || column.path_in_schema.length !== 1) return false;
      const kind = kinds.get(column.path_in_schema[0]!);
      if (kind === 'REPEATED') return false;
      const start = Number(column.dictionary_page_offset || column.data_page_offset);
      const end = start + Number(column.total_compressed_size);
      if (!(start >= 0 && start <= end && end <= bytes.length)) return false;
      try {
        return columnHolds(bytes.subarray(start, end), { optional: kind !== 'REQUIRED' });
      } catch {
        // it ends in the middle of a number
        return false;
      }
    }),
  );
}

function columnHolds(bytes: Bytes, { optional }: { readonly optional: boolean }): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = { view, offset: 0 };
  while (reader.offset < bytes.length) {
    const header = parquetHeader(reader);
    const end = reader.offset + header.compressed_page_size;
    if (!(header.compressed_page_size >= 0 && end <= bytes.length)) return false;
    if (header.uncompressed_page_size !== header.compressed_page_size) return false;
    if (!pageHolds(view, reader.offset, { header, end, optional })) return false;
    reader.offset = end;
  }
  return true;
}

function pageHolds(
  view: DataView,
  start: number,
  { header, end, optional }: { readonly header: Header; readonly end: number; readonly optional: boolean },
): boolean {
  const { data_page_header_v2: newer, dictionary_page_header: words } = header;
  if (words) return words.num_values >= 0 && words.num_values <= end - start;
  if (!newer) return false;
  const { num_values: values, num_nulls: nulls, encoding } = newer;
  const { definition_levels_byte_length: levels, repetition_levels_byte_length: repeats } = newer;
  const first = start + levels;
  if (repeats !== 0 || !(levels >= 0 && first <= end && nulls >= 0 && nulls <= values)) return false;
  if (optional && !runsHold(view, start, { end: first, width: 1, values })) return false;
  return valuesHold(view, first, { end, encoding, values: values - nulls });
}

function valuesHold(
  view: DataView,
  start: number,
  { end, encoding, values }: { readonly end: number; readonly encoding: string; readonly values: number },
): boolean {
  if (encoding === 'PLAIN' || values === 0) return true;
  if (encoding !== 'RLE_DICTIONARY' && encoding !== 'PLAIN_DICTIONARY') return false;
  if (start >= end) return false;
  const width = view.getUint8(start);
  return width <= 32 && runsHold(view, start + 1, { end, width, values });
}

/** Runs of equal values and of packed ones, in turn: none longer than what is still to come. */
function runsHold(
  view: DataView,
  start: number,
  { end, width, values }: { readonly end: number; readonly width: number; readonly values: number },
): boolean {
  let seen = 0;
  let at = start;
  while (seen < values && at < end) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) return false;
      const byte = view.getUint8(at++);
      header += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    const packed = header % 2 === 1;
    const length = Math.floor(header / 2);
    const count = packed ? 8 * length : length;
    if (length === 0 || count > values - seen + (packed ? 7 : 0)) return false;
    seen += count;
    at += packed ? width * length : Math.ceil(width / 8);
  }
  // otherwise the rest would be read from what stands behind
  return at <= end && seen >= values;
}
