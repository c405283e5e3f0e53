import { expect } from 'vitest';
import { recogniseBackbone, type RecognisedBackbone } from '../../data/backbones/recognise';
import { readWeights } from '../../data/backbones/weights';
import type { StoredTensor } from '../../data/safetensors';
import { createBackbone } from '../backbone/network';
import * as tf from '../tf';
import { taken } from './backbone-answers';
import { readFixture } from './fixture';
import { hashedValues } from './hashed-values';
import type { TestNetwork } from './networks';
import { relativeError } from './relative-error';
import { seededValues, torchvisionShapes, type SeededName } from './seeded-values';

const TARGETS = 10;

/** The tensors of a torchvision file with seeded weights, as the reader of .safetensors files would give them. */
export function seededTensors(name: SeededName): Map<string, StoredTensor> {
  return new Map(
    Object.entries(torchvisionShapes(name)).map(([tensor, shape]) => [
      tensor,
      { dtype: 'F32', shape, bytes: new Uint8Array(seededValues(tensor, shape).buffer) },
    ]),
  );
}

/** What a file of these names and shapes is recognised as, with no weights at all. */
export function describedBackbone(name: SeededName): RecognisedBackbone {
  const entries = Object.entries(torchvisionShapes(name)).map(
    ([tensor, shape]) => [tensor, { dtype: 'F32', shape }] as const,
  );
  return recogniseBackbone(new Map(entries), `${name}.safetensors`);
}

export function seededNetwork(name: SeededName): TestNetwork {
  const tensors = seededTensors(name);
  const recognised = recogniseBackbone(tensors, `${name}.safetensors`);
  return { description: recognised.description, tensors: readWeights(recognised, tensors) };
}

/** Holds a recognised network on the current backend against torchvision's, forwards and backwards. */
export async function expectTorchvision(name: SeededName): Promise<void> {
  const fixture = readFixture(`backbones/${name}`);
  const [batch, side] = fixture.shape('gradient') as [number, number];
  const backbone = createBackbone(seededNetwork(name));
  const pixels = Float32Array.from(hashedValues('pixels', batch * side * side * 3), (value) => 2 * value);
  const pictures = tf.tensor4d(pixels, [batch, side, side, 3]);
  const labels = Int32Array.from({ length: batch }, (_, index) => (3 * index) % TARGETS);
  const mapping = Int32Array.from({ length: TARGETS }, (_, index) => 97 * index);
  const answer = await taken(await backbone.inputGradient(pictures, labels, mapping));
  pictures.dispose();
  backbone.dispose();
  expect(relativeError(answer.logits, fixture.floats('logits')), 'logits').toBeLessThanOrEqual(1e-4);
  expect(answer.loss / fixture.floats('loss')[0]!, 'loss').toBeCloseTo(1, 4);
  const error = relativeError(answer.gradient, fixture.floats('gradient'));
  expect(error, 'input gradient').toBeLessThanOrEqual(1e-4);
}
