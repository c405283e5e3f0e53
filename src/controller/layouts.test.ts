import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explorer, initialState } from '../store/store';
import type { LayoutReply } from '../worker/layout-protocol';
import { Layouts } from './layouts';

const layout = { count: 1, sides: 2, positions: Float32Array.of(0, 0, 1, 1) };
let open: { say: (reply: LayoutReply) => void; ended: boolean }[];
let layouts: Layouts;
const state = (key: string) => explorer.getState().layouts[key];

beforeEach(() => {
  explorer.setState(initialState(), true);
  open = [];
  layouts = new Layouts({
    openLayout: (_request, say) => {
      const worker = { say, ended: false };
      open.push(worker);
      return () => (worker.ended = true);
    },
  });
});
afterEach(() => layouts.close());

describe('a layout that is asked for', () => {
  it('is worked out once for all who wait, shows how far it is, and stays', () => {
    layouts.ask('a', []);
    const leave = layouts.ask('a', []);
    expect(open).toHaveLength(1);
    open[0]!.say({ type: 'progress', stage: 'layout', part: 0.5, layout });
    expect(state('a')).toMatchObject({ state: 'working', part: 0.5, layout });
    open[0]!.say({ type: 'done', layout, kept: 0.5, seconds: 3 });
    leave();
    expect(state('a')).toMatchObject({ state: 'ready', kept: 0.5, seconds: 3 });
    layouts.ask('a', []);
    expect(open).toHaveLength(1);
  });

  it('is given up when the last who waited has left, and begun anew for the next', () => {
    const leave = [layouts.ask('a', []), layouts.ask('a', [])];
    leave[0]!();
    expect(open[0]!.ended).toBe(false);
    leave[1]!();
    expect(open[0]!.ended).toBe(true);
    expect(state('a')).toBeUndefined();
    open[0]!.say({ type: 'progress', stage: 'layout', part: 0.9, layout });
    expect(state('a')).toBeUndefined();
    layouts.ask('a', []);
    expect(open).toHaveLength(2);
  });

  it('says why it failed', () => {
    layouts.ask('a', []);
    open[0]!.say({ type: 'failed', message: 'no memory' });
    expect(state('a')).toMatchObject({ state: 'failed', message: 'no memory' });
  });

  it('makes room: the oldest go first', () => {
    for (let i = 0; i < 10; i++) {
      layouts.ask(`run@${i}`, []);
      open.at(-1)!.say({ type: 'done', layout, kept: 1, seconds: 1 });
    }
    expect(Object.keys(explorer.getState().layouts)).toEqual(
      Array.from({ length: 8 }, (_, i) => `run@${i + 2}`),
    );
  });
});
