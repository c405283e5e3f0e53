import { beforeEach, describe, expect, it } from 'vitest';
import { changeSettings, putRun } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { runView, sampleSet, viewSnapshot } from '../store/testing';
import { fakeWorld, notices, run, running, settled, state } from './fake-world';
import { PageController } from './page-controller';

beforeEach(() => explorer.setState(initialState(), true));

describe('own pictures', () => {
  const file = (name: string) => new File([Uint8Array.of(1, 2, 3)], name);

  it('begin a paused run where there is none, and each has its own answer', async () => {
    const world = fakeWorld();
    const controller = new PageController(world);
    controller.addPictures([file('cat.png'), file('cat.png')]);
    await settled();
    world.trainer.ready();
    expect(world.trainer.last('start').paused).toBe(true);
    const { images } = world.trainer.last('add-images');
    expect(images.map(({ id }) => id)).toEqual(['own/cat.png', 'own/cat.png (2)']);
    world.trainer.say({ type: 'own-image', id: 'own/cat.png', ok: true });
    world.trainer.say({ type: 'own-image', id: 'own/cat.png (2)', ok: false, message: 'It is cut short.' });
    expect(state().ownImages.map(({ state: how }) => how)).toEqual(['ready', 'failed']);
    expect(notices().at(-1)).toBe('cat.png: It is cut short.');
    controller.close();
  });

  it('stand under the recorded run on screen, as it was trained, and nothing is trained for them', async () => {
    const world = fakeWorld();
    const recorded = { ...world.recorded, weights: () => Promise.resolve(Uint8Array.of(7)) };
    const page = fakeWorld({ recorded });
    const samples = sampleSet(['test/0', 'test/1']);
    const snapshot = { ...viewSnapshot(9, 2), sampleIds: samples.ids };
    putRun(runView({ id: 'recorded/smm', origin: 'recorded', samples, snapshots: [snapshot] }));
    const controller = new PageController(page);
    controller.addPictures([file('cat.png')]);
    await settled();
    page.trainer.ready();
    page.trainer.say({ type: 'own-image', id: 'own/cat.png', ok: true });
    await settled();
    expect(page.trainer.kinds).not.toContain('start');
    expect(notices()).toEqual([page.messages.notices.ownPictureUnder(run('recorded/smm')!.label)]);
    const { request, purpose, sampleIds, runs } = page.trainer.last('explain');
    expect([purpose, sampleIds]).toEqual(['shown', ['own/cat.png']]);
    expect(runs).toEqual([{ runId: 'recorded/smm', capsule: Uint8Array.of(7) }]);
    const mine = { ...viewSnapshot(1, 1), targets: Float32Array.of(0.25, 0.75) };
    const about = { type: 'explained', request, purpose, runId: 'recorded/smm' } as const;
    const explained = { samples: sampleSet(['own/cat.png']), snapshot: mine };
    page.trainer.say({ ...about, ...explained, unprompted: new Float32Array(0) });
    const shown = () => run('recorded/smm')!;
    expect(shown().samples!.ids).toEqual(['test/0', 'test/1', 'own/cat.png']);
    expect(shown().snapshots.at(-1)!.sampleIds).toEqual(['test/0', 'test/1', 'own/cat.png']);
    expect([...shown().snapshots.at(-1)!.targets.slice(-2)]).toEqual([0.25, 0.75]);
    expect(state().view).toMatchObject({ sampleId: 'own/cat.png', step: null });
    // that it was coming has come true
    expect(notices()).toEqual([]);
    controller.removePicture('own/cat.png');
    expect(shown().samples).toEqual(samples);
    expect(shown().snapshots).toEqual([snapshot]);
  });

  it('come along to the next worker', async () => {
    const { world, controller } = running();
    controller.addPictures([file('cat.png')]);
    await settled();
    changeSettings({ data: 'clip-art' });
    controller.reset();
    world.trainer.ready();
    expect(world.trainer.kinds).toEqual(['open', 'add-images', 'start']);
  });

  it('leave the worker when they are removed', async () => {
    const { controller, trainer } = running();
    controller.addPictures([file('cat.png')]);
    await settled();
    controller.removePicture('own/cat.png');
    expect(trainer.last('remove-image').id).toBe('own/cat.png');
    expect(state().ownImages).toEqual([]);
  });
});
