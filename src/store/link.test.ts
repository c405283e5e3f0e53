import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkKeys, linkVersion, readLink, writeLink, type Linked } from './link';
import { defaultSettings } from './settings';
import { initialTableView } from './table-view';
import { entrance, initialView } from './view';

const base: Linked = { settings: defaultSettings, view: initialView, table: initialTableView };

const everything: Linked = {
  settings: {
    data: 'fashion-colour',
    backbone: 'own:00112233445566aa',
    switches: { ...defaultSettings.switches, baseline: 'medium', mapping: 'rlm' },
    side: 224,
    patch: 16,
    epochs: 1000,
    batch: 1024,
    patternLearningRate: 0.00012345678901234,
    maskLearningRate: 0.00012345678901234,
    patternDecay: 0.5,
    maskDecay: 1,
    augmentation: 'crop-flip',
    seed: 4294967295,
    trainLimit: 64,
    testLimit: 16,
    backend: 'webgpu',
    workers: 12,
  },
  view: {
    runId: 'lab/masks-shared-binary.seed-0',
    place: 'compare',
    sampleId: 'test/999',
    step: 31250,
    playing: false,
    probe: { row: 223, column: 221 },
    channel: 'b',
    range: 'locked',
    lockedLimit: 12.375,
    theme: 'dark',
    language: 'zh',
    open: 'mapping',
    detail: 999,
    layers: ['pattern', 'saliency'],
    beside: { what: 'run', runId: 'lab/masks-mean-image.seed-0' },
    onlyDifferences: true,
    turned: 'a-right',
    wipe: 'prompted',
    slow: 'gradient-pattern',
    asked: 'interpolation',
    at: 'survey',
    survey: {
      picture: 'test/999',
      from: 'unprompted',
      answers: 'difference',
      marks: 'pictures',
      outcome: 'wrong',
    },
    deck: 'own-f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    slide: 'the-mask-is-the-message',
    lectern: 'presenter',
    talk: 'k3f9x2',
    embedded: true,
  },
  table: {
    ...initialTableView,
    baseline: 'baseline=full,mapping=rlm',
    columns: ['clean-loss', 'steps-to-target'],
    sort: { by: 'clean-loss', reversed: true },
    differencesOnly: true,
    chosen: ['default', 'mapping=rlm'],
    pictures: 'flips-only',
  },
};

