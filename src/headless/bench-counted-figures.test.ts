import { afterEach, describe, expect, test } from 'vitest';
import {
  blocks,
  choose,
  defaultSwitches,
  refusal,
  type BlockId,
  type Switches,
} from '../core/ablation/registry';
import { createBackbone } from '../core/backbone/network';
import type { MethodConfig } from '../core/method-config';
import { createMethod } from '../core/smm';
import { lite0Normalisation } from '../core/testing/method';
import { lite0Network } from '../core/testing/networks';
import { CLASSES, ourStep, type StepSize } from '../training/bench/step';
import { stockStep } from '../training/bench/stock';
import { startCountingDevice, startStockCountingDevice, type CountingDevice } from './bench-counted-device';
import { figuresOf, type Figures } from './bench-counted-figures';
import { pictureCases, pictureFigures, type PictureFigures } from './bench-counted-pictures';

/** The default task, and the side at which memory is dear. */
const SIZE: StepSize = { side: 96, batch: 64 };
const LARGE_SIDE = 224;

const network = lite0Network();
let device: CountingDevice | null = null;
afterEach(() => device?.stop());

async function ours(size: StepSize, switches: Partial<Switches> = {}): Promise<Figures> {
  device?.stop();
  device = await startCountingDevice();
  const backbone = createBackbone(network);
  const step = ourStep(backbone, size, switches);
  const figures = await figuresOf(device, step);
  step.dispose();
  backbone.dispose();
  return figures;
}

async function stock(size: StepSize): Promise<Figures> {
  device?.stop();
  device = await startStockCountingDevice();
  const step = stockStep(network, size);
  const figures = await figuresOf(device, step);
  step.dispose();
  return figures;
}

/** What one more picture adds to the pool, within a chunk of the backbone. */
async function poolBytesPerPicture(count: (size: StepSize) => Promise<Figures>): Promise<number> {
  const [few, more] = [4, 8];
  const pools = [];
  for (const batch of [few, more]) pools.push((await count({ side: LARGE_SIDE, batch })).poolBytes);
  return (pools[1]! - pools[0]!) / (more - few);
}

/** All that train in another way than the default does, chosen alone. */
function variants(): { name: string; switches: Switches }[] {
  const start: MethodConfig = {
    ...defaultSwitches,
    side: SIZE.side,
    nativeSide: 28,
    classes: CLASSES,
    patch: 8,
  };
  return blocks
    .filter(({ id }) => id !== 'mapping')
    .flatMap((block) => block.variants.map(({ id }) => ({ block: block.id as BlockId, id })))
    .filter(({ block, id }) => id !== defaultSwitches[block] && refusal(block, id, start) === null)
    .map(({ block, id }) => ({ name: `${block}=${id}`, config: choose(start, block, id) }))
    .filter(({ config }) => {
      const { parameters, dispose } = createMethod(config, lite0Normalisation);
      dispose();
      return parameters.length > 0;
    })
    .map(({ name, config }) => ({
      name,
      switches: Object.fromEntries(blocks.map(({ id }) => [id, config[id]])) as unknown as Switches,
    }));
}

describe('one training step asks of a GPU', () => {
  const figures: Record<string, Figures> = {};
  const pictures: Record<string, PictureFigures> = {};

  test('as much as the budgets allow, by default', async () => {
    const { dispatches, submits, uploadedBytes, longestThread, ...rest } = (figures['default'] =
      await ours(SIZE));
    expect(dispatches).toBeLessThanOrEqual(160);
    expect(submits).toBeLessThanOrEqual(2);
    expect(uploadedBytes).toBeLessThanOrEqual(4 * SIZE.batch + 1024);
    expect(longestThread.trips).toBeLessThanOrEqual(4096);
    expect(rest.tileEfficiency).toBeGreaterThan(0.9);
    expect(rest).toMatchObject({ stagingCopies: 0, newBuffers: 0, newPipelines: 0 });
    // one for each convolution of the generator, none for the frozen network
    expect(rest.filterGradients).toBe(5);
  });

  test('no more buffers after the first steps, whatever is trained', async () => {
    for (const { name, switches } of variants()) figures[name] = await ours(SIZE, switches);
    for (const [name, { leakedTensors, poolGrowth, newPipelines }] of Object.entries(figures)) {
      const grown = { leakedTensors, poolGrowth, newPipelines };
      expect(grown, name).toEqual({ leakedTensors: 0, poolGrowth: 0, newPipelines: 0 });
    }
  });

  test('one pass for the pictures of a batch, and sixteen bytes for each of them once they are there', async () => {
    for (const [name, one] of Object.entries(pictureCases(SIZE))) {
      device?.stop();
      device = await startCountingDevice();
      const { uploadedBytes, ...counted } = (pictures[name] = await pictureFigures(device, SIZE, one));
      expect(counted, name).toMatchObject({ dispatches: 1, stagingCopies: 0, newPipelines: 0 });
      expect(counted, name).toMatchObject({ leakedTensors: 0 });
      if (one.shelved) expect(uploadedBytes, name).toBe(16 * SIZE.batch);
    }
  });

  // Exact on every machine, so a change of these figures is a change of the work per step. To make it on purpose:
  // npx vitest run src/headless/bench-counted-figures.test.ts -u
  test('exactly this, with stock TensorFlow.js beside it', async () => {
    figures['stock TensorFlow.js'] = await stock(SIZE);
    const poolBytesPerPictureAt224 = {
      default: await poolBytesPerPicture(ours),
      'stock TensorFlow.js': await poolBytesPerPicture(stock),
    };
    expect(poolBytesPerPictureAt224.default).toBeLessThanOrEqual(15e6);
    const document = { ...SIZE, figures, pictures, poolBytesPerPictureAt224 };
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('bench-counted-figures.json');
  });
});
