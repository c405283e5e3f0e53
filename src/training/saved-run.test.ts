import { beforeAll, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import { createMethod } from '../core/smm';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import { decodeCapsule } from '../data/capsule';
import { decodeCheckpoint } from '../data/checkpoint';
import { UserError } from '../lib/user-error';
import { capsuleOf, checkpointOf, resumeRun } from './saved-run';
import { toyDataset } from './testing/toy-task';
import {
  beginRun,
  eventsOf,
  normalisation,
  only,
  provenance,
  toyBackbone,
  toyConfig,
  toyDependencies,
} from './testing/toy-run';

const dataset = toyDataset();
const config = toyConfig({}, { epochs: 3, augmentation: 'crop-flip' });
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

/** Every look at it finds that a minute has passed. */
function slowClock(): () => number {
  let now = 0;
  return () => (now += 60_000);
}

const methodFor = () => createMethod(config.method, normalisation);

test('a resumed run ends bit for bit where the uninterrupted one does', async () => {
  const whole = beginRun(config, dataset);
  const events = await eventsOf(whole, toyDependencies(whole, dataset, backbone));
  const { bytes } = only(events, 'checkpoint')[0]!;

  const resumed = resumeRun(Uint8Array.from(bytes), { id: 'again', provenance, methodFor });
  const rest = await eventsOf(resumed, toyDependencies(resumed, dataset, backbone));

  // everything that a checkpoint holds: δ, φ, statistics, moments, mapping, curves, numbers
  resumed.seconds = whole.seconds;
  for (const epoch of whole.epochs.keys()) {
    Object.assign(resumed.epochs[epoch]!, { msPerStep: whole.epochs[epoch]!.msPerStep });
  }
  Object.assign(resumed.result!, { seconds: whole.result!.seconds });
  const [again, once] = [await checkpointOf(resumed), await checkpointOf(whole)];
  expect(decodeCheckpoint(again)).toEqual(decodeCheckpoint(once));
  expect(only(rest, 'started')[0]!.fromStep).toBe(3);
  expect(only(rest, 'progress').some(({ phase }) => phase === 'unprompted')).toBe(false);
});

test('a run that was kept inside an epoch goes on with its next batch, to the same bits', async () => {
  const small = toyConfig({}, { epochs: 2, batch: 4, augmentation: 'crop-flip' });
  const whole = beginRun(small, dataset);
  const unhurried = await eventsOf(whole, {
    ...toyDependencies(whole, dataset, backbone),
    clock: slowClock(),
  });
  const checkpoints = only(unhurried, 'checkpoint');
  expect(checkpoints.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10, 11, 12, 12]);
  const last = only(unhurried, 'done')[0]!;
  for (const kept of [3, 6, 10]) {
    const { bytes } = checkpoints.find(({ step }) => step === kept)!;
    const resumed = resumeRun(Uint8Array.from(bytes), {
      id: 'again',
      provenance,
      methodFor: () => createMethod(small.method, normalisation),
    });
    const rest = await eventsOf(resumed, toyDependencies(resumed, dataset, backbone));
    expect(only(rest, 'started')[0]!.fromStep).toBe(kept);
    expect(only(rest, 'progress').filter(({ phase }) => phase === 'training')).toHaveLength(12 - kept);
    expect([...resumed.losses]).toEqual([...whole.losses]);
    const [again, once] = [await checkpointOf(resumed), await checkpointOf(whole)];
    const state = (bytes: Uint8Array<ArrayBuffer>) => decodeCheckpoint(bytes);
    expect(state(again).tensors).toEqual(state(once).tensors);
    expect(state(again).moments).toEqual(state(once).moments);
    expect(only(rest, 'done')[0]).toMatchObject({
      last: last.last,
      best: last.best,
      cleanTrainLoss: last.cleanTrainLoss,
    });
  }
});

test('a run that moved to another device says so in what it is made of', async () => {
  const run = beginRun(toyConfig({}, { epochs: 1 }), dataset);
  const events = await eventsOf(run, toyDependencies(run, dataset, backbone));
  const bytes = Uint8Array.from(only(events, 'checkpoint')[0]!.bytes);
  const resumed = (device: string) =>
    resumeRun(bytes, { id: 'x', provenance: { ...provenance, device }, methodFor });
  expect(resumed('test').provenance.device).toBe('test');
  expect(resumed('wasm, a processor').provenance.device).toBe('test; then wasm, a processor');
});

test('what is no number is not kept: the last good checkpoint stays the last', async () => {
  const run = beginRun(toyConfig({}, { epochs: 1 }), dataset);
  await eventsOf(run, toyDependencies(run, dataset, backbone));
  tf.dispose(run.state['delta']!);
  run.state['delta'] = tf.fill([32, 32, 3], NaN);
  await expect(checkpointOf(run)).rejects.toThrow(/diverged: at step 3 .*smaller learning rates/);
});

test('a checkpoint goes on only with the data and the network it was made with', async () => {
  const run = beginRun(toyConfig({}, { epochs: 1 }), dataset);
  const events = await eventsOf(run, toyDependencies(run, dataset, backbone));
  const bytes = Uint8Array.from(only(events, 'checkpoint')[0]!.bytes);
  const other = { ...provenance, dataHash: 'another' };
  expect(() => resumeRun(bytes, { id: 'x', provenance: other, methodFor })).toThrow(UserError);
});

test('a capsule states its result; before the first mapping there is none to save', async () => {
  const run = beginRun(toyConfig({}, { epochs: 1 }), dataset);
  await expect(capsuleOf(run)).rejects.toThrow(/not begun yet/);
  const events = await eventsOf(run, toyDependencies(run, dataset, backbone));
  const done = only(events, 'done')[0]!;
  const capsule = decodeCapsule(await capsuleOf(run));
  expect(done).toMatchObject(capsule.result!);
  expect(capsule.curves.losses).toHaveLength(3);
});
