import { beforeAll, describe, expect, test } from 'vitest';
import { baseline } from './ablation/baseline';
import type { BaselineId, MethodConfig } from './method-config';
import { fromTensors, initialState, toTensors } from './method-state';
import type { TensorState } from './method';
import { adamFromPlain, adamStep, adamToPlain, createAdam } from './optimiser/adam';
import { borderBatch } from './resize';
import { createMethod } from './smm';
import { leakedTensors, portableBackends, useBackend } from './testing/backends';
import { readFixture } from './testing/fixture';
import { lite0Normalisation, randomTensor, randomValues, smallConfig } from './testing/method';
import { relativeError } from './testing/relative-error';
import * as tf from './tf';
import type { Tensor4D } from './tf';

const method = (changes: Partial<MethodConfig> = {}) =>
  createMethod({ ...smallConfig, ...changes }, lite0Normalisation);
const images = () => randomTensor([2, 32, 32, 3], 'images');
const everyBaseline = baseline.variants.map(({ id }) => id as BaselineId);

/** The start, but with δ away from zero, where φ has a gradient. */
function movedState(chosen: ReturnType<typeof method>): TensorState {
  const plain = initialState(chosen, 0);
  if (plain['delta']) plain['delta'] = randomValues(plain['delta'].length, 'delta');
  return toTensors(chosen, plain);
}

