import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { PUBLISHED } from '../lib/normalisation';
import { resizedPictures } from './resized-pictures';
import { parseSafetensors, serialiseSafetensors } from './safetensors';
import { readSamples, storedSamples } from './stored-samples';
import { decodeViewSnapshots } from './view-snapshots';
import { fieldOf } from '../ui/pictures/field';
import { naturalPixels } from '../ui/pictures/pixels';

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
  const samples = {
    ids: ['a', 'b'],
    labels: Int32Array.of(0, 1),
    natives,
    side,
    normalisation,
    resized,
    frame: null,
  };
  const { fields, tensors } = storedSamples(samples, [0, 1]);
  expect(fields.normalisation).toEqual(normalisation);
  expect(tensors).not.toHaveProperty('resized');
  const file = parseSafetensors(serialiseSafetensors(tensors), 'The file');
  const read = readSamples(file, fields, 'The file');
  expect(read.normalisation).toEqual(normalisation);
  expect(read.resized).toEqual(resized);
});

test('r(x) that does not follow is stored, and with it the unit of the network', () => {
  const normalisation = { scale: 1, shift: [0.5, 0.4, 0.3], divisor: [0.5, 0.25, 0.125] } as const;
  const resized = resizedPictures(natives, { side, normalisation }).map((value, i) => (i % 7 ? value : 0));
  const samples = { ids: ['a', 'b'], labels: Int32Array.of(0, 1), natives, side, normalisation, resized };
  const { fields, tensors } = storedSamples({ ...samples, frame: null }, [0, 1]);
  expect(fields.normalisation).toBeNull();
  const file = parseSafetensors(serialiseSafetensors(tensors), 'The file');
  expect(readSamples(file, fields, 'The file').normalisation).toEqual(normalisation);
});

test('files from before networks of one’s own are drawn as they were: to the bit (255x − 127) / 128', () => {
  const path = 'public/recorded/lab/reference.pictures.safetensors.gz';
  const { samples } = decodeViewSnapshots(new Uint8Array(gunzipSync(readFileSync(path))));
  expect(samples.normalisation).toEqual(PUBLISHED);
  const field = fieldOf(samples.resized, 0, samples.side, samples.side);
  const { data } = naturalPixels(field, { units: samples.normalisation, channel: 'all' });
  const drawn = data.filter((_, i) => i % 4 < 3);
  expect(drawn).toEqual(Uint8ClampedArray.from(field.values, (value) => value * 128 + 127));
});
