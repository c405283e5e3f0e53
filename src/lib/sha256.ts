import { sha256 as algorithm } from '@noble/hashes/sha2.js';

/**
 * SHA-256 of the parts one after another, as 32 bytes.
 * Not crypto.subtle: that one is missing from pages served over plain http, and is asynchronous.
 */
export function digest(parts: Iterable<ArrayBufferView>): Uint8Array<ArrayBuffer> {
  const hash = algorithm.create();
  for (const part of parts) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return new Uint8Array(hash.digest());
}

/** The same as 64 hex digits. */
export function sha256(parts: Iterable<ArrayBufferView>): string {
  return hex(digest(parts));
}

/** Of bytes that come piece by piece; what has come so far can be asked for once. */
export function openDigest(): { update(piece: Uint8Array): void; hex(): string } {
  const hash = algorithm.create();
  return { update: (piece) => void hash.update(piece), hex: () => hex(hash.digest()) };
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
