import { baselinePart } from '../core/ablation/baseline';
import type { Method } from '../core/method';
import { wholeNumbers } from '../data/raster';
import type { SampleSet } from '../data/snapshot';
import type { Sample } from './samples-in-view';

/**
 * The samples as the page gets them: everything about them that training does not change.
 * @param resized r(x) [N, H, W, 3]
 */
export function sampleSet(
  { config }: Pick<Method, 'config'>,
  samples: readonly Sample[],
  { resized, normalisation }: Pick<SampleSet, 'resized' | 'normalisation'>,
): SampleSet {
  const { mask } = baselinePart(config);
  return {
    ids: samples.map(({ id }) => id),
    labels: Int32Array.from(samples, ({ label }) => label),
    natives: samples.map(({ raster }) => ({ ...raster, data: wholeNumbers(raster.data) })),
    side: config.side,
    normalisation,
    resized,
    frame: mask.from === 'frame' ? Uint8Array.from(mask.cells(config)) : null,
  };
}
