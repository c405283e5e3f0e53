import { beforeEach, describe, expect, it } from 'vitest';
import type { RunConfig } from '../core/method-config';
import type { RunEntry } from '../data/run-entry';
import { measuredRun } from '../data/testing/measured-run';
import { changeLibrary, changeQueue } from './actions';
import {
  cancelled,
  failed,
  finished,
  laneLimit,
  moved,
  nextTogether,
  timeLeft,
  waiting,
  withProgress,
  withRuns,
  withoutEnded,
  type Queue,
  type QueueEntry,
} from './queue';
import { queueTimeLeft } from './queue-time';
import { explorer, initialState } from './store';
import { config } from './testing';

const seeded = (seed: number): RunConfig => ({ ...config, training: { ...config.training, seed } });
const mapped = (mapping: 'flm' | 'rlm'): RunConfig => ({ ...config, method: { ...config.method, mapping } });
const run = (id: string, wanted: RunConfig = seeded(id.charCodeAt(0)), from: QueueEntry['from'] = 'start') =>
  waiting({ id, label: id, config: wanted, from });
const queue = (...ids: readonly string[]): Queue =>
  withRuns(
    [],
    ids.map((id) => run(id)),
  );
const ids = (some: readonly QueueEntry[]) => some.map(({ id }) => id).join('');
const started = (some: Queue, id: string) => withProgress(some, id, { state: 'running' });

describe('a queue', () => {
  it('takes runs at its end, none twice while it is still to be trained', () => {
    const first = withRuns([], [run('a', config), run('b', config), run('c')]);
    expect(ids(first)).toBe('ac');
    expect(ids(withRuns(finished(first, 'a'), [run('d', config)]))).toBe('acd');
    expect(ids(withRuns(first, [run('f', config, { runId: 'x', step: 3 })]))).toBe('acf');
  });

  it('moves what waits, within what waits', () => {
    const line = started(queue('a', 'b', 'c', 'd'), 'a');
    expect(ids(moved(line, 'd', 0))).toBe('adbc');
    expect(ids(moved(line, 'b', 99))).toBe('acdb');
    expect(ids(moved(line, 'b', -1))).toBe('abcd');
    expect(moved(line, 'a', 2)).toBe(line);
  });

  it('drops what is cancelled before it began, and keeps what there is of one that trained', () => {
    const line = cancelled(started(queue('a', 'b'), 'a'), 'b');
    expect(ids(line)).toBe('a');
    expect(cancelled(line, 'a')).toMatchObject([{ id: 'a', state: 'cancelled', eta: null }]);
    expect(cancelled(finished(line, 'a'), 'a')).toMatchObject([{ state: 'done' }]);
  });

  it('notes how far each run is, how it ended, and why', () => {
    const report = { state: 'running', progress: { done: 5, total: 20 }, eta: 12 } as const;
    const line = withProgress(queue('a', 'b'), 'a', report);
    expect(line[0]).toMatchObject(report);
    expect(line[1]).toMatchObject({ state: 'waiting', progress: null });
    expect(finished(line, 'a')[0]).toMatchObject({ state: 'done', progress: { done: 5 }, eta: null });
    const broken = failed(line, 'a', 'The device is gone.');
    expect(broken[0]).toMatchObject({ state: 'failed', problem: 'The device is gone.' });
    expect(withProgress(broken, 'a', { eta: 3 })).toEqual(broken);
    expect(ids(withoutEnded(broken))).toBe('b');
  });
});

describe('what goes next', () => {
  it('is the first that waits, with those behind it that see the same batches', () => {
    const line = withRuns(
      [],
      [run('a', config), run('b', seeded(1)), run('c', mapped('flm')), run('d', mapped('rlm'))],
    );
    expect(ids(nextTogether(line))).toBe('acd');
    expect(ids(nextTogether(line, 2))).toBe('ac');
  });

  it('is nothing while something trains or is paused', () => {
    const line = queue('a', 'b');
    expect(nextTogether(started(line, 'a'))).toEqual([]);
    expect(nextTogether(withProgress(line, 'a', { state: 'paused' }))).toEqual([]);
    expect(ids(nextTogether(finished(line, 'a')))).toBe('b');
    expect(nextTogether([])).toEqual([]);
  });

  it('keeps a fork apart from what begins anew, and from forks elsewhere', () => {
    const fork = (id: string, mapping: 'flm' | 'rlm', step: number) =>
      run(id, mapped(mapping), { runId: 'x', step });
    const line = withRuns(
      [],
      [fork('a', 'flm', 3), run('b', config), fork('c', 'rlm', 3), fork('d', 'rlm', 4)],
    );
    expect(ids(nextTogether(line))).toBe('ac');
  });

  it('is never more than share one network', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ ...run(String(i), config), from: 'start' as const }));
    expect(nextTogether(many)).toHaveLength(laneLimit);
  });
});

describe('the time left', () => {
  const line = withProgress(queue('a', 'b', 'c'), 'a', { state: 'running', eta: 30 });

  it('is what trains, and then every run that waits', () => {
    expect(timeLeft(line, () => 100)).toEqual({ seconds: 230, unknown: 0 });
    expect(timeLeft(withProgress(line, 'b', { state: 'running', eta: 40 }), () => 100)).toEqual({
      seconds: 140,
      unknown: 0,
    });
  });

  it('counts the runs of which it cannot be told', () => {
    const blind = withProgress(line, 'b', { state: 'running' });
    expect(timeLeft(blind, () => null)).toEqual({ seconds: 30, unknown: 2 });
  });
});

describe('the time left of the queue in the store', () => {
  beforeEach(() => explorer.setState(initialState(), true));

  it('goes by how long runs of the same size took here, whatever their variant', () => {
    const kept = {
      name: '',
      notes: '',
      tags: [],
      created: 1,
      updated: 1,
      bytes: 1,
      checkpoints: [],
      underWay: false,
      check: null,
    };
    const entry = (
      id: string,
      wanted: RunConfig,
      seconds: number,
      source: RunEntry['source'] = 'trained-here',
    ) => ({
      ...measuredRun({ id, source }),
      ...kept,
      config: wanted,
      seconds,
      hasSnapshots: false,
      hasWeights: false,
    });
    const longer = { ...config, training: { ...config.training, epochs: 50 } };
    const entries = [
      entry('a', mapped('flm'), 10),
      entry('b', mapped('rlm'), 30),
      entry('elsewhere', config, 1, 'imported'),
    ];
    changeLibrary((library) => ({ ...library, entries }));
    changeQueue(() => withRuns([], [run('x', config), run('y', seeded(1)), run('z', longer)]));
    expect(queueTimeLeft(explorer.getState())).toEqual({ seconds: 40, unknown: 1 });
  });
});
