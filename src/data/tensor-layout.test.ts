import { expect, test } from 'vitest';
import { methodParameters } from '../core/ablation/method-parameters';
import { defaultSwitches } from '../core/ablation/registry';
import type { MethodConfig } from '../core/method-config';
import { toDevice, toPyTorch } from './tensor-layout';

const smm: MethodConfig = { ...defaultSwitches, side: 64, nativeSide: 28, classes: 10, patch: 8 };

/** Shape in a file of each parameter, as PyTorch would declare it. */
function stored(change: Partial<MethodConfig>): Record<string, readonly number[]> {
  return Object.fromEntries(
    methodParameters({ ...smm, ...change }).map(({ name, shape }) => {
      const values = new Float32Array(shape.reduce((size, extent) => size * extent, 1));
      return [name, toPyTorch(name, { shape, values }).shape];
    }),
  );
}

test('every kind of parameter is stored under the name and in the shape that PyTorch would have', () => {
  expect(stored({})).toMatchObject({
    delta: [3, 64, 64],
    'mask_generator.blocks.1.conv.weight': [16, 8, 3, 3],
    'mask_generator.blocks.1.bn.running_var': [16],
    'mask_generator.head.weight': [3, 64, 3, 3],
  });
  expect(stored({ pattern: 'class-specific' })).toMatchObject({ patterns: [10, 3, 64, 64] });
  expect(stored({ pattern: 'sample-specific' })).toMatchObject({
    'mask_generator.head.weight': [3, 64, 3, 3],
    'mask_generator.pattern_head.weight': [3, 64, 3, 3],
  });
  expect(stored({ channels: 'single-binary' })).toMatchObject({
    'mask_generator.head.weight': [1, 64, 3, 3],
  });
  expect(stored({ masks: 'shared-three-channel' })).toEqual({ delta: [3, 64, 64], mask: [3, 8, 8] });
  expect(stored({ masks: 'shared-binary' })).toEqual({ delta: [3, 64, 64], mask_scores: [1, 8, 8] });
  expect(stored({ generator: 'mlp' })).toMatchObject({
    'mask_generator.hidden.linear.weight': [27, 16 * 16 * 3],
    'mask_generator.hidden.bn.weight': [27],
    'mask_generator.output.weight': [8 * 8 * 3, 27],
    'mask_generator.output.bias': [8 * 8 * 3],
  });
});

test.each([
  ['delta', [2, 4, 3]],
  ['patterns', [2, 3, 4, 3]],
  ['mask_scores', [2, 3, 1]],
  ['a.weight', [3, 3, 2, 5]],
  ['b.weight', [4, 3]],
  ['b.bias', [6]],
])('%s comes back from its layout in files', (name, shape) => {
  const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i);
  expect(toDevice(name, toPyTorch(name, { shape, values }))).toEqual({ shape, values });
});
