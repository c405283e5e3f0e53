import { beforeAll, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import { createMethod } from '../core/smm';
import { useBackend } from '../core/testing/backends';
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
