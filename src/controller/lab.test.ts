import { beforeEach, describe, expect, it, vi } from 'vitest';
import { unmeasured } from '../data/measurements';
import type { LabRun, RecordedLab } from '../data/recorded-lab';
import { UserError } from '../lib/user-error';
import { goTo, showRun } from '../store/actions';
import { offeredRuns, shownRun } from '../store/selectors';
import { explorer, initialState } from '../store/store';
import { config, sampleSet, viewSnapshot } from '../store/testing';
import { fakeWorld, notices, settled, state } from './fake-world';
import type { LabSource } from './lab-source';
import { PageController } from './page-controller';

const parameters = { patternAllocated: 3, patternEffective: 3, generator: 4, total: 7 };

function labRun(id: string, change: Partial<LabRun> = {}): LabRun {
  const accuracy = { epoch: 1, testAccuracy: 0.5 };
  const result = {
    unprompted: accuracy,
    last: accuracy,
    best: accuracy,
    cleanTrainLoss: 1,
    parameters,
    seconds: 1,
  };
  return {
    id,
    label: id,
    source: 'recorded',
    recorded: '2026-01-01',
    config,
    classes: ['shirt', 'shoe'],
    epochs: [],
    curves: { losses: Float32Array.of(2, 1), accuracies: Float32Array.of(0.4, 0.5), epochs: [] },
    unprompted: null,
    seconds: 1,
    result,
    provenance: { dataHash: 'd', backboneHash: 'b', device: 'wasm', versions: {} },
    measured: unmeasured,
    sameAs: null,
    files: { pictures: `${id}.pictures`, weights: `${id}.weights` },
    ...change,
  };
}

const lab: RecordedLab = {
  packed: '2026-01-02',
  sourceClasses: ['tench'],
  testCount: 500,
  runs: [
    labRun('reference.seed-0'),
    labRun('reference.seed-1', { files: { pictures: null, weights: null } }),
  ],
};

function source(change: Partial<LabSource> = {}): LabSource {
  const ids = ['test/0'];
  return {
    index: () => Promise.resolve(lab),
    pictures: () =>
      Promise.resolve({ samples: sampleSet(ids), snapshots: [{ ...viewSnapshot(2, 1), sampleIds: ids }] }),
    weights: () => Promise.resolve(Uint8Array.of(7)),
    ...change,
  };
}

function opened(change: Partial<LabSource> = {}) {
  const world = fakeWorld({ lab: source(change), preload: true });
  const controller = new PageController(world);
  return { world, controller };
}

beforeEach(() => explorer.setState(initialState()));

describe('the recorded lab', () => {
  it('gives its numbers and curves at once, its pictures when they are shown, without an engine', async () => {
    const pictures = vi.fn(source().pictures);
    const { world, controller } = opened({ pictures });
    goTo('compare');
    void controller.start();
    await settled();
    expect(state().library.shipped.map(({ id }) => id)).toEqual([
      'lab/reference.seed-0',
      'lab/reference.seed-1',
    ]);
    expect(state().library.curves['lab/reference.seed-1']?.losses).toEqual(Float32Array.of(2, 1));
    expect(state().lab).toMatchObject({ state: 'ready', weighted: ['lab/reference.seed-0'] });
    expect(pictures).not.toHaveBeenCalled();
    controller.showRecorded(['lab/reference.seed-0', 'lab/reference.seed-1', 'own-run']);
    controller.showRecorded(['lab/reference.seed-0']);
    await settled();
    expect(pictures).toHaveBeenCalledTimes(1);
    const [view] = state().runs;
    expect(view).toMatchObject({
      id: 'lab/reference.seed-0',
      origin: 'recorded',
      testCount: 500,
      totalSteps: 2,
    });
    expect(view!.snapshots).toHaveLength(1);
    expect(world.trainers, 'no worker was made').toEqual([]);
    goTo('explore');
    await settled();
    expect(world.trainers, 'Explore has an engine').toHaveLength(1);
  });

  it('is offered in Explore only where it was opened', async () => {
    const { controller } = opened();
    goTo('compare');
    controller.showRecorded(['lab/reference.seed-0']);
    await settled();
    explorer.setState(({ runs }) => ({ runs: [{ ...runs[0]!, id: 'smm' }, ...runs] }));
    expect(offeredRuns(state()).map(({ id }) => id)).toEqual(['smm']);
    showRun('lab/reference.seed-0');
    expect(offeredRuns(state()).map(({ id }) => id)).toEqual(['smm', 'lab/reference.seed-0']);
  });

  it('may be missing: nothing is said, and own runs are compared', async () => {
    opened({ index: () => Promise.resolve(null) });
    goTo('compare');
    await settled();
    expect(state().lab.state).toBe('missing');
    expect(notices()).toEqual([]);
  });

  it('says its sentence where it is damaged, and is asked for again', async () => {
    const index = vi.fn(source().index).mockRejectedValueOnce(new UserError('The recorded lab is damaged.'));
    opened({ index });
    goTo('compare');
    await settled();
    expect(notices()).toEqual(['The recorded lab is damaged.']);
    goTo('explore');
    goTo('compare');
    await settled();
    expect(state().lab.state).toBe('ready');
  });

  it('says when pictures do not come, and asks again when they are shown again', async () => {
    const pictures = vi.fn(source().pictures).mockRejectedValueOnce(new TypeError('offline'));
    const { controller } = opened({ pictures });
    goTo('compare');
    controller.showRecorded(['lab/reference.seed-0']);
    await settled();
    expect(notices()).toHaveLength(1);
    controller.showRecorded(['lab/reference.seed-0']);
    await settled();
    expect(state().runs).toHaveLength(1);
  });
});

