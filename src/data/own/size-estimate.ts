/** How much memory a dataset's pictures will take, from the sizes that a few of them say they have. */
import type { OpenedFormat } from '../formats/format';
import { readImageHeader } from '../image-header';

const SAMPLES = 24;

/** @returns bytes of all pictures at that longer side at most; null where the format cannot be asked */
export async function estimatedBytes(opened: OpenedFormat, keptSide: number): Promise<number | null> {
  const { pictures, pixels, seekable } = opened;
  if (pictures === null) return null;
  if (pixels) return pictures * keptBytes(pixels, keptSide);
  const samples = Math.min(SAMPLES, pictures);
  const sizes: number[] = [];
  if (seekable) {
    for (let sample = 0; sample < samples; sample++) {
      await look(opened, { from: Math.floor((sample * pictures) / samples), count: 1, keptSide, sizes });
    }
  } else {
    await look(opened, { from: 0, count: samples, keptSide, sizes });
  }
  if (sizes.length === 0) return null;
  return Math.round((sizes.reduce((sum, size) => sum + size, 0) / sizes.length) * pictures);
}

interface Look {
  readonly from: number;
  readonly count: number;
  readonly keptSide: number;
  readonly sizes: number[];
}

async function look(opened: OpenedFormat, { from, count, keptSide, sizes }: Look): Promise<void> {
  let left = count;
  for await (const { content } of opened.records(from)) {
    if (content.kind === 'encoded') {
      try {
        const { width, height } = readImageHeader(content.bytes);
        sizes.push(keptBytes({ width, height, channels: 3 }, keptSide));
      } catch {
        // a file that is no picture takes nothing; it is told of when it is read
      }
    }
    if (--left === 0) return;
  }
}

function keptBytes(
  { width, height, channels }: { width: number; height: number; channels: number },
  keptSide: number,
): number {
  const scale = Math.min(1, keptSide / Math.max(width, height));
  return Math.round(width * scale) * Math.round(height * scale) * channels;
}
