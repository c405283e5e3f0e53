import { expect, test } from 'vitest';
import { resizedPictures } from './resized-pictures';
import { parseSafetensors, serialiseSafetensors } from './safetensors';
import { readSamples, storedSamples } from './stored-samples';

const side = 6;
const natives = [0, 1].map((sample) => ({
  width: 4,
  height: 4,
  channels: 3 as const,
  data: Uint8Array.from({ length: 48 }, (_, i) => (37 * i + 91 * sample) % 256),
}));

test.each([
  { what: 'alike for all channels', normalisation: { scale: 255, shift: 127, divisor: 128 } },
  {
    what: 'of each channel',
    normalisation: { scale: 1, shift: [0.485, 0.456, 0.406], divisor: [0.229, 0.224, 0.225] },
  },
] as const)('r(x) in units $what follows from the pictures and is not stored', ({ normalisation }) => {
  const resized = resizedPictures(natives, { side, normalisation });
  const samples = { ids: ['a', 'b'], labels: Int32Array.of(0, 1), natives, side, resized, frame: null };
  const { fields, tensors } = storedSamples(samples, [0, 1]);
  expect(fields.normalisation).not.toBeNull();
  expect(tensors).not.toHaveProperty('resized');
  const file = parseSafetensors(serialiseSafetensors(tensors), 'The file');
  const read = readSamples(file, fields, 'The file');
  read.resized.forEach((value, i) => expect(value).toBeCloseTo(resized[i]!, 4));
});
