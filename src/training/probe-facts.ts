import type { Method, TensorState } from '../core/method';
import type { Normalisation } from '../core/normalisation';
import { probeFacts, type ProbeBatch, type ProbeFacts } from '../core/probe-facts';
import type { Split } from '../data/dataset';
import { inputImages } from './input-images';
import type { ContextSource } from './prompt-context';

/** Training images that a knock-out's means are taken over, at most. */
export const PROBE_IMAGES = 500;

/** Images that go through the generator at once. */
const IMAGES_AT_ONCE = 50;

/** What the masks of a trained run are like over its training images; dispose it. */
export async function probeFactsOf(
  { source, state }: { readonly source: ContextSource; readonly state: TensorState },
  { split, normalisation }: { readonly split: Split; readonly normalisation: Normalisation },
): Promise<ProbeFacts> {
  const { method, facts, trainLimit } = source;
  const context = method.needs.meanImage ? { meanImage: await facts.meanImages.of(method, trainLimit) } : {};
  const images = { split, limit: trainLimit, normalisation };
  return probeFacts({ config: method.config, state, context }, probeBatches(method, images));
}

/** Evenly over the split: folders come class by class, and the first images would all be of one. */
export function probeIndices({ count, limit }: { count: number; limit: number | null }): readonly number[] {
  const trainedOn = Math.min(count, limit ?? count);
  const wanted = Math.min(trainedOn, PROBE_IMAGES);
  return Array.from({ length: wanted }, (_, index) => Math.floor((index * trainedOn) / wanted));
}

function* probeBatches(
  method: Method,
  { split, limit, normalisation }: { split: Split; limit: number | null; normalisation: Normalisation },
): Generator<ProbeBatch> {
  const indices = probeIndices({ count: split.count, limit });
  for (let start = 0; start < indices.length; start += IMAGES_AT_ONCE) {
    const rasters = indices.slice(start, start + IMAGES_AT_ONCE).map((index) => split.raster(index));
    yield { images: inputImages(method, normalisation, rasters), count: rasters.length };
  }
}
