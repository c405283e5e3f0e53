import { sha256 as digest } from '@noble/hashes/sha2.js';

/**
 * SHA-256 of the parts one after another, as 64 hex digits.
 * Not crypto.subtle: that one is missing from pages served over plain http, and is asynchronous.
 */
export function sha256(parts: Iterable<ArrayBufferView>): string {
  const hash = digest.create();
  for (const part of parts) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
