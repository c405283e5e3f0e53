import { afterEach, expect, test } from 'vitest';
import { defaultSwitches } from '../core/ablation/registry';
import { createBackbone } from '../core/backbone/network';
import type { Method, TensorState } from '../core/method';
import { initialState, toTensors } from '../core/method-state';
import { createMethod } from '../core/smm';
import { lite0Normalisation } from '../core/testing/method';
import { lite0Network } from '../core/testing/networks';
import * as tf from '../core/tf';
import type { Tensor4D } from '../core/tf';
import type { LiveStage } from '../data/live-picture';
import { explain } from '../training/explain';
import { liveStages } from '../training/live-stages';
import { taskFacts } from '../training/task-facts';
import { startCountingDevice, type CountingDevice } from './bench-counted-device';

/** What docs/performance.md says of a picture between two snapshots, and of a snapshot. */

const config = { ...defaultSwitches, side: 96, nativeSide: 28, classes: 10, patch: 8 };
/** what the bench shows */
const wanted = new Set<LiveStage>(['mask', 'pattern', 'product', 'prompted']);

let device: CountingDevice | null = null;
afterEach(() => device?.stop());

/** A state that the processor knows nothing of, as after a step. */
function onDevice(method: Method): TensorState {
  const state = toTensors(method, initialState(method, 0));
  return Object.fromEntries(Object.entries(state).map(([name, values]) => [name, tf.mul(values, 1)]));
}

const zeros = (count: number) => tf.zeros([count, config.side, config.side, 3]) as Tensor4D;

test('a frame is the generator on one picture and what the prompt adds; nothing is read back', async () => {
  device = await startCountingDevice();
  const method = createMethod(config, lite0Normalisation);
  const state = onDevice(method);
  const image = zeros(1);
  const frame = () => liveStages(method, { state, image }, wanted).dispose();
  // buffers, shapes and sources of the first one stay
  frame();
  const before = { ...device.counters };
  frame();
  const { counters } = device;
  expect({
    dispatches: counters.dispatches - before.dispatches,
    uploaded: counters.uploadedBytes - before.uploadedBytes,
    readbacks: counters.readbacks - before.readbacks,
  }).toMatchInlineSnapshot(`
    {
      "dispatches": 36,
      "readbacks": 0,
      "uploaded": 16,
    }
  `);
});

test('a snapshot of sixteen pictures asks the network and reads masks, δ and logits back', async () => {
  device = await startCountingDevice();
  const backbone = createBackbone(lite0Network());
  const method = createMethod(config, lite0Normalisation);
  const facts = taskFacts({
    train: () => Promise.reject(new Error('not asked for')),
    backbone,
    normalisation: lite0Normalisation,
    breathe: () => Promise.resolve(),
  });
  const mapping = Int32Array.from({ length: config.classes }, (_, target) => target);
  const source = { method, facts, mapping, trainLimit: null };
  const images = zeros(16);
  // values that were read once are known; every step has others
  const look = (state: TensorState) =>
    explain({ source, state, backbone }, images, ['mask', 'pattern', 'logits']);
  await look(onDevice(method));
  const next = onDevice(method);
  const before = { ...device.counters };
  const { mask, pattern, logits } = await look(next);
  const { counters } = device;
  expect({
    dispatches: counters.dispatches - before.dispatches,
    uploaded: counters.uploadedBytes - before.uploadedBytes,
    readbacks: counters.readbacks - before.readbacks,
    bytesReadBack: [mask, pattern, logits].reduce((sum, stage) => sum + stage!.values.byteLength, 0),
  }).toMatchInlineSnapshot(`
    {
      "bytesReadBack": 202240,
      "dispatches": 85,
      "readbacks": 3,
      "uploaded": 16,
    }
  `);
});
