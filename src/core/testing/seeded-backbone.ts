import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { recogniseBackbone, type RecognisedBackbone } from '../../data/backbones/recognise';
import { readWeights } from '../../data/backbones/weights';
import { parseSafetensors, type StoredTensor } from '../../data/safetensors';
import { createBackbone } from '../backbone/network';
import * as tf from '../tf';
import { taken } from './backbone-answers';
import { readFixture } from './fixture';
import { hashedValues } from './hashed-values';
import type { TestNetwork } from './networks';
import { relativeError } from './relative-error';

/** What torchvision computed on seeded weights (scripts/assets/backbone_fixtures.py). */
export type SeededName = 'resnet-18' | 'resnet-50' | 'mobilenet-v2';

const TARGETS = 10;

/** Names and shapes of torchvision's tensors, as its own state dictionary has them. */
export function torchvisionShapes(name: SeededName): Readonly<Record<string, readonly number[]>> {
  const path = new URL(`../fixtures/backbones/${name}.safetensors`, import.meta.url);
  const { metadata } = parseSafetensors(Uint8Array.from(readFileSync(path)), name);
  return JSON.parse(metadata['shapes']!) as Record<string, number[]>;
}

/** A tensor's seeded values: those that the Python script works out from the same name. */
export function seededValues(name: string, shape: readonly number[]): Float32Array<ArrayBuffer> {
  const size = shape.reduce((product, side) => product * side, 1);
  const [centre, spread] = seededRange(name, shape);
  const hashed = hashedValues(name, size);
  const values = new Float32Array(size);
  for (let index = 0; index < size; index++) values[index] = centre + spread * hashed[index]!;
  return values;
}

/** He's bound for filters, and norms that do something. */
function seededRange(name: string, shape: readonly number[]): [centre: number, spread: number] {
  const perOutput = shape.slice(1).reduce((product, side) => product * side, 1);
  if (name.endsWith('running_var')) return [1, 0.5];
  if (shape.length > 1) return [0, Math.sqrt(6 / perOutput)];
  return name.endsWith('.weight') ? [0.75, 0.25] : [0, 0.2];
}

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
