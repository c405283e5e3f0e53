/** The entries of a .tar or .tar.gz in their order, each one's bytes as they come: nothing is unpacked ahead. */
import { createTarDecoder } from 'modern-tar';
import { chunksOf, gunzip, streamOf, type ByteChunks, type Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';
import { IMPORT_LIMITS } from './import-limits';
import { headOf, shownName, type SourceFile } from './source-file';

/** What modern-tar hands out, in the types of every realm. */
interface Decoder {
  readonly readable: ReadableStream<{
    readonly header: { readonly name: string; readonly size: number; readonly type?: string };
    readonly body: ReadableStream<Bytes>;
  }>;
  readonly writable: WritableStream;
}

export interface TarEntry {
  readonly path: string;
  readonly size: number;
  /** may be left unread */
  readonly chunks: ByteChunks;
}

export async function* tarEntries(archive: SourceFile): AsyncGenerator<TarEntry> {
  const head = await headOf(archive, 2);
  const packed = head[0] === 0x1f && head[1] === 0x8b;
  const bytes = packed ? limited(gunzip(archive.stream()), archive) : archive.stream();
  const decoder = createTarDecoder({ strict: true }) as unknown as Decoder;
  const reader = streamOf(bytes).pipeThrough(decoder).getReader();
  let count = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const { header, body } = part.value!;
      if (++count > IMPORT_LIMITS.files) {
        throw new UserError(
          `${shownName(archive.path)} has more than ${IMPORT_LIMITS.files} entries. Pack fewer files.`,
        );
      }
      if (header.type === undefined || header.type === 'file') {
        yield { path: header.name, size: header.size, chunks: unreadOf(body) };
      }
      // the next one comes when this one is through
      await passOver(body);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** Takes hold of the body when the first byte is asked for: one that nobody reads can be let go. */
async function* unreadOf(body: ReadableStream<Bytes>): AsyncGenerator<Bytes> {
  yield* chunksOf(body);
}

/** Reads what is left of it. Not `cancel`: of a small body that lets the next one go too (modern-tar 0.8). */
async function passOver(body: ReadableStream<Bytes>): Promise<void> {
  let reader: ReturnType<typeof body.getReader>;
  try {
    reader = body.getReader();
  } catch {
    // it has been read
    return;
  }
  for (let part = await reader.read(); !part.done; part = await reader.read());
}

async function* limited(chunks: ByteChunks, { path, size }: SourceFile): AsyncGenerator<Bytes> {
  const most = Math.min(
    IMPORT_LIMITS.streamBytes,
    Math.max(IMPORT_LIMITS.ratioFrom, size * IMPORT_LIMITS.ratio),
  );
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) {
      throw new UserError(
        `${shownName(path)} unpacks to far more than its size: it is made to fill the memory.`,
      );
    }
    yield chunk;
  }
}

/** The same for one packed file that is no archive. */
export function unpacked(file: SourceFile): ByteChunks {
  return limited(gunzip(file.stream()), file);
}
