import { beforeAll, describe, expect, test } from 'vitest';
import { layerParameters } from './ablation/layer-spec';
import { generatorSpec, layersOf } from './ablation/mask-generator';
import { patchWiseUpsampling } from './differentiable/patch-wise-upsampling';
import type { GeneratorId } from './method-config';
import { fromTensors, toTensors } from './method-state';
import { evaluateLayers, runLayers } from './run-layers';
import { leakedTensors, portableBackends, useBackend } from './testing/backends';
import { readFixture, type Fixture } from './testing/fixture';
import { smallConfig } from './testing/method';
import { relativeError } from './testing/relative-error';

const files = [
  { file: 'generator-5-layer', generator: 'convnet' },
  { file: 'generator-6-layer', generator: 'convnet-6-layer' },
  { file: 'generator-odd', generator: 'convnet' },
] as const;

function open(file: string, generator: GeneratorId) {
  const fixture = readFixture(file);
  const layers = layersOf(generatorSpec({ ...smallConfig, generator }));
  const parameters = layerParameters(layers);
  const state = toTensors({ parameters }, fixture.state(parameters));
  return { fixture, layers, state, images: fixture.tensor4d('images') };
}

/** The generator's own output gradient, or (odd side) the one of the upsampled mask pulled back to it. */
function maskGradient(fixture: Fixture, mask: Parameters<typeof patchWiseUpsampling>[0]) {
  if (fixture.names.includes('mask_gradient')) return fixture.tensor4d('mask_gradient');
  const gradient = fixture.tensor4d('mask_full_gradient');
  return patchWiseUpsampling(mask, { side: gradient.shape[1], patch: 8 }).pullback(gradient);
}

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(files)('the mask generator of $file', ({ file, generator }) => {
    test('makes PyTorch’s masks in training and evaluation, and its running statistics', async () => {
      const { fixture, layers, state, images } = open(file, generator);
      const pass = runLayers(layers, state, images);
      expect(pass.value.shape).toEqual(fixture.shape('mask'));
      expect(relativeError(await pass.value.data(), fixture.floats('mask'))).toBeLessThan(1e-5);
      const evaluated = evaluateLayers(layers, state, images);
      expect(relativeError(await evaluated.data(), fixture.floats('mask_eval'))).toBeLessThan(1e-5);
      const statistics = Object.entries(await fromTensors(pass.statistics));
      expect(statistics).toHaveLength(generator === 'convnet' ? 8 : 10);
      for (const [name, values] of statistics) {
        expect(relativeError(values, fixture.floats(`after.${name}`)), name).toBeLessThan(1e-5);
      }
      pass.dispose();
    });

    test('finds PyTorch’s gradient of every weight, flat backgrounds included', async () => {
      const { fixture, layers, state, images } = open(file, generator);
      const pass = runLayers(layers, state, images);
      const { input, parameters } = pass.pullback(maskGradient(fixture, pass.value));
      pass.dispose();
      expect(input).toBeNull();
      const gradients = await fromTensors(parameters);
      expect(Object.keys(gradients).sort()).toEqual(
        layerParameters(layers)
          .filter(({ group }) => group === 'mask')
          .map(({ name }) => name)
          .sort(),
      );
      for (const [name, values] of Object.entries(gradients)) {
        const expected = fixture.parameter(name, 'gradient.');
        if (name.endsWith('.conv.bias')) {
          // zero in exact arithmetic; PyTorch's is rounding noise beside the weight's gradient
          const weights = fixture.floats(`gradient.${name.replace('.bias', '.weight')}`);
          const scale = weights.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
          expect(values.every((value) => value === 0)).toBe(true);
          expect(expected.every((value) => Math.abs(value) < 1e-4 * scale)).toBe(true);
        } else {
          expect(relativeError(values, expected), name).toBeLessThan(1e-4);
        }
      }
    });
  });

  test('leaves no tensor behind, with or without the way back', async () => {
    const { layers, state, images } = open('generator-odd', 'convnet');
    const trained = await leakedTensors(() => {
      const pass = runLayers(layers, state, images);
      const { parameters } = pass.pullback(pass.value);
      pass.dispose();
      return { ...parameters, ...pass.statistics };
    });
    expect(trained).toBe(0);
    expect(await leakedTensors(() => evaluateLayers(layers, state, images))).toBe(0);
  });
});