async function firstStep(chosen: ReturnType<typeof method>) {
  const before = initialState(chosen, 0);
  const state = toTensors(chosen, before);
  const gradients = chosen
    .prompt(state, images(), 'training')
    .backward(randomTensor([2, 32, 32, 3], 'gradient'));
  const rates = { pattern: 0.01, mask: 0.01 };
  const { trainables } = adamStep(createAdam(chosen.parameters), chosen.parameters, state, gradients, rates);
  return { before, gradients: await fromTensors(gradients), after: await fromTensors(trainables) };
}

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test('one whole step agrees with PyTorch: masks, prompt, every gradient, Adam', async () => {
    const fixture = readFixture('toy-step');
    const toy = method({ side: 16 });
    const state = toTensors(toy, fixture.state(toy.parameters));
    const pass = toy.prompt(state, fixture.tensor4d('images'), 'training');
    const { mask, maskFull, prompted } = pass.trace;
    expect(relativeError(await mask!.data(), fixture.floats('mask'))).toBeLessThan(1e-5);
    expect(relativeError(await maskFull!.data(), fixture.floats('mask_full'))).toBeLessThan(1e-5);
    expect(relativeError(await prompted.data(), fixture.floats('prompted'))).toBeLessThan(1e-5);

    const gradients = await fromTensors(pass.backward(fixture.tensor4d('gradient.prompted')));
    for (const [name, values] of Object.entries(gradients)) {
      if (name.endsWith('.conv.bias')) continue;
      expect(relativeError(values, fixture.parameter(name, 'gradient.')), name).toBeLessThan(1e-4);
    }

    const given = toTensors(
      { parameters: toy.parameters.filter(({ group }) => group !== 'statistic') },
      fixture.state(
        toy.parameters.filter(({ group }) => group !== 'statistic'),
        'gradient.',
      ),
    );
    const moments = Object.fromEntries(
      Object.keys(given).flatMap((name) =>
        ['moment1.', 'moment2.'].map((moment) => [moment + name, fixture.parameter(name, moment)]),
      ),
    );
    const adam = adamFromPlain(moments, toy.parameters, 2);
    const step = adamStep(adam, toy.parameters, state, given, { pattern: 0.01, mask: 0.01 });
    for (const [name, values] of Object.entries(await fromTensors(step.trainables))) {
      expect(relativeError(values, fixture.parameter(name, 'after.')), name).toBeLessThan(1e-6);
    }
    for (const [name, values] of Object.entries(await adamToPlain(step.adam, toy.parameters))) {
      expect(relativeError(values, fixture.parameter(name, 'after.')), name).toBeLessThan(1e-5);
    }
  });

  test.each(['narrow', 'medium', 'full'] as const)('%s adds δ on its frame as PyTorch does', async (name) => {
    const fixture = readFixture('frames');
    const watermark = method({ baseline: name });
    const state = toTensors(watermark, fixture.state(watermark.parameters));
    const pass = watermark.prompt(state, fixture.tensor4d('images'), 'training');
    expect(relativeError(await pass.trace.prompted.data(), fixture.floats(`${name}.prompted`))).toBeLessThan(
      1e-6,
    );
    const gradients = await fromTensors(pass.backward(fixture.tensor4d('prompted_gradient')));
    expect(Object.keys(gradients)).toEqual(['delta']);
    const expected = fixture.parameter(`${name}.gradient.delta`);
    expect(relativeError(gradients['delta']!, expected)).toBeLessThan(1e-6);
  });

  test.each([
    ['pad', 8],
    ['pad-odd', 7],
  ] as const)('%s surrounds the native picture as PyTorch does', async (name, nativeSide) => {
    const fixture = readFixture('frames');
    const pad = method({ baseline: 'pad', nativeSide });
    const native = fixture.floats(`${name}.images`).map((value) => value * 255);
    const size = native.length / 2;
    const pictures = [0, 1].map((index) => ({
      width: nativeSide,
      height: nativeSide,
      channels: 3 as const,
      data: native.subarray(index * size, (index + 1) * size),
    }));
    const pass = pad.prompt(
      toTensors(pad, fixture.state(pad.parameters)),
      borderBatch(pictures, { side: 32, nativeSide }),
      'training',
    );
    expect(relativeError(await pass.trace.prompted.data(), fixture.floats(`${name}.prompted`))).toBeLessThan(
      1e-6,
    );
    const gradients = await fromTensors(pass.backward(fixture.tensor4d('prompted_gradient')));
    const expected = fixture.parameter(`${name}.gradient.delta`);
    expect(relativeError(gradients['delta']!, expected)).toBeLessThan(1e-6);
  });

  test.each(
    baseline.variants.filter((variant) => variant.startsAtIdentity).map(({ id }) => id as BaselineId),
  )('with δ = 0, %s shows the network exactly r(x)', async (id) => {
    const chosen = method({ baseline: id });
    const state = toTensors(chosen, initialState(chosen, 0));
    const resized = images();
    for (const mode of ['training', 'evaluation'] as const) {
      const { prompted } = chosen.prompt(state, resized, mode).trace;
      expect(await prompted.data()).toEqual(await resized.data());
    }
  });

  test('the first step moves δ by α₁ everywhere, and φ not by a bit', async () => {
    const { before, gradients, after } = await firstStep(method());
    for (const [name, values] of Object.entries(after)) {
      if (name === 'delta') continue;
      expect(
        gradients[name]!.every((value) => value === 0),
        name,
      ).toBe(true);
      expect(values, name).toEqual(before[name]);
    }
    after['delta']!.forEach((value, index) => {
      expect(gradients['delta']![index]).not.toBe(0);
      expect(Math.abs(value)).toBeCloseTo(0.01, 4);
    });
  });

  test('φ has a gradient as soon as δ is not zero', async () => {
    const smm = method();
    const pass = smm.prompt(movedState(smm), images(), 'training');
    const gradients = await fromTensors(pass.backward(randomTensor([2, 32, 32, 3], 'gradient')));
    for (const { name, group } of smm.parameters) {
      if (group === 'statistic' || name.endsWith('.conv.bias')) continue;
      expect(
        gradients[name]!.some((value) => value !== 0),
        name,
      ).toBe(true);
    }
  });

  test.each(['narrow', 'medium'] as const)('%s leaves δ at exactly zero outside its frame', async (id) => {
    const chosen = method({ baseline: id });
    const { after } = await firstStep(chosen);
    const state = toTensors(chosen, initialState(chosen, 0));
    const cells = await chosen.prompt(state, images(), 'evaluation').trace.maskFull!.data();
    after['delta']!.forEach((value, index) => expect(value !== 0).toBe(cells[index] === 1));
  });

  test('masks differ between images and between channels, frames do not', async () => {
    const smm = method();
    const mask = smm.prompt(movedState(smm), images(), 'evaluation').trace.mask!;
    const [one, other] = (await mask.array()) as [number[][][], number[][][]];
    expect(one).not.toEqual(other);
    const [red, green, blue] = one[1]![2]!;
    expect(new Set([red, green, blue]).size).toBe(3);

    const narrow = method({ baseline: 'narrow' });
    const { maskFull } = narrow.prompt(movedState(narrow), images(), 'evaluation').trace;
    expect(maskFull!.shape).toEqual([1, 32, 32, 3]);
  });

  test('a generator whose last layer always says 1 is Full', async () => {
    const smm = method();
    const plain = initialState(smm, 0);
    plain['delta'] = randomValues(plain['delta']!.length, 'delta');
    plain['mask_generator.head.weight']!.fill(0);
    plain['mask_generator.head.bias']!.fill(1);
    const full = method({ baseline: 'full' });
    const resized = images();
    for (const mode of ['training', 'evaluation'] as const) {
      const own = smm.prompt(toTensors(smm, plain), resized, mode).trace.prompted;
      const fulls = full.prompt(toTensors(full, plain), resized, mode).trace.prompted;
      expect(relativeError(await own.data(), await fulls.data())).toBeLessThan(1e-6);
    }
  });

  test.each(everyBaseline)('%s starts and steps the same for the same seed, bit for bit', async (id) => {
    const [one, other] = [
      await firstStep(method({ baseline: id })),
      await firstStep(method({ baseline: id })),
    ];
    expect(one.after).toEqual(other.after);
    expect(one.gradients).toEqual(other.gradients);
  });

  test.each(everyBaseline)('%s leaves no tensor behind', async (id) => {
    const chosen = method({ baseline: id });
    const state = movedState(chosen);
    const resized = images();
    const gradient: Tensor4D = randomTensor([2, 32, 32, 3], 'gradient');
    const kept = tf.memory().numTensors;
    const leaked = await leakedTensors(() => {
      const pass = chosen.prompt(state, resized, 'training');
      const gradients = pass.backward(gradient);
      pass.dispose();
      chosen.prompt(state, resized, 'evaluation').dispose();
      chosen.dispose();
      return { ...gradients, ...pass.statistics };
    });
    expect(leaked).toBe(0);
    expect(tf.memory().numTensors).toBe(kept);
    expect(resized.isDisposed || gradient.isDisposed || Object.values(state).some((t) => t.isDisposed)).toBe(
      false,
    );
  });
});

test('an evaluation pass of SMM says that it has no way back', async () => {
  await useBackend('cpu');
  const smm = method();
  const pass = smm.prompt(movedState(smm), images(), 'evaluation');
  expect(() => pass.backward(images())).toThrow('prompt in training mode');
});
