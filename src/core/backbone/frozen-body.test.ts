import { describe, expect, test } from 'vitest';
import { createRandom } from '../../lib/random';
import { leakedTensors, portableBackends, useBackend } from '../testing/backends';
import * as tf from '../tf';
import { tensorShapes } from './description/layer-facts';
import { INPUT, type Layer, type NetworkDescription } from './description/layers';
import { createBackbone } from './network';
import { randomWeights } from './toy';

/** A stem as of ResNet, a block with a projection beside it, a block around nothing, and one that reads the picture. */
const BODY: readonly Layer[] = [
  { ...conv('stem', 3, 6), kernel: 7, stride: 2, padding: 'symmetric' },
  { kind: 'max-pool' },
  { ...conv('a', 6, 4), kernel: 3, stride: 2, padding: 'symmetric' },
  { ...conv('b', 4, 8), kernel: 3, activation: 'linear' },
  { ...conv('beside', 6, 8), kind: 'pointwise', stride: 2, activation: 'linear', from: 1 },
  { kind: 'residual', from: 3, activation: 'relu' },
  { ...conv('c', 8, 8), kind: 'pointwise', activation: 'relu6' },
  { ...conv('d', 8, 8), kind: 'pointwise', activation: 'linear' },
  { kind: 'residual', from: 5, activation: 'relu' },
];

function conv(name: string, inputs: number, outputs: number) {
  return { kind: 'convolution', name, kernel: 1, stride: 1, inputs, outputs, activation: 'relu' } as const;
}

function network(body: readonly Layer[], features: number): NetworkDescription {
  return { name: 'branches', body, features, classifier: 'classifier', classes: 5 };
}

describe.each(portableBackends)('a body with branches on %s', (backend) => {
  test.each([15, 16])('goes back as differences of its logits say, side %i', async (side) => {
    await useBackend(backend);
    const description = network(BODY, 8);
    const random = createRandom(side, 'test');
    const backbone = createBackbone({
      description,
      tensors: randomWeights(description, () => random.uniform()),
    });
    const values = Float32Array.from({ length: side * side * 3 }, () => 2 * random.uniform() - 1);
    const sources = Int32Array.of(2);
    const logit = async (pixels: Float32Array): Promise<number> => {
      const picture = tf.tensor4d(pixels, [1, side, side, 3]);
      const logits = await backbone.logits(picture);
      const value = logits.dataSync()[2]!;
      tf.dispose([picture, logits]);
      return value;
    };
    const picture = tf.tensor4d(values, [1, side, side, 3]);
    const leaked = await leakedTensors(async () => {
      const { logits, gradient } = await backbone.logitGradient(picture, sources);
      const slope = gradient.dataSync<'float32'>();
      const largest = slope.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(largest).toBeGreaterThan(0);
      const random = createRandom(1, 'pixels');
      let checked = 0;
      for (let round = 0; round < 40; round++) {
        const at = Math.floor(random.uniform() * values.length);
        const moved = (by: number): Float32Array => values.map((value, i) => (i === at ? value + by : value));
        const [up, down, less, more] = [
          await logit(moved(2e-3)),
          await logit(moved(-2e-3)),
          await logit(moved(-1e-3)),
          await logit(moved(1e-3)),
        ];
        const [wide, narrow] = [(up - down) / 4e-3, (more - less) / 2e-3];
        // a corner of an activation lies between
        if (Math.abs(wide - narrow) > 2e-2 * largest) continue;
        checked++;
        expect(Math.abs(slope[at]! - narrow)).toBeLessThan(3e-2 * largest);
      }
      expect(checked).toBeGreaterThan(20);
      return [logits, gradient];
    });
    expect(leaked).toBe(0);
    tf.dispose(picture);
    backbone.dispose();
  });
});

test('a body whose layers read what is not there is refused', () => {
  const refused = (layer: Layer): (() => unknown) => {
    const description = network([{ ...conv('a', 3, 3), kind: 'pointwise' }, layer], 3);
    return () => createBackbone({ description, tensors: randomWeights(description, () => 0) });
  };
  expect(refused({ kind: 'residual', from: 1 })).toThrow('not an earlier one');
  expect(refused({ kind: 'residual', from: 0 })).toThrow('to itself');
  expect(refused({ kind: 'max-pool', from: INPUT })).toThrow('Nothing reads layer 0');
});

test('names the tensors it needs', () => {
  const shapes = tensorShapes(network(BODY, 8));
  expect(shapes['stem.weight']).toEqual([6, 3, 7, 7]);
  expect(shapes['beside.weight']).toEqual([8, 6, 1, 1]);
  expect(Object.keys(shapes)).toHaveLength(14);
});
