/** How many pictures a frozen network takes at a time: batches of any size then need so much memory and no more. */
import { keptValues } from './layer-facts';
import type { NetworkDescription } from './layers';

/** Pictures per chunk on a processor: the activations of small networks still fit the caches near it. */
const PROCESSOR_CHUNK = 8;

/**
 * Pixels per chunk on a GPU, where each dispatch costs and large ones cost no more: 16 pictures at side 224, a whole
 * batch of 64 at side 96.
 */
const GPU_CHUNK_PIXELS = 16 * 224 ** 2;

/** Bytes that a chunk may keep for the way back: large networks take fewer pictures at a time. */
const MOST_KEPT = { processor: 2 ** 28, gpu: 2 ** 29 } as const;

/** Follows from the network, the side and the kind of device alone, so results do not depend on who shares the work. */
export function chunkOf(
  network: NetworkDescription,
  { side, device }: { readonly side: number; readonly device: 'processor' | 'gpu' },
): number {
  const usual = device === 'gpu' ? Math.floor(GPU_CHUNK_PIXELS / side ** 2) : PROCESSOR_CHUNK;
  return Math.max(1, Math.min(usual, Math.floor(MOST_KEPT[device] / (4 * keptValues(network, side)))));
}
