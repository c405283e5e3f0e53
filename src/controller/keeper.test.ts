import { beforeEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../lib/user-error';
import { explorer, initialState } from '../store/store';
import { fakeWorld, live, notices, running, settled } from './fake-world';
import { PageController } from './page-controller';

beforeEach(() => explorer.setState(initialState(), true));

describe('storage', () => {
  it('keeps the last checkpoint and forgets it at the end', async () => {
    const { trainer, world } = running();
    trainer.checkpoint(31);
    await settled();
    expect(world.stored).toMatchObject({ runId: 'run-1', step: 31 });
    trainer.done();
    await settled();
    expect(world.stored).toBeNull();
    expect(live().status).toBe('done');
  });

  it('is slow: only the newest is written, and what was forgotten does not come back', async () => {
    const written: (number | 'cleared')[] = [];
    const slow = (what: number | 'cleared') =>
      new Promise<void>((resolve) => setTimeout(() => resolve(void written.push(what)), 5));
    const world = fakeWorld({
      storage: {
        save: ({ step }) => slow(step),
        load: () => Promise.resolve(null),
        clear: () => slow('cleared'),
      },
    });
    new PageController(world).play();
    world.trainer.ready();
    world.trainer.started();
    for (const step of [31, 62, 93]) world.trainer.checkpoint(step);
    world.trainer.done();
    await vi.waitFor(() => expect(written).toEqual([93, 'cleared']));
  });

  it('that is full costs a sentence, not the run', async () => {
    const world = fakeWorld({
      storage: {
        save: () => Promise.reject(new UserError('No room.')),
        load: () => Promise.resolve(null),
        clear: () => Promise.resolve(),
      },
    });
    new PageController(world).play();
    world.trainer.ready();
    world.trainer.started();
    world.trainer.checkpoint(31);
    await settled();
    expect(notices()).toEqual(['No room.']);
    expect(live().status).toBe('running');
  });
});
