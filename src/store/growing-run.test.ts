import { describe, expect, it } from 'vitest';
import {
  appended,
  snapshotLimit,
  withEpoch,
  withPast,
  withSamples,
  withSnapshot,
  withSteps,
} from './growing-run';
import { epochRecord, runView, sampleSet, viewSnapshot } from './testing';

const steps = (fromStep: number, ...losses: number[]) => ({
  fromStep,
  losses: Float32Array.from(losses),
  accuracies: Float32Array.from(losses, (loss) => 1 / loss),
});

describe('a growing curve', () => {
  it('adds at the end and leaves earlier results as they were', () => {
    const first = appended(new Float32Array(0), Float32Array.of(1, 2));
    const second = appended(first, Float32Array.of(3));
    expect([...first]).toEqual([1, 2]);
    expect([...second]).toEqual([1, 2, 3]);
  });

  it('copies seldom: ten thousand single values need a handful of buffers', () => {
    const buffers = new Set<ArrayBufferLike>();
    let curve: Float32Array = new Float32Array(0);
    for (let i = 0; i < 10_000; i++) {
      curve = appended(curve, Float32Array.of(i));
      buffers.add(curve.buffer);
    }
    expect(curve.length).toBe(10_000);
    expect(curve[9_999]).toBe(9_999);
    expect(buffers.size).toBeLessThan(10);
  });
});

describe('a run that grows', () => {
  it('keeps the first step of a resumed run', () => {
    const run = withSteps(withSteps(runView(), steps(41, 3, 2)), steps(43, 1));
    expect(run.curvesFrom).toBe(41);
    expect([...run.losses]).toEqual([3, 2, 1]);
  });

  it('writes a rewound stretch anew without touching what is on screen', () => {
    const before = withSteps(runView(), steps(1, 4, 3, 2));
    const after = withSteps(before, steps(2, 9));
    expect([...before.losses]).toEqual([4, 3, 2]);
    expect([...after.losses]).toEqual([4, 9]);
  });

  it('ties every snapshot to the samples that were in view', () => {
    const one = withSnapshot(withSamples(runView(), sampleSet(['test/1'])), viewSnapshot(0));
    const two = withSnapshot(withSamples(one, sampleSet(['test/1', 'own/a'])), viewSnapshot(5, 2));
    expect(two.snapshots.map(({ sampleIds }) => sampleIds)).toEqual([['test/1'], ['test/1', 'own/a']]);
  });

  it('replaces a snapshot of the same step', () => {
    const run = withSnapshot(withSnapshot(runView(), viewSnapshot(3)), viewSnapshot(3));
    expect(run.snapshots).toHaveLength(1);
  });

  it('keeps a bounded number of snapshots, the first and the newest among them', () => {
    let run = runView();
    for (let step = 0; step <= 1000; step++) run = withSnapshot(run, viewSnapshot(step));
    expect(run.snapshots.length).toBeLessThanOrEqual(snapshotLimit);
    expect(run.snapshots[0]?.step).toBe(0);
    expect(run.snapshots.at(-1)?.step).toBe(1000);
  });

  it('tells the last epoch from the best', () => {
    const run = [epochRecord(1, 0.5), epochRecord(2, 0.7), epochRecord(3, 0.6)].reduce(withEpoch, runView());
    expect(run.last).toEqual({ epoch: 3, testAccuracy: 0.6 });
    expect(run.best).toEqual({ epoch: 2, testAccuracy: 0.7 });
  });

  it('takes back its past when it is resumed, and keeps the steps that came in meanwhile', () => {
    const past = {
      losses: Float32Array.of(4, 3, 2),
      accuracies: Float32Array.of(0.1, 0.2, 0.3),
      epochs: [epochRecord(1, 0.6)],
      unprompted: { testAccuracy: 0.4 },
    };
    const fresh = withPast(runView(), past);
    expect(fresh).toMatchObject({
      curvesFrom: 1,
      last: { epoch: 1, testAccuracy: 0.6 },
      unprompted: past.unprompted,
    });
    const late = withPast(withEpoch(withSteps(runView(), steps(4, 1)), epochRecord(2, 0.5)), past);
    expect([...late.losses]).toEqual([4, 3, 2, 1]);
    expect(late.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(late.best).toEqual({ epoch: 1, testAccuracy: 0.6 });
  });
});
