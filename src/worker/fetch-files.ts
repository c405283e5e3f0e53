import type { ReadFile } from '../data/read-file';
import { shownName } from '../data/formats/source-file';
import { UserError } from '../lib/user-error';

/**
 * Reads below a folder that the app was served with, and nowhere else: names of files and runs may come from anybody.
 * @param base address of the folder, ending in a slash
 * @param onBytes called as bytes of the present file arrive, with their number so far
 */
export function fetchFiles(base: URL, onBytes: (received: number) => void): ReadFile {
  return async (path) => {
    const address = new URL(path, base);
    if (!address.href.startsWith(base.href)) {
      throw new UserError(
        `"${shownName(path)}" is nothing that comes with this page. Bring its file in under Data & models.`,
      );
    }
    const response = await fetch(address).catch(() => null);
    if (!response?.ok || !response.body) {
      const reason = response ? `the server answered ${response.status}` : 'there is no connection';
      throw new UserError(`${path} could not be loaded: ${reason}. Check the connection and try again.`);
    }
    const parts: Uint8Array[] = [];
    let received = 0;
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      received += part.value.length;
      onBytes(received);
    }
    return joined(parts, received);
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let start = 0;
  for (const part of parts) {
    bytes.set(part, start);
    start += part.length;
  }
  return bytes;
}