describe('a run that a link names', () => {
  const link = (runId: string) => explorer.setState(({ view }) => ({ view: { ...view, runId, step: 2 } }));

  it('is brought from the lab without an engine, at its step, and the switches follow it', async () => {
    link('lab/reference.seed-0');
    const { world, controller } = opened();
    void controller.start();
    await settled();
    expect(shownRun(state())?.id).toBe('lab/reference.seed-0');
    expect(state().view).toMatchObject({ step: 2, playing: false });
    expect(state().settings.switches.baseline).toBe(config.method.baseline);
    expect(state().settings.side).toBe(config.method.side);
    expect(notices()).toEqual([]);
    expect(world.trainers).toEqual([]);
  });

  it.each(['lab/reference.seed-1', 'lab/nothing', 'recorded/nothing'])(
    'gives way to the default where there is nothing to show: %s',
    async (runId) => {
      link(runId);
      const { controller } = opened();
      await controller.start();
      await settled();
      expect(state().view).toMatchObject({ runId: null, step: null });
      expect(notices()).toEqual([expect.stringContaining(runId)]);
    },
  );

  it('says one sentence where the lab cannot be fetched', async () => {
    link('lab/reference.seed-0');
    const { controller } = opened({ index: () => Promise.reject(new TypeError('offline')) });
    await controller.start();
    await settled();
    expect(state().view.runId).toBeNull();
    expect(notices()).toHaveLength(1);
  });
});

describe('an own picture under every stored variant', () => {
  async function chosen() {
    const { world, controller } = opened();
    goTo('compare');
    await settled();
    controller.comparePicture(new File([Uint8Array.of(1)], 'coat.png'));
    await vi.waitFor(() => expect(world.trainers).toHaveLength(1));
    world.trainer.ready();
    world.trainer.say({ type: 'own-image', id: 'own/coat.png', ok: true });
    await settled();
    return { world, controller };
  }
  const answer = (request: number) => ({
    type: 'explained' as const,
    purpose: 'variants' as const,
    request,
    runId: 'lab/reference.seed-0',
    samples: sampleSet(['own/coat.png']),
    snapshot: viewSnapshot(2, 1),
    unprompted: Float32Array.of(0.3, 0.7),
  });

  it('asks the worker once the picture is read, with the weights, and trains nothing', async () => {
    const { world } = await chosen();
    const { request, sampleIds, runs } = world.trainer.last('explain');
    expect(sampleIds).toEqual(['own/coat.png']);
    expect(runs).toEqual([{ runId: 'lab/reference.seed-0', capsule: Uint8Array.of(7) }]);
    expect(world.trainer.kinds).not.toContain('start');
    world.trainer.say(answer(request));
    expect(state().ownPicture).toMatchObject({ state: 'done', sampleId: 'own/coat.png' });
    expect(Object.keys(state().ownPicture.answers)).toEqual(['lab/reference.seed-0']);
  });

  it('hears only the newest request', async () => {
    const { world, controller } = await chosen();
    const { request } = world.trainer.last('explain');
    controller.compareOwnPicture('own/coat.png');
    await settled();
    world.trainer.say(answer(request));
    expect(state().ownPicture.answers).toEqual({});
    expect(world.trainer.last('explain').request).toBeGreaterThan(request);
  });

  it('can be given up', async () => {
    const { world, controller } = await chosen();
    const { request } = world.trainer.last('explain');
    controller.endComparison();
    world.trainer.say(answer(request));
    expect(state().ownPicture).toMatchObject({ state: 'ended', answers: {} });
    expect(world.trainer.kinds).toContain('explain-end');
  });
});
