/** Samples in a file: their pictures, and r(x) only where it does not follow from them. */
import { packHalf } from '../lib/half-float';
import { PUBLISHED } from '../lib/normalisation';
import { z } from '../lib/schema';
import { UserError } from '../lib/user-error';
import { followsFromPictures, resizedPictures } from './resized-pictures';
import { expectTensor, floatsOf, integersOf, type SafetensorsFile, type WritableTensor } from './safetensors';
import { normalisationSchema } from './normalisation-schema';
import type { SampleSet } from './snapshot';

const fields = z.object({
  side: z.int().check(z.minimum(1), z.maximum(1024)),
  sampleIds: z.array(z.string().check(z.maxLength(200))).check(z.minLength(1), z.maxLength(1000)),
  /** how r(x) follows from the pictures; null where it does not, and is stored */
  normalisation: z.nullable(normalisationSchema),
  /** the network's own input unit; files without it are older than all networks but one (PUBLISHED) */
  unit: z.optional(normalisationSchema),
});

/** Sides of a kept picture, and values of r(x) that a file may ask to be computed: eight times what the page shows. */
const limits = { side: 1024, values: 2 ** 25 } as const;

/**
 * A picture's size as a file states it.
 * @throws UserError where it is none, or more than is ever kept: a shape with a zero in it needs no byte
 */
export function pictureSize(
  { height, width, channels }: { readonly height: number; readonly width: number; readonly channels: number },
  what: string,
): { readonly height: number; readonly width: number; readonly channels: 1 | 3 } {
  if (channels !== 1 && channels !== 3)
    throw new UserError(`${what} is damaged: its pictures have no colours.`);
  if (height < 1 || width < 1 || height > limits.side || width > limits.side)
    throw new UserError(`${what} is damaged: its pictures have no possible size.`);
  return { height, width, channels };
}

/** What the file's document says of its samples. */
export const sampleFields = fields.shape;
type SampleFields = z.infer<typeof fields>;

/** @param kept indices of the samples to store */
export function storedSamples(
  { ids, labels, natives, side, normalisation, resized, frame }: SampleSet,
  kept: readonly number[],
): { readonly fields: SampleFields; readonly tensors: Record<string, WritableTensor> } {
  const size = resized.length / ids.length;
  const own = new Float32Array(kept.length * size);
  kept.forEach((index, i) => own.set(resized.subarray(index * size, (index + 1) * size), i * size));
  const pictures = kept.map((index) => natives[index]!);
  const follows = followsFromPictures(pictures, { side, normalisation, resized: own });
  const tensors: Record<string, WritableTensor> = {
    labels: { dtype: 'I32', shape: [kept.length], data: Int32Array.from(kept, (index) => labels[index]!) },
  };
  pictures.forEach(({ width, height, channels, data }, i) => {
    tensors[`native.${i}`] = { dtype: 'U8', shape: [height, width, channels], data };
  });
  if (frame) tensors['frame'] = { dtype: 'U8', shape: [side, side], data: frame };
  if (!follows) tensors['resized'] = { dtype: 'F16', shape: [own.length], data: packHalf(own) };
  const fields: SampleFields = {
    side,
    sampleIds: kept.map((index) => ids[index]!),
    normalisation: follows ? normalisation : null,
    unit: normalisation,
  };
  return { fields, tensors };
}

/** @param what names the file in sentences */
export function readSamples(
  file: SafetensorsFile,
  { side, sampleIds, normalisation, unit }: SampleFields,
  what: string,
): SampleSet {
  const count = sampleIds.length;
  if (count * side * side * 3 > limits.values)
    throw new UserError(`${what} is damaged: it names more pictures than it can hold.`);
  const natives = sampleIds.map((_, i) => {
    const { shape, bytes } = expectTensor(file, `native.${i}`, { dtype: 'U8', shape: [-1, -1, -1], what });
    const [height = 0, width = 0, channels = 0] = shape;
    return { ...pictureSize({ height, width, channels }, what), data: bytes };
  });
  return {
    ids: sampleIds,
    labels: integersOf(expectTensor(file, 'labels', { dtype: 'I32', shape: [count], what })),
    natives,
    side,
    normalisation: unit ?? PUBLISHED,
    resized: normalisation
      ? resizedPictures(natives, { side, normalisation })
      : floatsOf(expectTensor(file, 'resized', { dtype: 'F16', shape: [count * side * side * 3], what })),
    frame: file.tensors.has('frame')
      ? expectTensor(file, 'frame', { dtype: 'U8', shape: [side, side], what }).bytes
      : null,
  };
}
