import { beforeEach, describe, expect, it } from 'vitest';
import { changeSettings } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { fakeWorld, notices, running, settled, state } from './fake-world';
import { PageController } from './page-controller';

beforeEach(() => explorer.setState(initialState(), true));

describe('own pictures', () => {
  const file = (name: string) => new File([Uint8Array.of(1, 2, 3)], name);

  it('begin a paused run where there is none, and each has its own answer', async () => {
    const world = fakeWorld();
    new PageController(world).addPictures([file('cat.png'), file('cat.png')]);
    await settled();
    world.trainer.ready();
    expect(world.trainer.last('start').paused).toBe(true);
    const { images } = world.trainer.last('add-images');
    expect(images.map(({ id }) => id)).toEqual(['own/cat.png', 'own/cat.png (2)']);
    world.trainer.say({ type: 'own-image', id: 'own/cat.png', ok: true });
    world.trainer.say({ type: 'own-image', id: 'own/cat.png (2)', ok: false, message: 'It is cut short.' });
    expect(state().ownImages.map(({ state: how }) => how)).toEqual(['ready', 'failed']);
    expect(notices().at(-1)).toBe('cat.png: It is cut short.');
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
