import type { Method } from '../core/method';
import type { Normalisation } from '../core/normalisation';
import type { Picture } from '../core/pictures/picture';
import { borderBatch, resizeBatch } from '../core/resize';
import type { Tensor4D } from '../core/tf';
import { enlargedSide } from '../data/batches';
import type { ResampleWindow } from '../lib/resample';

/**
 * Pictures as a method takes them: r(x) [B, H, W, 3], or for Pad the bordered picture in pixel units. The caller
 * disposes.
 * @param options.windows crops of crop-flip; null = the whole picture. Pad is never augmented (paper.md A.9).
 * @param options.apart for pictures that are looked at: see resizeBatch
 */
export function inputImages(
  { input, config }: Pick<Method, 'input' | 'config'>,
  normalisation: Normalisation,
  pictures: readonly Picture[],
  { windows = null, apart = false }: { windows?: readonly ResampleWindow[] | null; apart?: boolean } = {},
): Tensor4D {
  const { side, nativeSide } = config;
  if (input === 'bordered') return borderBatch(pictures, { side, nativeSide });
  const augmentation = windows && { side: enlargedSide(side), windows };
  return resizeBatch(pictures, { side, normalisation, augmentation, apart });
}
