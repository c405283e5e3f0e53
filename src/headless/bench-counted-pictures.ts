/** What it takes to make r(x) of a batch, ahead of the step that learns from it; counted in the same way. */
import { defaultSwitches } from '../core/ablation/registry';
import type { MethodConfig, TrainingConfig } from '../core/method-config';
import type { Split } from '../data/dataset';
import { PictureShelf } from '../core/pictures/picture-shelf';
import { PUBLISHED } from '../lib/normalisation';
import { createRandom } from '../lib/random';
import { Loader, type Batch, type Shown } from '../training/loader';
import { CLASSES, type StepSize } from '../training/bench/step';
import type { CountingDevice } from './bench-counted-device';
import { figuresOf, type Figures } from './bench-counted-figures';

/** As much of a step's figures as says something of a few passes. */
export type PictureFigures = Pick<
  Figures,
  | 'dispatches'
  | 'uploadedBytes'
  | 'uniformBytes'
  | 'stagingCopies'
  | 'newBuffers'
  | 'newPipelines'
  | 'leakedTensors'
  | 'boundBytes'
  | 'poolGrowth'
>;

export interface PictureCase {
  readonly split: Split;
  readonly input: Shown['input'];
  readonly augmentation: TrainingConfig['augmentation'];
  /** whether they stay on the device between batches */
  readonly shelved: boolean;
}

/** Batches in the split: as many as are made before those that are counted, so that each has been seen once. */
const BATCHES = 3;

/** The default task's pictures, and what a folder of photographs may hold. */
export function pictureCases({ batch }: StepSize): Readonly<Record<string, PictureCase>> {
  const grey = splitOf(BATCHES * batch, () => ({ width: 28, height: 28, channels: 1 }));
  const { integer } = createRandom(0, 'sizes of pictures');
  const photographs = splitOf(BATCHES * batch, () => ({
    width: 128 - integer(64),
    height: 128 - integer(64),
    channels: 3,
  }));
  const plain = { input: 'resized', augmentation: 'none', shelved: true } as const;
  return {
    'grey, 28 × 28': { split: grey, ...plain },
    'grey, 28 × 28, crop-flip': { split: grey, ...plain, augmentation: 'crop-flip' },
    'grey, 28 × 28, in the border of Pad': { split: grey, ...plain, input: 'bordered' },
    'grey, 28 × 28, no room on the shelf': { split: grey, ...plain, shelved: false },
    'colour, every size': { split: photographs, ...plain },
    'colour, every size, crop-flip': { split: photographs, ...plain, augmentation: 'crop-flip' },
    'colour, every size, no room on the shelf': { split: photographs, ...plain, shelved: false },
  };
}

/** Counts one batch after the others of its epoch; its values are read back, which is no part of the figures. */
export async function pictureFigures(
  device: CountingDevice,
  { side, batch }: StepSize,
  { split, input, augmentation, shelved }: PictureCase,
): Promise<PictureFigures> {
  const config: MethodConfig = { ...defaultSwitches, side, nativeSide: 28, classes: CLASSES, patch: 8 };
  const shown: Shown = { input, config };
  const training = { batch, augmentation, seed: 0 } as TrainingConfig;
  const shelf = shelved ? new PictureShelf() : null;
  const loader = new Loader({
    name: 'train',
    split,
    limit: null,
    training,
    normalisation: PUBLISHED,
    shelf,
  });
  const batches = endless(loader, shown);
  if (shelf) await placed(shelf, split);
  const figures = await figuresOf(device, {
    async run() {
      const images = batches.next().value!.images();
      await images.data();
      images.dispose();
    },
  });
  shelf?.dispose();
  const { dispatches, uploadedBytes, uniformBytes, stagingCopies, newBuffers } = figures;
  const { newPipelines, leakedTensors, boundBytes, poolGrowth } = figures;
  return {
    ...{ dispatches, uploadedBytes, uniformBytes, stagingCopies, newBuffers },
    ...{ newPipelines, leakedTensors, boundBytes, poolGrowth },
  };
}

/** Asks for the room, and waits until the device has said that it has it. */
async function placed(shelf: PictureShelf, split: Split): Promise<void> {
  shelf.pictures(split, split.count, []);
  await new Promise((resolve) => setTimeout(resolve));
}

function* endless(loader: Loader, shown: Shown): Generator<Batch, never> {
  for (let epoch = 1; ; epoch++) yield* loader.epoch(shown, epoch);
}

/** Pictures of noise: the work depends on their sizes alone. */
function splitOf(count: number, sizeOf: () => { width: number; height: number; channels: 1 | 3 }): Split {
  const { integer } = createRandom(0, 'bench pictures');
  const rasters = Array.from({ length: count }, () => {
    const size = sizeOf();
    const data = Uint8Array.from({ length: size.width * size.height * size.channels }, () => integer(256));
    return { ...size, data };
  });
  return { count, labels: new Int32Array(count), raster: (index) => rasters[index]! };
}
