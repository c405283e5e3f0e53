/** Samples in a file: their pictures, and r(x) only where it does not follow from them. */
import type { Normalisation } from '../core/normalisation';
import { packHalf } from '../lib/half-float';
import type { PerChannel } from '../lib/per-channel';
import { z } from '../lib/schema';
import { UserError } from '../lib/user-error';
import { resizedPictures } from './resized-pictures';
import { expectTensor, floatsOf, integersOf, type SafetensorsFile, type WritableTensor } from './safetensors';
import { normalisationSchema } from './normalisation-schema';
import type { SampleSet } from './snapshot';

const fields = z.object({
  side: z.int().check(z.minimum(1), z.maximum(1024)),
  sampleIds: z.array(z.string().check(z.maxLength(200))).check(z.minLength(1), z.maxLength(1000)),
  /** how r(x) follows from the pictures; null where it does not, and is stored */
  normalisation: z.nullable(normalisationSchema),
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
  { ids, labels, natives, side, resized, frame }: SampleSet,
  kept: readonly number[],
): { readonly fields: SampleFields; readonly tensors: Record<string, WritableTensor> } {
  const size = resized.length / ids.length;
  const own = new Float32Array(kept.length * size);
  kept.forEach((index, i) => own.set(resized.subarray(index * size, (index + 1) * size), i * size));
  const pictures = kept.map((index) => natives[index]!);
  const normalisation = normalisationOf(pictures, own, side);
  const tensors: Record<string, WritableTensor> = {
    labels: { dtype: 'I32', shape: [kept.length], data: Int32Array.from(kept, (index) => labels[index]!) },
  };
  pictures.forEach(({ width, height, channels, data }, i) => {
    tensors[`native.${i}`] = { dtype: 'U8', shape: [height, width, channels], data };
  });
  if (frame) tensors['frame'] = { dtype: 'U8', shape: [side, side], data: frame };
  if (!normalisation) tensors['resized'] = { dtype: 'F16', shape: [own.length], data: packHalf(own) };
  return { fields: { side, sampleIds: kept.map((index) => ids[index]!), normalisation }, tensors };
}

/** @param what names the file in sentences */
export function readSamples(
  file: SafetensorsFile,
  { side, sampleIds, normalisation }: SampleFields,
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
    resized: normalisation
      ? resizedPictures(natives, { side, normalisation })
      : floatsOf(expectTensor(file, 'resized', { dtype: 'F16', shape: [count * side * side * 3], what })),
    frame: file.tensors.has('frame')
      ? expectTensor(file, 'frame', { dtype: 'U8', shape: [side, side], what }).bytes
      : null,
  };
}

/**
 * The lines from pictures to r(x), found at the darkest and the brightest value of each channel; null where there are
 * none (Pad). One line where it is the same for all.
 */
function normalisationOf(
  natives: SampleSet['natives'],
  resized: Float32Array,
  side: number,
): Normalisation | null {
  const plain = resizedPictures(natives, { side, normalisation: { scale: 1, shift: 0, divisor: 1 } });
  const follows = (lines: readonly Line[]): boolean =>
    plain.every((value, i) => {
      const { scale, shift } = lines[i % lines.length]!;
      return Math.abs(scale * value - shift - resized[i]!) < 1e-4;
    });
  const one = lineThrough(plain, resized, { first: 0, step: 1 });
  if (follows([one])) return { ...one, divisor: 1 };
  const lines = [0, 1, 2].map((first) => lineThrough(plain, resized, { first, step: 3 }));
  if (!lines.every(({ scale }) => scale > 0) || !follows(lines)) return null;
  const each = (value: (line: Line) => number): PerChannel => {
    const [red, green, blue] = lines.map(value) as [number, number, number];
    return [red, green, blue];
  };
  return {
    scale: 1,
    shift: each(({ scale, shift }) => shift / scale),
    divisor: each(({ scale }) => 1 / scale),
  };
}

/** scale · x − shift */
interface Line {
  readonly scale: number;
  readonly shift: number;
}

function lineThrough(
  plain: Float32Array,
  resized: Float32Array,
  { first, step }: { readonly first: number; readonly step: number },
): Line {
  let [dark, bright] = [first, first];
  for (let i = first; i < plain.length; i += step) {
    if (plain[i]! < plain[dark]!) dark = i;
    if (plain[i]! > plain[bright]!) bright = i;
  }
  const scale = (resized[bright]! - resized[dark]!) / (plain[bright]! - plain[dark]!);
  return { scale, shift: scale * plain[dark]! - resized[dark]! };
}
