import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSwitches } from '../core/ablation/registry';
import type { MethodConfig } from '../core/method-config';
import type { MeasuredRun } from '../data/metrics';
import type { RunEntry } from '../data/run-entry';
import { measuredRun } from '../data/testing/measured-run';
import { changeLibrary, changeTable, putRun } from './actions';
import { initialLibrary, libraryBytes, withCurves, withEntry, withoutEntries, withShipped } from './library';
import { explorer, initialState } from './store';
import {
  accuracyCurves,
  baselineRun,
  chosenRows,
  fullTable,
  lossCurves,
  shownColumns,
  shownTable,
  tableSettings,
} from './table';
import { epochRecord, runView } from './testing';

const state = () => explorer.getState();

function entry(
  id: string,
  {
    switches = {},
    epochs = [],
    name = id,
    tags = [],
    ...wanted
  }: Omit<NonNullable<Parameters<typeof measuredRun>[0]>, 'epochs'> & {
    readonly switches?: Partial<MethodConfig>;
    readonly name?: string;
    readonly tags?: readonly string[];
    readonly epochs?: MeasuredRun['epochs'];
  } = {},
): RunEntry {
  const { losses, ...run } = measuredRun({ id, ...wanted });
  expect(losses).toBeNull();
  const method = { ...defaultSwitches, side: 32, nativeSide: 28, classes: 2, patch: 8, ...switches };
  const config = { ...run.config, method };
  const written = { notes: '', created: 1, updated: 1, bytes: 10, checkpoints: [] };
  const kept = { ...written, underWay: false, check: null };
  return { ...run, config, epochs, name, tags, ...kept, hasSnapshots: false, hasWeights: false };
}

const full = { switches: { baseline: 'full' } } as const;
const rlm = { switches: { mapping: 'rlm' } } as const;
const put = (...entries: readonly RunEntry[]) => {
  for (const one of entries) changeLibrary((library) => withEntry(library, one));
};
const keys = () => shownTable(state())?.rows.map(({ key }) => key);

beforeEach(() => explorer.setState(initialState(), true));

