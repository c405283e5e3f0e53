import { describe, expect, test } from 'vitest';
import { generatorSpec, layersOf } from './ablation/mask-generator';
import { maxPool } from './differentiable/max-pool';
import { patchWiseUpsampling } from './differentiable/patch-wise-upsampling';
import type { PlainState } from './method';
import { fromTensors, initialState, toTensors } from './method-state';
import { adamFromPlain, adamStep, createAdam, disposeAdam } from './optimiser/adam';
import { resizeBatch } from './resize';
import { evaluateLayers, runLayers } from './run-layers';
import { createMethod } from './smm';
import { leakedTensors } from './testing/backends';
import { readFixture } from './testing/fixture';
import { lite0Normalisation, randomTensor, smallConfig } from './testing/method';
import { relativeError } from './testing/relative-error';
import { startWebGPU } from './testing/webgpu';
import * as tf from './tf';

const missing = await startWebGPU();
if (missing) console.warn(missing);

const rates = { pattern: 0.01, mask: 0.01 };

describe.skipIf(missing)('on webgpu', () => {
  test('one whole step agrees with PyTorch: masks, prompt, every gradient, Adam', async () => {
    const fixture = readFixture('toy-step');
    const toy = createMethod({ ...smallConfig, side: 16 }, lite0Normalisation);
    const state = toTensors(toy, fixture.state(toy.parameters));
    const pass = toy.prompt(state, fixture.tensor4d('images'), 'training');
    expect(relativeError(await pass.trace.maskFull!.data(), fixture.floats('mask_full'))).toBeLessThan(1e-5);
    expect(relativeError(await pass.trace.prompted.data(), fixture.floats('prompted'))).toBeLessThan(1e-5);
    const gradients = await fromTensors(pass.backward(fixture.tensor4d('gradient.prompted')));
    for (const [name, values] of Object.entries(gradients)) {
      if (name.endsWith('.conv.bias')) continue;
      expect(relativeError(values, fixture.parameter(name, 'gradient.')), name).toBeLessThan(1e-4);
    }

    const trained = { parameters: toy.parameters.filter(({ group }) => group !== 'statistic') };
    const given = toTensors(trained, fixture.state(trained.parameters, 'gradient.'));
    const moments: PlainState = Object.fromEntries(
      trained.parameters.flatMap(({ name }) =>
        ['moment1.', 'moment2.'].map((moment) => [moment + name, fixture.parameter(name, moment)]),
      ),
    );
    const step = adamStep(adamFromPlain(moments, toy.parameters, 2), toy.parameters, state, given, rates);
    for (const [name, values] of Object.entries(await fromTensors(step.trainables))) {
      expect(relativeError(values, fixture.parameter(name, 'after.')), name).toBeLessThan(1e-6);
    }
  });

  test('the mask generator agrees with PyTorch at an odd side, both ways and in evaluation', async () => {
    const fixture = readFixture('generator-odd');
    const layers = layersOf(generatorSpec(smallConfig));
    const generator = {
      parameters: createMethod({ ...smallConfig, side: 33 }, lite0Normalisation).parameters.slice(1),
    };
    const state = toTensors(generator, fixture.state(generator.parameters));
    const images = fixture.tensor4d('images');
    const pass = runLayers(layers, state, images);
    const upsampling = patchWiseUpsampling(pass.value, { side: 33, patch: 8 });
    expect(relativeError(await upsampling.value.data(), fixture.floats('mask_full'))).toBeLessThan(1e-5);
    const gradient = upsampling.pullback(fixture.tensor4d('mask_full_gradient'));
    for (const [name, values] of Object.entries(await fromTensors(pass.pullback(gradient).parameters))) {
      if (name.endsWith('.conv.bias')) continue;
      expect(relativeError(values, fixture.parameter(name, 'gradient.')), name).toBeLessThan(1e-4);
    }
    const evaluated = evaluateLayers(layers, state, images);
    expect(relativeError(await evaluated.data(), fixture.floats('mask_eval'))).toBeLessThan(1e-5);
  });

  test('the pool sends the gradient to the first maximum of a window', async () => {
    const pass = maxPool(tf.tensor4d([1, 1, 0, 2, 1, 1, 3, 3], [1, 2, 4, 1]), { inputGradient: true });
    const { input } = pass.pullback(tf.tensor4d([5, 7], [1, 1, 2, 1]));
    expect([...(await input!.data())]).toEqual([5, 0, 0, 0, 0, 0, 7, 0]);
  });

  test('pictures are resized as PyTorch does', async () => {
    const fixture = readFixture('resize');
    const data = fixture.floats('input.28x28-96x96').map((value) => value * 255);
    const picture = { width: 28, height: 28, channels: 3 as const, data };
    const resized = resizeBatch([picture], { side: 96, normalisation: { scale: 1, shift: 0, divisor: 1 } });
    expect(relativeError(await resized.data(), fixture.floats('output.28x28-96x96'))).toBeLessThan(1e-5);
  });

  test('a state is read back whole, even if a step replaces it meanwhile', async () => {
    const state = { delta: tf.add(tf.fill([4, 4, 3], 1), 1), bias: tf.add(tf.fill([5], 2), 1) };
    const reading = fromTensors(state);
    tf.dispose(state);
    expect(await reading).toEqual({ delta: new Float32Array(48).fill(2), bias: new Float32Array(5).fill(3) });
  });

  test('two steps give the same bits twice, leave no tensor behind, and the memory pool stops growing', async () => {
    const smm = createMethod(smallConfig, lite0Normalisation);
    const start = initialState(smm, 0);
    const images = randomTensor([4, 32, 32, 3], 'images');
    const gradient = randomTensor([4, 32, 32, 3], 'gradient');
    const twoSteps = async (): Promise<PlainState> => {
      const first = toTensors(smm, start);
      const state = { ...first };
      let adam = createAdam(smm.parameters);
      for (let step = 0; step < 2; step++) {
        const pass = smm.prompt(state, images, 'training');
        const gradients = pass.backward(gradient);
        const next = adamStep(adam, smm.parameters, state, gradients, rates);
        pass.dispose();
        disposeAdam(adam);
        tf.dispose([gradients]);
        for (const [name, tensor] of Object.entries({ ...next.trainables, ...pass.statistics })) {
          state[name]!.dispose();
          state[name] = tensor;
        }
        adam = next.adam;
      }
      disposeAdam(adam);
      const plain = await fromTensors(state);
      tf.dispose(state);
      return plain;
    };
    const pool = () => (tf.memory() as unknown as { numBytesInGPU: number }).numBytesInGPU;
    const one = await twoSteps();
    const warm = pool();
    let other: PlainState = {};
    const leaked = await leakedTensors(async () => {
      other = await twoSteps();
      return [];
    });
    expect(other).toEqual(one);
    expect(leaked).toBe(0);
    expect(pool()).toBe(warm);
  });
});
