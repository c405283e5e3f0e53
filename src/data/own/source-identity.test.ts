import { expect, test } from 'vitest';
import { memoryFile } from '../formats/source-file';
import { sourceIdentity } from './source-identity';

const size = 6 * 2 ** 20;
const identity = (bytes: Uint8Array<ArrayBuffer>, changed?: number) =>
  sourceIdentity({
    name: 'pets',
    files: [{ ...memoryFile('pets.zip', bytes), ...(changed !== undefined && { changed }) }],
  });
const differing = (at: number) => new Uint8Array(size).fill(1, at, at + 2 ** 17);

test('a large file that was changed in its middle or at its end is another source; the same bytes are the same', async () => {
  const whole = await identity(new Uint8Array(size));
  expect(await identity(new Uint8Array(size))).toBe(whole);
  expect(await identity(differing(size / 2))).not.toBe(whole);
  expect(await identity(differing(size - 1))).not.toBe(whole);
});

test('a file of another time is another source', async () => {
  const bytes = new Uint8Array(8);
  expect(await identity(bytes, 1)).toBe(await identity(bytes, 1));
  expect(await identity(bytes, 2)).not.toBe(await identity(bytes, 1));
});
