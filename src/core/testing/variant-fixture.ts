import { expect } from 'vitest';
import { toDevice, toPyTorch } from '../../data/tensor-layout';
import { elementCount } from '../../lib/element-count';
import type { BlockId } from '../ablation/registry';
import type { Method, ParameterSpec, PlainState, PromptContext, TensorState } from '../method';
import type { MethodConfig } from '../method-config';
import { toTensors } from '../method-state';
import { adamStep, createAdam, disposeAdam } from '../optimiser/adam';
import { createMethod } from '../smm';
import * as tf from '../tf';
import type { Tensor } from '../tf';
import { readFixture } from './fixture';
import { hashedValues, sampledValues } from './hashed-values';
import { lite0Normalisation, smallConfig } from './method';
import { relativeError } from './relative-error';

const fixture = readFixture('variants');

/** SMM with one part replaced, as scripts/assets/variant_fixtures.py computes it: patches of 8 do not divide 36. */
export function fixtureConfig(block: BlockId, variant: string): MethodConfig {
  return { ...smallConfig, generator: 'convnet-small', side: 36, classes: 3, [block]: variant };
}

/** Holds a variant on the current backend against PyTorch: forwards, backwards, running statistics, one Adam step. */
export async function expectPyTorch(block: BlockId, variant: string): Promise<void> {
  const method = createMethod(fixtureConfig(block, variant), lite0Normalisation);
  const state = toTensors(method, hashedState(method.parameters));
  const images = fixture.tensor4d('images');
  const context = contextFor(method);
  const gradient = tf.tensor4d(Float32Array.from(hashedValues('gradient', images.size)), images.shape);
  const prefix = `${block}=${variant}/`;
  const compare = async (name: string, actual: Tensor, tolerance: number): Promise<void> => {
    const values = sampledValues(await actual.data<'float32'>());
    expect(relativeError(values, fixture.floats(prefix + name)), prefix + name).toBeLessThanOrEqual(
      tolerance,
    );
  };
  const compareAll = async (kind: string, values: TensorState, tolerance: number): Promise<void> => {
    for (const [name, tensor] of Object.entries(values)) {
      if (isCancelledBias(name)) continue;
      const stored = inPyTorch(name, tensor.shape, await tensor.data<'float32'>());
      const error = relativeError(sampledValues(stored), fixture.floats(prefix + kind + name));
      expect(error, prefix + kind + name).toBeLessThanOrEqual(tolerance);
    }
  };

  const evaluated = method.prompt(state, images, 'evaluation', context);
  await compare('mask_eval', evaluated.trace.mask!, 1e-5);
  const pass = method.prompt(state, images, 'training', context);
  await compare('mask', pass.trace.mask!, 1e-5);
  await compare('mask_full', pass.trace.maskFull!, 1e-5);
  if (pass.trace.pattern?.rank === 4) await compare('pattern', pass.trace.pattern, 1e-5);
  await compare('prompted', pass.trace.prompted, 1e-5);
  const gradients = pass.backward(gradient);
  await compareAll('gradient.', gradients, 1e-4);
  await compareAll('after.', pass.statistics, 1e-5);
  const stepped = stepOn(method, state);
  await compareAll('after.', stepped, 1e-5);

  for (const owner of [evaluated, pass, method]) owner.dispose();
  tf.dispose([state, images, gradient, gradients, pass.statistics, stepped]);
  tf.dispose(Object.values(context));
}

/** A bias ahead of BatchNorm: its true gradient is zero, PyTorch has rounding noise. */
export function isCancelledBias(name: string): boolean {
  return name.endsWith('.conv.bias') || name.endsWith('.hidden.linear.bias');
}

/** Every parameter away from its start, where each has a gradient. */
export function hashedState(parameters: readonly ParameterSpec[]): PlainState {
  return Object.fromEntries(
    parameters.map(({ name, shape, start }) => {
      const spread = (v: number): number =>
        start.kind === 'constant' ? start.value + v / 2 : start.bound * v;
      return [name, hashedParameter({ name, shape }, hashedValues(name, elementCount(shape)), spread)];
    }),
  );
}

/** One Adam step (t = 1) on gradients that follow from the names. */
function stepOn(method: Method, state: TensorState): TensorState {
  const parameters = method.parameters.filter(({ group }) => group !== 'statistic');
  const plain = parameters.map(({ name, shape }) => {
    const values = hashedValues(`step.${name}`, elementCount(shape));
    return [name, hashedParameter({ name, shape }, values, (v) => v)];
  });
  const gradients = toTensors({ parameters }, Object.fromEntries(plain) as PlainState);
  const start = createAdam(method.parameters);
  const rates = { pattern: 0.01, mask: 0.01 };
  const { trainables, adam } = adamStep(start, method.parameters, state, gradients, rates);
  disposeAdam(start);
  disposeAdam(adam);
  tf.dispose(gradients);
  return trainables;
}

/** Values in PyTorch's order, brought to the device's. */
function hashedParameter(
  { name, shape }: Pick<ParameterSpec, 'name' | 'shape'>,
  values: Float64Array,
  spread: (v: number) => number,
): Float32Array {
  const stored = toPyTorch(name, { shape, values: new Float32Array(values.length) });
  return toDevice(name, { shape: stored.shape, values: Float32Array.from(values, spread) }).values;
}

function inPyTorch(name: string, shape: readonly number[], values: Float32Array): Float32Array {
  return toPyTorch(name, { shape, values: Float32Array.from(values) }).values;
}

function contextFor({ needs }: Method): PromptContext {
  const routing = fixture.floats(needs.routing === 'label' ? 'labels' : 'routing');
  return { routing: tf.tensor2d(routing, [3, 3]), meanImage: fixture.tensor4d('mean_image') };
}
