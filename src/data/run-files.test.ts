import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultSwitches } from '../core/ablation/registry';
import type { ParameterSpec } from '../core/method';
import type { RunConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';
import { decodeCapsule, encodeCapsule, shapedState, stateFor, type Capsule } from './capsule';
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from './checkpoint';
import {
  floatsOf,
  integersOf,
  parseSafetensors,
  serialiseSafetensors,
  type WritableTensor,
} from './safetensors';

const parameters: ParameterSpec[] = [
  { name: 'delta', shape: [4, 5, 3], group: 'pattern', start: { kind: 'constant', value: 0 } },
  {
    name: 'mask_generator.blocks.0.conv.weight',
    shape: [3, 3, 2, 4],
    group: 'mask',
    start: { kind: 'uniform', bound: 1 },
  },
  {
    name: 'mask_generator.blocks.0.bn.running_mean',
    shape: [4],
    group: 'statistic',
    start: { kind: 'constant', value: 0 },
  },
];
const state = Object.fromEntries(
  parameters.map(({ name, shape }) => [
    name,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i + shape.length) / 3),
  ]),
);

const capsule: Capsule = {
  config: {
    method: {
      ...defaultSwitches,
      side: 5,
      nativeSide: 28,
      classes: 3,
      patch: 8,
    },
    training: {
      epochs: 2,
      batch: 8,
      patternLearningRate: 0.003,
      maskLearningRate: 0.003,
      patternDecay: 0.1,
      maskDecay: 0.1,
      augmentation: 'none',
      seed: 0,
      trainLimit: null,
      testLimit: 20,
    },
    data: 'fashion-mnist',
    backbone: 'efficientnet-lite0',
  },
  classes: ['Bag', 'Coat', 'Ärmel'],
  curves: {
    losses: Float32Array.of(0.1, 1 / 3, NaN, 16777217, 1e-40),
    accuracies: Float32Array.of(0.25, 1 / 7, 0, 1, 0.5),
    epochs: [
      {
        epoch: 1,
        step: 5,
        trainLoss: 1.5,
        trainAccuracy: 0.25,
        testAccuracy: 0.375,
        learningRate: { pattern: 0.003, mask: 0.003 },
        msPerStep: 12.5,
        mapping: [1, 2, 999],
      },
    ],
  },
  unprompted: { testAccuracy: 0.125, mapping: [3, 2, 1] },
  seconds: 1.5,
  result: null,
  provenance: { dataHash: 'd', backboneHash: 'b', device: 'cpu', versions: { app: '0.1.0' } },
  tensors: shapedState(parameters, state),
  mapping: Int32Array.of(1, 2, 999),
};
const checkpoint: Checkpoint = {
  ...capsule,
  step: 5,
  moments: {
    first: shapedState(parameters.slice(0, 2), state),
    second: shapedState(parameters.slice(0, 1), state),
  },
  epochSeconds: 0.25,
  random: { start: [1, 2, 3, 0xffffffff] },
};

test('a capsule comes back bit for bit', () => {
  expect(decodeCapsule(encodeCapsule(capsule))).toEqual(capsule);
  expect(stateFor(parameters, decodeCapsule(encodeCapsule(capsule)).tensors)).toEqual(state);
});

test('a capsule holds PyTorch names and layout: [3, H, W] and [out, in, 3, 3]', () => {
  const { tensors, metadata } = parseSafetensors(encodeCapsule(capsule), 'It');
  const delta = tensors.get('delta')!;
  const weight = tensors.get('mask_generator.blocks.0.conv.weight')!;
  expect(delta.shape).toEqual([3, 4, 5]);
  expect(weight.shape).toEqual([4, 2, 3, 3]);
  // device [y, x, c] = [2, 3, 1] and [row, column, in, out] = [1, 2, 1, 3]
  expect(floatsOf(delta)[(1 * 4 + 2) * 5 + 3]).toBe(state['delta']![(2 * 5 + 3) * 3 + 1]);
  expect(floatsOf(weight)[((3 * 2 + 1) * 3 + 1) * 3 + 2]).toBe(
    state['mask_generator.blocks.0.conv.weight']![((1 * 3 + 2) * 2 + 1) * 4 + 3],
  );
  expect(tensors.get('mapping')!.dtype).toBe('I32');
  expect(JSON.parse(metadata['run']!)).toMatchObject({ config: capsule.config, classes: capsule.classes });
});

