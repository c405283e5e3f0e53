/** What a task said last: the end of its log, however long that is. */
import { open } from 'node:fs/promises';

const TAIL = 64 * 1024;

/** @returns at most so many lines; none where nothing was said */
export async function lastLines(path: string, count: number): Promise<readonly string[]> {
  const file = await open(path).catch(() => null);
  if (!file) return [];
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - TAIL);
    const bytes = new Uint8Array(Math.min(size, TAIL));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
    const text = new TextDecoder().decode(bytes.subarray(0, bytesRead));
    return text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .slice(-count);
  } finally {
    await file.close();
  }
}
