import { describe, expect, it } from 'vitest';
import type { TrainingEvent } from '../training/events';
import { backendOf, checkObstacle, checkPlan, looseness, RunComparison, tolerance } from './run-check';
import type { Provenance, RunRecord } from './run-record';

const provenance: Provenance = {
  dataHash: 'd',
  backboneHash: 'b',
  device: 'wasm, 4 logical processors',
  versions: { app: '1', tfjs: '4', runtime: 'one' },
};

const epoch = (number: number) => ({
  epoch: number,
  step: 2 * number,
  trainLoss: 1,
  trainAccuracy: 0.5,
  testAccuracy: 0.5 + number / 100,
  learningRate: { pattern: 0.003, mask: 0.003 },
  msPerStep: 5,
  batchHash: `batches ${number}`,
  mapping: [4, 7],
});

const losses = Float32Array.of(2, 1.5, NaN, 1);
const record: RunRecord = {
  config: {} as RunRecord['config'],
  classes: ['shirt', 'shoe'],
  curves: { losses, accuracies: Float32Array.of(0, 0.5, 0.5, 1), epochs: [epoch(1), epoch(2)] },
  unprompted: { testAccuracy: 0.25, mapping: [1, 2] },
  seconds: 1,
  result: null,
  provenance,
};

type Change = Partial<Record<'loss' | 'test', number>> & { readonly batches?: string };

/** What the run says when it is trained again, with something changed. */
function again({ loss = 0, test = 0, batches }: Change = {}): readonly TrainingEvent[] {
  const steps = (fromStep: number): TrainingEvent => ({
    type: 'steps',
    runId: 'check',
    fromStep,
    losses: losses
      .slice(fromStep - 1, fromStep + 1)
      .map((value, i) => (fromStep + i === 2 ? value + loss : value)),
    accuracies: record.curves.accuracies.slice(fromStep - 1, fromStep + 1),
  });
  const tested = (number: number): TrainingEvent => ({
    type: 'epoch',
    runId: 'check',
    ...epoch(number),
    testAccuracy: epoch(number).testAccuracy + test,
    batchHash: batches ?? `batches ${number}`,
  });
  const unprompted: TrainingEvent = {
    type: 'unprompted',
    runId: 'check',
    testAccuracy: 0.25,
    mapping: [1, 2],
  };
  return [unprompted, steps(1), tested(1), steps(3), tested(2)];
}

function check(change: Change = {}, loose: 'device' | 'version' | null = null, until = 5) {
  const comparison = new RunComparison(record, { loose });
  for (const event of again(change).slice(0, until)) comparison.take(event);
  return comparison.result({ device: 'wasm, here' });
}

describe('a run that is trained again', () => {
  it('is the same to the last bit, a loss that left the numbers too', () => {
    expect(check()).toEqual({
      verdict: 'same',
      loose: null,
      steps: 4,
      epochs: 2,
      device: 'wasm, here',
      differences: [],
    });
  });

  it('is not the same when one bit of one loss differs, and says from where on', () => {
    const bit = 2 ** -23;
    expect(check({ loss: bit })).toMatchObject({
      verdict: 'different',
      differences: [{ what: 'losses', step: 2 }],
    });
  });

  it('names everything that differs once', () => {
    const { differences } = check({ test: 0.01, batches: 'others' });
    expect(differences).toEqual([
      { what: 'batches', step: 2 },
      { what: 'test-accuracy', step: 2 },
    ]);
  });

  it('on another device may differ within the tolerance, and not beyond it', () => {
    // the third loss is no number: compared up to there
    const near = { loss: 0.9 * tolerance.losses * 3.5, test: 0.9 * tolerance.accuracy };
    expect(check(near, 'device', 3)).toMatchObject({ verdict: 'close', loose: 'device', differences: [] });
    expect(check({ loss: 1.1 * tolerance.losses * 3.5 }, 'device', 3).differences).toEqual([
      { what: 'losses', step: 2 },
    ]);
    expect(check({ test: 1.1 * tolerance.accuracy }, 'device', 3).verdict).toBe('different');
    expect(check({ batches: 'others' }, 'device', 3).verdict).toBe('different');
  });
});

describe('whether bits must be the same', () => {
  const on = (device: string, versions = provenance.versions) => ({ ...provenance, device, versions });

  it('follows from the backend: WebAssembly computes the same everywhere, a graphics processor only itself', () => {
    expect(looseness(provenance, on('wasm, 16 logical processors'))).toBeNull();
    expect(looseness(on('webgpu, one'), on('webgpu, one'))).toBeNull();
    expect(looseness(on('webgpu, one'), on('webgpu, another'))).toBe('device');
    expect(looseness(provenance, on('cpu, 4 logical processors'))).toBe('device');
  });

  it('ends where the run moved, or was made by another version; the browser does not matter', () => {
    const moved = on('webgpu, one; then wasm, 4 logical processors');
    expect(backendOf(moved)).toBeNull();
    expect(looseness(moved, moved)).toBe('device');
    expect(looseness(provenance, on(provenance.device, { app: '2', tfjs: '4' }))).toBe('version');
    expect(looseness(provenance, on(provenance.device, { app: '1', tfjs: '4', runtime: 'two' }))).toBeNull();
  });
});

describe('a check', () => {
  it('is impossible with other data, another network, or a run that began as another', () => {
    expect(checkObstacle(record, provenance)).toBeNull();
    expect(checkObstacle(record, { ...provenance, dataHash: 'x' })).toBe('data');
    expect(checkObstacle(record, { ...provenance, backboneHash: 'x' })).toBe('backbone');
    const fork = { step: 1, carried: [], fresh: [], from: {} as RunRecord['config']['method'], born: {} };
    expect(checkObstacle({ ...record, fork }, null)).toBe('fork');
  });

  it('ends with the test of the first epoch, after some steps, or with all that is known', () => {
    expect(checkPlan(record, 'first-epoch')).toEqual({ steps: 2, ends: 'epoch' });
    expect(checkPlan(record, { steps: 3 })).toEqual({ steps: 3, ends: 'steps' });
    expect(checkPlan(record, { steps: 30 })).toEqual({ steps: 4, ends: 'steps' });
    expect(checkPlan(record, 'whole')).toEqual({ steps: 4, ends: 'epoch' });
    const result = {} as NonNullable<RunRecord['result']>;
    expect(checkPlan({ ...record, result }, 'whole')).toEqual({ steps: 4, ends: 'done' });
    const begun = { ...record, curves: { ...record.curves, epochs: [] } };
    expect(checkPlan(begun, 'first-epoch')).toEqual({ steps: 4, ends: 'steps' });
  });
});