describe('a link', () => {
  it('is empty for the entrance, and leads there', () => {
    const state = { ...base, view: { ...initialView, place: entrance } };
    expect(writeLink(state)).toBe('');
    for (const query of ['', '?']) expect(readLink(query, base)).toEqual({ state, problems: [] });
  });

  it('names Explore where there is nothing else to say, and needs no name for it otherwise', () => {
    expect(writeLink(base)).toBe('?place=explore');
    expect(readLink('?place=explore', base).state).toEqual(base);
    expect(readLink('?seed=3', base).state.view.place).toBe('explore');
  });

  it('names only what differs from the default, in words', () => {
    const state = {
      ...base,
      settings: {
        ...defaultSettings,
        seed: 3,
        switches: { ...defaultSettings.switches, baseline: 'full' as const },
      },
    };
    expect(writeLink(state)).toBe('?baseline=full&seed=3');
  });

  it('brings back a state in which everything was changed, in under 700 characters without table and deck', () => {
    const query = writeLink(everything);
    const { deck, slide, lectern, talk, embedded } = initialView;
    const view = { ...everything.view, deck, slide, lectern, talk, embedded };
    expect(writeLink({ ...everything, view, table: initialTableView }).length).toBeLessThan(700);
    expect(query.length).toBeLessThan(1000);
    expect(readLink(query, base)).toEqual({ state: everything, problems: [] });
  });

  it('stays under 500 characters where one thing is looked at, however many switches were turned', () => {
    const { view, table } = { ...everything, table: initialTableView };
    // a network of one's own leads nowhere but on one machine: its name may be longer; nobody types seventeen digits
    const { backbone } = defaultSettings;
    const settings = { ...everything.settings, backbone, patternLearningRate: 0.0125 };
    const { at, survey, onlyDifferences, turned, wipe, asked } = initialView;
    const { deck, slide, lectern, talk, embedded } = initialView;
    const stages = {
      ...view,
      at,
      survey,
      onlyDifferences,
      turned,
      wipe,
      asked,
      deck,
      slide,
      lectern,
      talk,
      embedded,
    };
    const shown = { ...initialView, runId: view.runId };
    const all = { ...shown, at: view.at, survey: view.survey, beside: view.beside };
    const pair = {
      ...shown,
      beside: view.beside,
      onlyDifferences: view.onlyDifferences,
      turned: view.turned,
      wipe: view.wipe,
    };
    for (const looked of [stages, all, pair])
      expect(writeLink({ settings, view: looked, table }).length).toBeLessThan(500);
  });

  it('keeps a person’s own picture out', () => {
    const state = { ...base, view: { ...initialView, sampleId: 'own/my cat.jpg' } };
    expect(writeLink(state)).toBe('?place=explore');
  });

  it('names a recorded run, and none that was trained or brought here', () => {
    const link = (runId: string) => writeLink({ ...base, view: { ...initialView, runId } });
    expect(link('recorded/full')).toBe('?run=full');
    expect(link('lab/reference.seed-0')).toBe('?run=lab/reference.seed-0');
    expect(link('f81d4fae-7dec-11d0-a765-00a0c91e6bf6')).toBe('?place=explore');
    expect(readLink('?run=full', base).state.view.runId).toBe('recorded/full');
    for (const bad of ['own/x', 'lab/', '../smm', 'SMM', 'lab/a/b']) {
      expect(readLink(`?run=${bad}`, base).problems, bad).toHaveLength(1);
    }
  });

  it('falls back and names what did not fit', () => {
    const { state, problems } = readLink('?side=5000&colour=pink&seed=2&v=9', base);
    expect(state.settings).toEqual({ ...defaultSettings, seed: 2 });
    expect(problems).toEqual([
      { key: 'side', text: '5000', reason: 'bad-value' },
      { key: 'colour', text: 'pink', reason: 'unknown-key' },
      { key: 'v', text: '9', reason: 'newer-version' },
    ]);
  });

  it('takes the first of two values for one key', () => {
    expect(readLink('?seed=1&seed=2', base).state.settings.seed).toBe(1);
  });

  it('accepts its own version', () => {
    expect(readLink(`?v=${linkVersion}`, base).problems).toEqual([]);
  });

  it('has one key for each thing, all different', () => {
    expect(new Set(linkKeys.map(({ key }) => key)).size).toBe(linkKeys.length);
  });
});

describe('the table in a link', () => {
  const read = (query: string) => readLink(query, base).state.table;

  it('reads as it is written, in words', () => {
    const state = { ...base, table: { ...initialTableView, baseline: 'mapping=flm', columns: [] } };
    expect(writeLink(state)).toBe('?against=mapping=flm&columns=none');
    expect(read(writeLink(state))).toEqual(state.table);
  });

  it('names a variant of several choices in one way, and no variant that there is not', () => {
    expect(read('?against=mapping=rlm,baseline=full').baseline).toBe('baseline=full,mapping=rlm');
    for (const bad of [
      'mapping=ilm',
      'mapping=x',
      'mapping=rlm,mapping=rlm',
      'mapping=rlm,mapping=flm',
      '',
    ]) {
      expect(readLink(`?against=${bad}`, base).problems).toHaveLength(1);
    }
  });

  it('names a fork by its step and what it was before', () => {
    const fork = 'mapping=flm@93:default';
    expect(read(`?rows=${fork}~default`).chosen).toEqual([fork, 'default']);
    for (const bad of ['mapping=flm@93', 'mapping=flm@0:default', 'mapping=flm@93:x', '@93:default']) {
      expect(readLink(`?against=${bad}`, base).problems, bad).toHaveLength(1);
    }
  });

  it('takes no row or column twice', () => {
    expect(read('?rows=default~default')).toEqual(initialTableView);
    expect(read('?columns=clean-loss,clean-loss')).toEqual(initialTableView);
  });
});

describe('a hostile link', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      '1e999',
      '-1',
      'NaN',
      '0x10',
      '%',
      '%E0%A4%A',
      '９',
      '1_0',
      '',
    ),
  );
  const keys = fc.oneof(fc.constantFrom(...linkKeys.map(({ key }) => key)), hostile);

  it('never throws and never lets a value in that the page could not have written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, hostile)), (pairs) => {
        const query = `?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`;
        const { state } = readLink(query, base);
        expect(readLink(writeLink(state), base)).toEqual({ state, problems: [] });
        expect(Object.keys(state.settings)).toEqual(Object.keys(defaultSettings));
        expect(Number.isFinite(state.settings.patternLearningRate)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