describe('the library', () => {
  it('puts what changed last first, forgets what is deleted, curves too, and adds up its bytes', () => {
    put(entry('a'), entry('b'), entry('a'));
    expect(state().library.entries.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(libraryBytes(state().library)).toBe(20);
    const curves = { losses: Float32Array.of(1), accuracies: Float32Array.of(1) };
    changeLibrary((library) => withoutEntries(withCurves(library, { a: curves, b: curves }), ['a']));
    expect(state().library.entries.map(({ id }) => id)).toEqual(['b']);
    expect(Object.keys(state().library.curves)).toEqual(['b']);
  });

  it('keeps apart what came with the page', () => {
    const library = withShipped(withShipped(initialLibrary, [entry('s')]), [entry('s'), entry('t')]);
    expect(library.shipped.map(({ id }) => id)).toEqual(['s', 't']);
    expect(library.entries).toEqual([]);
  });
});

describe('the table', () => {
  it('is nothing without runs, and then fills itself from kept and shipped ones', () => {
    expect(fullTable(state())).toBeNull();
    put(entry('mine', { seed: 1 }));
    changeLibrary((library) =>
      withShipped(library, [entry('theirs', { source: 'recorded' }), entry('full', full)]),
    );
    expect(keys()).toEqual(['default', 'baseline=full']);
    expect(shownTable(state())!.rows[0]!.runs.map(({ id }) => id)).toEqual(['theirs', 'mine']);
  });

  it('counts a run trained here before a shipped one of the same seed', () => {
    put(entry('imported', { source: 'imported' }));
    changeLibrary((library) => withShipped(library, [entry('shipped', { source: 'recorded' })]));
    put(entry('mine'));
    const [row] = shownTable(state())!.rows;
    expect(row!.runs.map(({ id }) => id)).toEqual(['mine']);
    expect(row!.repeats).toEqual(['shipped', 'imported']);
  });

  it('is about the setting most run, or that of the shown run, or the chosen one', () => {
    put(entry('a'), entry('b', full), entry('c', { seed: 5 }));
    put(entry('other', { dataHash: 'x' }));
    expect(tableSettings(state()).map(({ count }) => count)).toEqual([3, 1]);
    expect(baselineRun(state())!.provenance.dataHash).toBe('d');
    putRun(runView({ id: 'other' }));
    explorer.setState(({ view }) => ({ view: { ...view, runId: 'other' } }));
    expect(baselineRun(state())!.id).toBe('other');
    changeTable({ setting: tableSettings(state())[0]!.id });
    expect(baselineRun(state())!.provenance.dataHash).toBe('d');
    expect(fullTable(state())!.elsewhere.map(({ runId }) => runId)).toEqual(['other']);
  });

  it('takes the plainest run as its baseline where nobody has the default', () => {
    put(entry('rlm', rlm), entry('both', { switches: { ...full.switches, ...rlm.switches } }));
    expect(state().library.entries[0]!.id).toBe('both');
    expect(baselineRun(state())!.id).toBe('rlm');
  });

  it('takes another variant as its baseline, and the default again where that is missing', () => {
    put(entry('a'), entry('b', full));
    changeTable({ baseline: 'baseline=full' });
    expect(keys()).toEqual(['baseline=full', 'default']);
    changeTable({ baseline: 'mapping=rlm' });
    expect(keys()![0]).toBe('default');
  });

  it('stays the same until something that it shows changes', () => {
    put(entry('a'));
    const before = shownTable(state());
    explorer.setState(({ live }) => ({ live: { ...live, step: 7 } }));
    expect(shownTable(state())).toBe(before);
    changeTable({ find: 'x' });
    expect(shownTable(state())).not.toBe(before);
  });
});

describe('order and filter', () => {
  beforeEach(() => {
    put(
      entry('smm', { accuracy: 0.7, cleanLoss: 0.5 }),
      entry('full', { ...full, accuracy: 0.6, cleanLoss: 0.4, tags: ['lecture'] }),
      entry('rlm', { ...rlm, accuracy: 0.8, cleanLoss: 0.9, source: 'imported' }),
      entry('both', { switches: { baseline: 'full', mapping: 'rlm' }, accuracy: 0.99 }),
    );
  });

  it('sorts by a column, the best first, the baseline on top and several changes at the end', () => {
    expect(keys()).toEqual(['default', 'baseline=full', 'mapping=rlm', 'baseline=full,mapping=rlm']);
    changeTable({ sort: { by: 'last-accuracy', reversed: false } });
    expect(keys()).toEqual(['default', 'mapping=rlm', 'baseline=full', 'baseline=full,mapping=rlm']);
    changeTable({ sort: { by: 'clean-loss', reversed: false } });
    expect(keys()!.slice(0, 3)).toEqual(['default', 'baseline=full', 'mapping=rlm']);
    changeTable({ sort: { by: 'clean-loss', reversed: true } });
    expect(keys()!.slice(0, 3)).toEqual(['default', 'mapping=rlm', 'baseline=full']);
  });

  it('finds rows by label, by name and by tag, and never loses the baseline', () => {
    changeTable({ find: ' LECT' });
    expect(keys()).toEqual(['default', 'baseline=full']);
    changeTable({ find: 'nothing like it' });
    expect(keys()).toEqual(['default']);
    changeTable({ find: '', sources: ['imported'] });
    expect(keys()).toEqual(['default', 'mapping=rlm']);
  });

  it('shows columns that say something, or only those in which something differs', () => {
    changeTable({ columns: ['last-accuracy', 'total-parameters', 'step-time'] });
    expect(shownColumns(state())).toEqual(['last-accuracy', 'total-parameters']);
    changeTable({ differencesOnly: true });
    expect(shownColumns(state())).toEqual(['last-accuracy']);
  });
});

describe('curves of several runs', () => {
  it('are all rows’, or those of the chosen ones', () => {
    put(entry('a'), entry('b', full));
    expect(chosenRows(state())).toHaveLength(2);
    changeTable({ chosen: ['baseline=full'] });
    expect(chosenRows(state()).map(({ key }) => key)).toEqual(['baseline=full']);
  });

  it('have every seed and their mean with N', () => {
    const accuracies = [0.5, 0.7];
    put(...accuracies.map((value, seed) => entry(`s${seed}`, { seed, epochs: [epochRecord(1, value)] })));
    const [family] = accuracyCurves(state());
    expect(family).toMatchObject({ row: { key: 'default' }, count: 2 });
    expect(family!.curves.map(({ seed, y }) => [seed, ...Array.from(y)])).toEqual([
      [0, 0.5],
      [1, 0.7],
    ]);
    expect(family!.mean).toEqual([{ x: 31, y: 0.6, deviation: expect.closeTo(Math.SQRT2 / 10, 12) }]);
  });

  it('of the loss are there for runs whose curves have been read', () => {
    put(entry('a'), entry('b', { seed: 1 }));
    const select = lossCurves((values) => Array.from(values, (value) => value * 2));
    expect(select(state())[0]!.curves).toEqual([]);
    const losses = Float32Array.of(3, 1);
    changeLibrary((library) => withCurves(library, { a: { losses, accuracies: losses } }));
    const [{ curves, mean, count }] = select(state()) as [ReturnType<typeof select>[number]];
    expect(curves).toMatchObject([{ runId: 'a', x: [1, 2] }]);
    expect([count, ...mean.map(({ y }) => y)]).toEqual([1, 6, 2]);
  });
});
