import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { changeSettings } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { fakeWorld, state } from './fake-world';
import { PageController } from './page-controller';

beforeEach(() => {
  explorer.setState(initialState(), true);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function loaded() {
  const world = fakeWorld({ preload: true });
  const controller = new PageController(world);
  await controller.start();
  world.trainer.ready();
  const sides = () =>
    world.trainer.commands.flatMap((command) =>
      command.type === 'prepare' ? [command.config.method.side] : [],
    );
  return { world, controller, sides, first: state().settings.side };
}

it('orders anew once settings have changed, and stay so for a moment', async () => {
  const { sides, first } = await loaded();
  expect(sides()).toEqual([first]);
  changeSettings({ side: 128 });
  vi.advanceTimersByTime(300);
  changeSettings({ side: 160 });
  vi.advanceTimersByTime(300);
  expect(sides()).toEqual([first]);
  vi.advanceTimersByTime(1000);
  expect(sides()).toEqual([first, 160]);
  // the same again
  changeSettings({ side: 128 });
  changeSettings({ side: 160 });
  vi.advanceTimersByTime(1000);
  expect(sides()).toEqual([first, 160]);
});

it('leaves a run that trains, and pictures that nobody has loaded, alone', async () => {
  const { world, controller, sides, first } = await loaded();
  changeSettings({ data: 'fashion-colour' });
  vi.advanceTimersByTime(1000);
  changeSettings({ data: 'fashion-mnist' });
  controller.play();
  world.trainer.started();
  changeSettings({ side: 160 });
  vi.advanceTimersByTime(1000);
  expect(sides()).toEqual([first]);
});

it('ends with the page', async () => {
  const { controller, world } = await loaded();
  changeSettings({ side: 160 });
  controller.close();
  vi.advanceTimersByTime(1000);
  expect(world.trainer.commands.filter(({ type }) => type === 'prepare')).toHaveLength(1);
});
