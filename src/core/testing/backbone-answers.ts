import { expect } from 'vitest';
import type { InputGradient } from '../backbone/backbone';
import { createBackbone } from '../backbone/network';
import * as tf from '../tf';
import { readFixture } from './fixture';
import { lite0Network, toyNetwork } from './networks';
import { relativeError } from './relative-error';

/** The numbers of an answer; frees its tensors. */
export async function taken({ loss, logits, gradient }: InputGradient) {
  const result = {
    loss: (await loss.data<'float32'>())[0]!,
    logits: Float32Array.from(await logits.data<'float32'>()),
    gradient: Float32Array.from(await gradient.data<'float32'>()),
  };
  tf.dispose([loss, logits, gradient]);
  return result;
}

/** Holds the frozen network on the current backend against PyTorch, forwards and backwards. */
export async function expectPyTorch(fixtureName: 'toy-step' | 'lite0-step' | 'lite0-96', chunk: number) {
  const fixture = readFixture(fixtureName);
  const network = fixtureName === 'toy-step' ? toyNetwork() : lite0Network();
  const [batch, side] = fixture.shape('gradient.prompted') as [number, number];
  const input = fixture.names.includes('prompted')
    ? fixture.floats('prompted')
    : fixture.floats('pixels').map((pixel) => (pixel - 127) / 128);
  const prompted = tf.tensor4d(input, [batch, side, side, 3]);
  const backbone = createBackbone({ ...network, chunk });
  const answer = await taken(
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
