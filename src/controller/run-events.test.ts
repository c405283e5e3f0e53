import { beforeEach, describe, expect, it } from 'vitest';
import { moveMarker } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { sampleSet, viewSnapshot } from '../store/testing';
import { live, run, running } from './fake-world';

beforeEach(() => explorer.setState(initialState(), true));

describe('what the worker says', () => {
  it('fills the run on screen', () => {
    const { trainer } = running();
    trainer.say({ type: 'samples', runId: 'run-1', samples: sampleSet(['test/0']) });
    trainer.say({ type: 'snapshot', runId: 'run-1', snapshot: viewSnapshot(0) });
    trainer.steps(1, 2.3, 2.1);
    trainer.say({ type: 'unprompted', runId: 'run-1', testAccuracy: 0.4, mapping: [0, 1] });
    expect(run('run-1')).toMatchObject({
      label: 'SMM',
      classes: ['shirt', 'shoe'],
      testCount: 1000,
      unprompted: { testAccuracy: 0.4 },
      provenance: { backend: 'wasm', adapter: 'test processor' },
    });
    expect([...run('run-1')!.losses]).toEqual([Math.fround(2.3), Math.fround(2.1)]);
    expect(live().step).toBe(2);
  });

  it('is not heard any more once another run has begun', () => {
    const { controller, trainer } = running();
    controller.reset();
    trainer.say({ type: 'stopped', runId: 'run-1', step: 3 });
    expect(live().status).toBe('starting');
  });

  it('asks for fresh masks at most once at a time while someone follows', () => {
    const { trainer, world } = running();
    world.clock = 5000;
    trainer.steps(1, 2);
    world.clock = 7000;
    trainer.steps(2, 2);
    expect(trainer.kinds.filter((kind) => kind === 'snapshot')).toHaveLength(1);
    trainer.say({ type: 'snapshot', runId: 'run-1', snapshot: viewSnapshot(2) });
    world.clock = 8500;
    trainer.steps(3, 2);
    expect(trainer.kinds.filter((kind) => kind === 'snapshot')).toHaveLength(2);
    moveMarker(1);
    world.clock = 60_000;
    trainer.steps(4, 2);
    expect(trainer.kinds.filter((kind) => kind === 'snapshot')).toHaveLength(2);
  });
});