test('a checkpoint comes back bit for bit, moments and random state included', () => {
  expect(decodeCheckpoint(encodeCheckpoint(checkpoint))).toEqual(checkpoint);
});

test('a state that does not fit the method is a sentence', () => {
  const wrong: ParameterSpec[] = [{ ...parameters[0]!, shape: [4, 4, 3] }];
  expect(() => stateFor(wrong, capsule.tensors)).toThrow(/"delta" should be \[4, 4, 3\], not \[4, 5, 3\]/);
  const missing: ParameterSpec[] = [{ ...parameters[0]!, name: 'constructor' }];
  expect(() => stateFor(missing, capsule.tensors)).toThrow(/but is missing/);
});

test('other files are refused with a sentence that says what they are not', () => {
  expect(() => decodeCapsule(encodeCheckpoint(checkpoint))).toThrow(/holds something else/);
  expect(() => decodeCapsule(serialiseSafetensors({}))).toThrow(UserError);
  const newer = serialiseSafetensors({}, { format: 'smm-run-capsule', schema: '3', run: '{}' });
  expect(() => decodeCapsule(newer)).toThrow(/newer version/);
  const nonsense = serialiseSafetensors({}, { format: 'smm-run-capsule', schema: 'x', run: '{}' });
  expect(() => decodeCapsule(nonsense)).toThrow(/no schema version/);
  const empty = serialiseSafetensors({}, { format: 'smm-run-capsule', schema: '1', run: '{}' });
  expect(() => decodeCapsule(empty)).toThrow(/The run capsule is damaged/);
  const { mapping, ...rest } = parseSafetensors(encodeCapsule(capsule), 'It').metadata;
  expect(mapping).toBeUndefined();
  expect(() => decodeCapsule(serialiseSafetensors({}, rest))).toThrow(/lacks "mapping"/);
});

/** As version 1 wrote it: depth and width of the generator, no switches. */
function version1(bytes: Uint8Array<ArrayBuffer>, generator: object): Uint8Array<ArrayBuffer> {
  const { tensors, metadata } = parseSafetensors(bytes, 'It');
  const document = JSON.parse(metadata['run']!) as { config?: RunConfig; record?: { config: RunConfig } };
  const config = document.config ?? document.record!.config;
  const { baseline, mapping, side, nativeSide, classes, patch } = config.method;
  Object.assign(config, { method: { baseline, mapping, side, nativeSide, classes, patch, ...generator } });
  const stored = Array.from(tensors, ([name, tensor]): [string, WritableTensor] =>
    tensor.dtype === 'I32'
      ? [name, { dtype: 'I32', shape: tensor.shape, data: integersOf(tensor) }]
      : [name, { dtype: 'F32', shape: tensor.shape, data: floatsOf(tensor) }],
  );
  const run = JSON.stringify(document);
  return serialiseSafetensors(Object.fromEntries(stored), { ...metadata, schema: '1', run });
}

test('capsules and checkpoints from before there were switches are read as what they were', () => {
  const medium = { generatorLayers: 5, generatorSize: 'medium' };
  expect(decodeCapsule(version1(encodeCapsule(capsule), medium))).toEqual(capsule);
  expect(decodeCheckpoint(version1(encodeCheckpoint(checkpoint), medium))).toEqual(checkpoint);
  const six = version1(encodeCapsule(capsule), { generatorLayers: 6, generatorSize: 'medium' });
  expect(decodeCapsule(six).config.method.generator).toBe('convnet-6-layer');
  const unknown = version1(encodeCapsule(capsule), { generatorLayers: 7, generatorSize: 'medium' });
  expect(() => decodeCapsule(unknown)).toThrow(/The run capsule is damaged.*config.method.generator/);
});

test('whatever happens to its bytes, a run file is read or refused with a sentence', () => {
  const original = encodeCheckpoint(checkpoint);
  fc.assert(
    fc.property(fc.nat(original.length - 1), fc.nat(255), fc.nat(original.length), (at, to, length) => {
      const bytes = original.slice();
      bytes[at] = to;
      for (const candidate of [bytes, bytes.slice(0, length)]) {
        try {
          decodeCheckpoint(candidate);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }
    }),
    { numRuns: 500, seed: 2 },
  );
});
