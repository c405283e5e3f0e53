import { beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import type { MethodConfig } from '../core/method-config';
import { initialState, toTensors } from '../core/method-state';
import { createMethod } from '../core/smm';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import { encodeCapsule, shapedState } from '../data/capsule';
import { UserError } from '../lib/user-error';
import type { Task } from './begin-run';
import { explain, forEachPicture } from './explain';
import { StoredRuns } from './explain-stored';
import { inputImages } from './input-images';
import { normalisation, provenance, toyBackbone, toyConfig, toyFacts } from './testing/toy-run';
import { toyDataset } from './testing/toy-task';

const dataset = toyDataset();
const samples = [3, 5].map((index) => ({
  id: `own/${index}.png`,
  label: -1,
  raster: dataset.test.raster(index),
}));
const mapping = Int32Array.of(4, 7);
let backbone: Backbone;
let task: Task;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
  const facts = toyFacts(dataset, backbone);
  const [backboneHash, device] = ['toy', 'a toy'];
  task = { dataset, backbone, normalisation, facts, backboneHash, device, versions: {} };
});

/** A capsule whose δ is not nothing, and the state in it. */
function stored(change: Partial<MethodConfig>, origin = { ...provenance, dataHash: dataset.hash }) {
  const config = toyConfig(change);
  const method = createMethod(config.method, normalisation);
  const state = initialState(method, 1);
  state['delta']?.forEach((_, i, delta) => (delta[i] = Math.sin(i)));
  const none = new Float32Array();
  const capsule = encodeCapsule({
    config,
    classes: dataset.classes,
    curves: { losses: none, accuracies: none, epochs: [] },
    unprompted: { testAccuracy: 0.5, mapping: [2, 3] },
    seconds: 1,
    result: null,
    provenance: origin,
    tensors: shapedState(method.parameters, state),
    mapping,
  });
  return { method, state, capsule };
}

describe('pictures under a stored run', () => {
  test.each<Partial<MethodConfig>>([
    {},
    { masks: 'shared-binary', generator: 'convnet' },
    { masks: 'mean-image' },
    { pattern: 'class-specific' },
    { interpolation: 'bilinear' },
    { baseline: 'full', generator: 'convnet' },
    { baseline: 'unprompted', generator: 'convnet' },
  ])('are what `explain` shows of it: %o', async (change) => {
    const { method, state, capsule } = stored(change);
    const before = tf.memory().numTensors;
    const seen = await new StoredRuns(task, samples).explain(capsule);
    const shared = method.needs.meanImage ? 1 : 0;
    expect(tf.memory().numTensors - before, 'nothing else is left').toBe(shared);
    const images = inputImages(
      method,
      normalisation,
      samples.map(({ raster }) => raster),
      { apart: true },
    );
    const source = { method, facts: task.facts, mapping, trainLimit: null };
    const tensors = toTensors(method, state);
    const names = ['resized', 'mask', 'pattern', 'logits'] as const;
    const direct = await explain({ source, state: tensors, backbone }, images, names);
    tf.dispose([images, tensors]);
    expect(apart(seen.samples.resized, direct.resized.values)).toBeLessThan(1e-6);
    expect(apart(seen.snapshot.masks, direct.mask && forEachPicture(direct.mask, 2))).toBeLessThan(1e-6);
    expect(apart(seen.snapshot.pattern, direct.pattern?.values ?? null)).toBeLessThan(1e-6);
    const mapped = [0, 1].map((row) => [...mapping].map((at) => direct.logits.values[row * 20 + at]!));
    const expected = mapped.flatMap(([a, b]) => [1 / (1 + Math.exp(b! - a!)), 1 / (1 + Math.exp(a! - b!))]);
    expect(apart(seen.snapshot.targets, Float32Array.from(expected))).toBeLessThan(1e-6);
    method.dispose();
  });

  test('have the answer beside them that they get without a prompt', async () => {
    const runs = new StoredRuns(task, samples);
    const prompted = await runs.explain(stored({}).capsule);
    const { capsule } = stored({ baseline: 'unprompted', generator: 'convnet' });
    const bare = await runs.explain(capsule);
    expect(prompted.unprompted).toEqual(bare.unprompted);
    expect(prompted.unprompted).toHaveLength(4);
  });

  test('are refused with a sentence where network or data are others', async () => {
    const runs = new StoredRuns(task, samples);
    const elsewhere = stored({}, { ...provenance, backboneHash: 'other' });
    await expect(runs.explain(elsewhere.capsule)).rejects.toThrow(UserError);
    const others = { ...provenance, dataHash: 'other' };
    await expect(runs.explain(stored({ masks: 'mean-image' }, others).capsule)).rejects.toThrow(/mean/);
    await expect(runs.explain(stored({}, others).capsule)).resolves.toBeDefined();
    await expect(runs.explain(Uint8Array.of(1, 2, 3))).rejects.toThrow(UserError);
  });
});

/** Greatest difference; 0 where neither is there. */
function apart(one: ArrayLike<number> | null, other: ArrayLike<number> | null): number {
  if (!one || !other) return one === other ? 0 : Infinity;
  if (one.length !== other.length) return Infinity;
  return Array.from(one).reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);
}
