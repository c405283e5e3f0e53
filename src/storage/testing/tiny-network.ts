/** A record and bytes for tests of what keeps networks: ten bytes that no network is made of. */
import { ownId } from '../../data/own/own-id';
import type { Bytes } from '../../lib/byte-stream';
import { sha256 } from '../../lib/sha256';
import type { NetworkLibrary, NewNetwork } from '../network-library';
import type { StoredNetwork } from '../network-schema';

export function tinyBytes(seed: number): Bytes {
  return Uint8Array.from({ length: 10 }, (_, i) => (i * 7 + seed) % 256);
}

export function tinyNetwork(seed: number, change: Partial<NewNetwork> = {}): NewNetwork {
  const bytes = tinyBytes(seed);
  const hash = sha256([bytes]);
  return {
    id: ownId(hash),
    hash,
    bytes: bytes.length,
    name: `net-${seed}.safetensors`,
    title: 'ResNet-18',
    classes: 7,
    classNames: null,
    normalisation: { scale: 1, shift: 0.5, divisor: 0.5 },
    saidNormalisation: false,
    sides: { min: 32, max: 384, native: 224 },
    step: 1,
    suggested: null,
    fitting: { side: 224, batch: 64 },
    origin: { from: 'file' },
    ...change,
  };
}

/** In pieces of three. */
async function* tinyPieces(seed: number): AsyncGenerator<Bytes> {
  const bytes = tinyBytes(seed);
  for (let at = 0; at < bytes.length; at += 3) yield await Promise.resolve(bytes.slice(at, at + 3));
}

/** Keeps it in a library, shortly. */
export function keepTiny(
  library: NetworkLibrary,
  seed: number,
  change: Partial<NewNetwork> = {},
): Promise<StoredNetwork> {
  return library.keep(sha256([tinyBytes(seed)]), tinyPieces(seed), () => tinyNetwork(seed, change));
}
