import { beforeEach, describe, expect, it } from 'vitest';
import { moveMarker } from '../store/actions';
import { runConfig } from '../store/run-config';
import type { RunView } from '../store/run-view';
import { defaultSettings } from '../store/settings';
import { explorer, initialState } from '../store/store';
import { runView, viewSnapshot } from '../store/testing';
import { fakeWorld, notices, settled, state } from './fake-world';
import type { RecordedEntry } from './dependencies';
import { PageController } from './page-controller';

beforeEach(() => explorer.setState(initialState(), true));

function recordedEntry(view: RunView): RecordedEntry {
  const { id, config, classes, epochs } = view;
  const provenance = { dataHash: '', backboneHash: '', device: '', versions: {} };
  const measured = { approximation: null, timing: null };
  const known = { id, source: 'recorded', config, classes, epochs, provenance, measured } as const;
  return { view, summary: { ...known, unprompted: null, seconds: 0, result: null } };
}

describe('the first seconds', () => {
  const view = runView({
    id: 'smm',
    origin: 'recorded',
    snapshots: [{ ...viewSnapshot(0), sampleIds: ['test/0'] }],
  });
  const recorded = [recordedEntry(view)];

  it('show the recorded runs and play them, before any worker is made', async () => {
    const world = fakeWorld({
      recorded: {
        ...fakeWorld().recorded,
        first: () => Promise.resolve(recorded),
        more: () => Promise.resolve(recorded),
      },
    });
    await new PageController(world).start();
    expect(state().recorded).toBe('ready');
    expect(state().library.shipped.map(({ id }) => id)).toEqual(['smm']);
    expect(state().view).toMatchObject({ step: 0, playing: true });
    expect(world.trainers).toHaveLength(0);
  });

  it('leave the marker where a link has put it', async () => {
    moveMarker(7);
    const read = () => Promise.resolve(recorded);
    const source = { ...fakeWorld().recorded, first: read, more: read };
    await new PageController(fakeWorld({ recorded: source })).start();
    expect(state().view).toMatchObject({ step: 7, playing: false });
  });

  it('say so when the recorded runs are missing, and load the engine all the same', async () => {
    const missing = () => Promise.reject(new Error('404'));
    const world = fakeWorld({
      recorded: { ...fakeWorld().recorded, first: missing, more: missing },
      preload: true,
    });
    await new PageController(world).start();
    expect(state().recorded).toBe('failed');
    expect(notices()).toHaveLength(1);
    expect(world.trainer.last('open')).toMatchObject({ data: 'fashion-mnist', backend: 'auto' });
  });

  it('offer the run of an earlier visit without starting it', async () => {
    const world = fakeWorld();
    world.stored = {
      runId: 'old',
      label: 'SMM',
      config: runConfig({ ...defaultSettings, data: 'fashion-colour' }),
      step: 62,
      checkpoint: Uint8Array.of(1),
    };
    const controller = new PageController(world);
    await controller.start();
    expect(world.trainers).toHaveLength(0);
    expect(state().notices[0]).toMatchObject({ action: { command: 'resume-stored' } });
    controller.follow('resume-stored');
    await settled();
    world.trainer.ready();
    expect(world.trainer.last('start')).toMatchObject({
      runId: 'old',
      checkpoint: Uint8Array.of(1),
      paused: false,
    });
    expect(state().settings.data).toBe('fashion-colour');
    expect(notices()).toEqual([]);
  });

  it('do not offer what another tab trains', async () => {
    const asked: (ReadonlySet<string> | undefined)[] = [];
    const others = new Set(['old']);
    const world = fakeWorld();
    const claims = { ...world.claims, elsewhere: () => Promise.resolve(others) };
    const load = (except?: ReadonlySet<string>) => {
      asked.push(except);
      return Promise.resolve(null);
    };
    await new PageController(fakeWorld({ claims, storage: { ...world.storage, load } })).start();
    expect(asked).toEqual([others]);
    expect(notices()).toEqual([]);
  });
});
