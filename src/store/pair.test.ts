import { beforeEach, describe, expect, it } from 'vitest';
import { compareRuns, pin, selectSample, swapPair } from './actions';
import { isPaired, obstacles, shownPair, turnedIds, turns, type Turn } from './pair';
import { comparableRuns, namedRuns, shownRun, shownSampleId } from './selectors';
import { explorer, initialState } from './store';
import { config, runView, sampleSet, viewSnapshot } from './testing';
import type { RunView } from './run-view';

const ids = ['test/0', 'test/1'];
const stored = (step: number, answers: readonly number[]) => ({
  ...viewSnapshot(step, 2),
  targets: Float32Array.from(answers.flatMap((answer) => [1 - answer, answer])),
  sampleIds: ids,
});
const seen = (change: Partial<RunView>): RunView =>
  runView({ samples: sampleSet(ids), snapshots: [stored(0, [0, 0]), stored(20, [0, 1])], ...change });

const a = seen({ id: 'a' });
const b = seen({ id: 'b', snapshots: [stored(0, [0, 0]), stored(10, [0, 0])] });

beforeEach(() => explorer.setState({ ...initialState(), runs: [a, b] }));
const state = () => explorer.getState();

describe('a run beside another', () => {
  it('shows the same picture, each at what it stored last at the marker', () => {
    pin({ what: 'run', runId: 'b' });
    const pair = shownPair(state());
    expect([pair?.a.run.id, pair?.b.run.id]).toEqual(['a', 'b']);
    expect([pair?.a.snapshot.step, pair?.b.snapshot.step]).toEqual([20, 10]);
    expect(pair && obstacles(pair)).toEqual([]);
  });

  it('is no pair with itself', () => {
    pin({ what: 'run', runId: 'a' });
    expect([isPaired(state()), shownPair(state())]).toEqual([false, null]);
  });

  it('counts as a pair while it is on its way', () => {
    pin({ what: 'run', runId: 'lab/x' });
    expect([isPaired(state()), shownPair(state())]).toEqual([true, null]);
    expect(namedRuns(state())).toEqual(['lab/x']);
  });

  it('changes places with it and back', () => {
    pin({ what: 'run', runId: 'b' });
    swapPair();
    expect([shownRun(state())?.id, shownPair(state())?.b.run.id]).toEqual(['b', 'a']);
    swapPair();
    expect(shownRun(state())?.id).toBe('a');
  });

  it('has the charts to itself and the shown one', () => {
    explorer.setState({ runs: [a, b, seen({ id: 'c' })] });
    expect(comparableRuns(state()).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    compareRuns('c', 'a', 'test/1');
    expect(comparableRuns(state()).map(({ id }) => id)).toEqual(['c', 'a']);
    expect(shownSampleId(state())).toBe('test/1');
  });

  it('says what keeps the two from being subtracted', () => {
    const other = seen({
      id: 'd',
      config: { ...config, data: 'fashion-colour' },
      samples: sampleSet(ids, 16),
    });
    explorer.setState({ runs: [a, other] });
    pin({ what: 'run', runId: 'd' });
    expect(obstacles(shownPair(state())!)).toEqual(['data', 'side']);
  });
});

describe('a picture beside another', () => {
  it('is kept as B until another one is shown', () => {
    pin({ what: 'sample', sampleId: 'test/0' });
    expect(isPaired(state())).toBe(false);
    selectSample('test/1');
    expect([shownPair(state())?.a.sampleId, shownPair(state())?.b.sampleId]).toEqual(['test/1', 'test/0']);
  });
});

describe('the answers of two runs', () => {
  it('are told apart picture by picture', () => {
    pin({ what: 'run', runId: 'b' });
    // every label is 0: A reads the second wrongly at its newest step
    expect([...turns(state())!]).toEqual([
      ['test/0', 'both-right'],
      ['test/1', 'b-right'],
    ]);
  });

  it('order and filter the strip, which never loses the shown picture', () => {
    const found = new Map<string, Turn>([
      ['x', 'both-right'],
      ['y', 'a-right'],
      ['z', 'b-right'],
    ]);
    const strip = (turned: Parameters<typeof turnedIds>[2]['turned']) =>
      turnedIds(['x', 'y', 'z'], found, { turned, shown: 'x' });
    expect([strip('all'), strip('first'), strip('a-right')]).toEqual([
      ['x', 'y', 'z'],
      ['y', 'z', 'x'],
      ['x', 'y'],
    ]);
  });
});
