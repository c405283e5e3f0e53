import { UserError } from '../lib/user-error';

/**
 * How this room gets at files: `fetch` in a worker, `readFile` in Node.
 * @param path below the folder that the reader was made for, with forward slashes
 */
export type ReadFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Called as bytes arrive; both in bytes, `total` as the manifest states it. */
export type OnProgress = (done: number, total: number) => void;

/** UTF-8 text of a file; broken UTF-8 gives a UserError. */
export function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(
      `${path} is not a text file. Load the files again; if that does not help, build the app anew.`,
    );
  }
}
