import { describe, expect, test } from 'vitest';
import { createRandom } from '../../lib/random';
import * as tf from '../tf';
import { leakedTensors, portableBackends, useBackend } from '../testing/backends';
import { readFixture } from '../testing/fixture';
import { lite0Network, toyNetwork } from '../testing/networks';
import { relativeError } from '../testing/relative-error';
import type { InputGradient } from './backbone';
import { multiplyAdds } from './layers';
import { createBackbone } from './network';

async function values({ loss, logits, gradient }: InputGradient) {
  const result = {
    loss: (await loss.data<'float32'>())[0]!,
    logits: Float32Array.from(await logits.data<'float32'>()),
    gradient: Float32Array.from(await gradient.data<'float32'>()),
  };
  tf.dispose([loss, logits, gradient]);
  return result;
}

/** What PyTorch says, and what we say on the current backend. */
async function compared(fixtureName: 'toy-step' | 'lite0-step' | 'lite0-96', chunk: number) {
  const fixture = readFixture(fixtureName);
  const network = fixtureName === 'toy-step' ? toyNetwork() : lite0Network();
  const [batch, side] = fixture.shape('gradient.prompted') as [number, number];
  const input = fixture.names.includes('prompted')
    ? fixture.floats('prompted')
    : fixture.floats('pixels').map((pixel) => (pixel - 127) / 128);
  const prompted = tf.tensor4d(input, [batch, side, side, 3]);
  const backbone = createBackbone({ ...network, chunk });
  const answer = await values(
    await backbone.inputGradient(prompted, fixture.integers('labels'), fixture.integers('mapping')),
  );
  const forward = await backbone.logits(prompted);
  const logits = Float32Array.from(await forward.data<'float32'>());
  tf.dispose([prompted, forward]);
  backbone.dispose();
  expect(logits, 'logits alone and logits with the gradient').toEqual(answer.logits);
  expect(relativeError(answer.logits, fixture.floats('logits')), 'logits').toBeLessThanOrEqual(1e-5);
  expect(answer.loss, 'loss').toBeCloseTo(fixture.floats('loss')[0]!, 4);
  const error = relativeError(answer.gradient, fixture.floats('gradient.prompted'));
  expect(error, 'input gradient').toBeLessThanOrEqual(1e-4);
}

describe.each(portableBackends)('the frozen network on %s', (backend) => {
  test('agrees with PyTorch on the toy, forwards and backwards, in whole and broken chunks', async () => {
    await useBackend(backend);
    await compared('toy-step', 4);
    await compared('toy-step', 3);
  });

  test('agrees with PyTorch on EfficientNet-Lite0, flat backgrounds included', async () => {
    await useBackend(backend);
    await compared('lite0-step', 8);
  });

  test('gives the same bits again, and leaks nothing', async () => {
    await useBackend(backend);
    const random = createRandom(3, 'test pictures');
    const pixels = Float32Array.from({ length: 5 * 15 * 15 * 3 }, () => 2 * random.uniform() - 1);
    const labels = Int32Array.of(0, 1, 2, 1, 0);
    const mapping = Int32Array.of(19, 4, 7);
    const runs: Awaited<ReturnType<typeof values>>[] = [];
    const leaked = await leakedTensors(async () => {
      const backbone = createBackbone({ ...toyNetwork(), chunk: 2 });
      const prompted = tf.tensor4d(pixels, [5, 15, 15, 3]);
      for (let run = 0; run < 2; run++) {
        runs.push(await values(await backbone.inputGradient(prompted, labels, mapping)));
      }
      prompted.dispose();
      backbone.dispose();
      return [];
    });
    expect(runs[1]).toEqual(runs[0]);
    expect(leaked).toBe(0);
  });
});

test('agrees with PyTorch on EfficientNet-Lite0 at side 96', async () => {
  await useBackend('wasm');
  await compared('lite0-96', 8);
});

test('refuses weights that do not fit the network', () => {
  const { description, tensors } = toyNetwork();
  const { 'head.bias': bias, ...rest } = tensors;
  expect(() => createBackbone({ description, tensors: rest })).toThrow('lack head.bias');
  const short = { shape: [23], values: bias!.values.subarray(1) };
  expect(() => createBackbone({ description, tensors: { ...rest, 'head.bias': short } })).toThrow('[23]');
});

test('counts its multiply-adds', () => {
  const { description } = lite0Network();
  // 385 million at 224 is the network's published figure.
  expect(Math.round(multiplyAdds(description, 224) / 1e6)).toBe(385);
});
