/** Files that a person has given, piece by piece. */
import type { Bytes } from '../lib/byte-stream';
import { openDigest } from '../lib/sha256';
import { UserError } from '../lib/user-error';

const PIECE = 4 * 2 ** 20;

/** @throws UserError where the file has changed since it was given, or what an aborted signal throws */
export async function* piecesOf(file: File, signal: AbortSignal): AsyncGenerator<Bytes> {
  for (let from = 0; from < file.size; from += PIECE) {
    signal.throwIfAborted();
    const piece = await file
      .slice(from, from + PIECE)
      .arrayBuffer()
      .catch(() => {
        throw new UserError(
          `"${file.name.slice(0, 120)}" can no longer be read: it was changed or moved. Choose it again.`,
        );
      });
    yield new Uint8Array(piece);
  }
}

/**
 * SHA-256 of all pieces, in hex.
 * @param onProgress told how many bytes are through
 */
export async function contentOf(
  pieces: AsyncIterable<Bytes>,
  onProgress: (done: number) => void,
): Promise<string> {
  const digest = openDigest();
  let done = 0;
  for await (const piece of pieces) {
    digest.update(piece);
    onProgress((done += piece.length));
  }
  return digest.hex();
}
