import { beforeAll, expect, test } from 'vitest';
import type { TrainingConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import { Loader, type Batch } from './loader';
import { normalisation, toyConfig } from './testing/toy-run';
import { toyDataset } from './testing/toy-task';

const split = toyDataset({ train: 20 }).train;
const shown = { input: 'resized', config: toyConfig().method } as const;

beforeAll(() => useBackend('cpu'));

function loader(training: Partial<TrainingConfig> = {}, limit: number | null = null): Loader {
  return new Loader({
    name: 'train',
    split,
    limit,
    training: toyConfig({}, training).training,
    normalisation,
    shelf: null,
  });
}

async function pixels(batch: Batch): Promise<number[][]> {
  const images = batch.images();
  const values = await images.data();
  const size = values.length / images.shape[0];
  images.dispose();
  return Array.from({ length: values.length / size }, (_, i) => [...values.slice(i * size, (i + 1) * size)]);
}

test('trains on whole batches and shows every picture once elsewhere, the last batch padded', async () => {
  const { batches, steps } = loader();
  expect([batches, steps]).toEqual([3, 2]);
  expect([...loader().epoch(shown, 1)].map(({ labels }) => labels.length)).toEqual([8, 8]);
  const whole = [...loader().wholeEpoch(shown, 1)];
  expect(whole.map(({ labels }) => labels.length)).toEqual([8, 8, 4]);
  const last = await pixels(whole[2]!);
  expect(last).toHaveLength(8);
  expect(last.slice(4)).toEqual(Array(4).fill(last[3]));
});

test('the mapping pass sees the very crops that the epoch trains on', async () => {
  const augmented = loader({ augmentation: 'crop-flip' });
  const [trained] = [...augmented.epoch(shown, 2)];
  const [mapped] = [...augmented.wholeEpoch(shown, 2)];
  expect(await pixels(mapped!)).toEqual(await pixels(trained!));
  const [plain] = [...loader().epoch(shown, 2)];
  expect(plain!.labels).toEqual(trained!.labels);
  expect(await pixels(plain!)).not.toEqual(await pixels(trained!));
});

test('takes the first pictures in file order where there is a limit', () => {
  const limited = loader({}, 5);
  expect(limited.count).toBe(5);
  const labels = [...limited.inFileOrder(shown)].flatMap((batch) => [...batch.labels]);
  expect(labels).toEqual([...split.labels.subarray(0, 5)]);
});
