import { beforeEach, describe, expect, it, vi } from 'vitest';
import { arrangeDefaults } from '../data/own/arrange';
import { catalogues } from '../messages/messages';
import { UserError } from '../lib/user-error';
import type { StoredLabels } from '../storage/dataset-schema';
import { changeSettings } from '../store/actions';
import { dataId } from '../store/settings';
import { explorer, initialState } from '../store/store';
import type { ImportClient } from '../worker/client/open-import';
import type { ImportAnswer, ImportedPictures, ImportRequest, KeptDataset } from '../worker/import-protocol';
import { OwnData } from './own-data';

const imported: ImportedPictures = {
  ...{ id: 'i', name: 'pets', format: 'a folder per class', state: 'ready', source: 's' },
  options: { keptSide: 384, labels: 'fine' },
  ...{ done: 8, total: 8, blocks: 1, pictures: 8, bytes: 100, classNames: null },
  ...{ leftOut: [], leftOutCount: 0, created: 1, updated: 1 },
};
const pets: KeptDataset = {
  ...{ id: 'own:0123456789abcdef', hash: '0123456789abcdef', importId: 'i', name: 'pets' },
  options: arrangeDefaults,
  classes: ['cat', 'dog'],
  counts: [],
  ...{ train: 6, test: 2, nativeSide: 32, seeded: true, unlabelled: 0, created: 1, updated: 1 },
  duplicates: { groups: 0, extra: 0, leaked: 0, conflicting: 0, listed: [] },
};
const source = { name: 'pets', files: [] };
const text = catalogues.en;
let kept: { imports: ImportedPictures[]; datasets: KeptDataset[] };
let asked: ImportRequest[];
let answers: ImportAnswer[];
let labels: Record<string, StoredLabels>;
let full: boolean;
const state = () => explorer.getState().ownData;
const notices = () => explorer.getState().notices.map(({ text: sentence }) => sentence);
const omit = (all: typeof labels, id: string) =>
  Object.fromEntries(Object.entries(all).filter(([one]) => one !== id));
const settled = () => new Promise((resolve) => setTimeout(resolve));

function ownData(): OwnData {
  const client: ImportClient = {
    ask: async (request, onProgress) => {
      asked.push(request);
      onProgress?.({ type: 'progress', request: 1, done: 4, total: 8, pictures: 4, bytes: 50, leftOut: 0 });
      return answers.shift()!;
    },
    cancel: vi.fn(),
    close: vi.fn(),
  };
  return new OwnData({
    library: {
      list: async () => kept,
      rename: async () => undefined,
      delete: async (id) => void (kept = { ...kept, datasets: kept.datasets.filter((one) => one.id !== id) }),
      deleteImport: async () => undefined,
      labels: async () => labels,
      label: async (importId, more) => {
        if (full) throw new UserError('no room left');
        return (labels[importId] = { given: [], added: [], ...more });
      },
      forgetLabels: async (importId) => void (labels = omit(labels, importId)),
      listen: () => () => undefined,
    },
    openImport: () => client,
    messages: text,
    askToKeep: () => undefined,
    measure: () => undefined,
  });
}

beforeEach(() => {
  explorer.setState(initialState(), true);
  kept = { imports: [imported], datasets: [pets] };
  [asked, answers] = [[], []];
  [labels, full] = [{}, false];
});

describe('what a link names', () => {
  it('gets what a run must know of it once that is read', async () => {
    changeSettings({ data: { own: pets.id, facts: null } });
    await ownData().known();
    expect(explorer.getState().settings.data).toEqual({
      own: pets.id,
      facts: { classes: 2, nativeSide: 32 },
    });
    expect(notices()).toEqual([]);
  });

  it('gives way to the pictures of the page, with a sentence, where it is not here', async () => {
    changeSettings({ data: { own: 'own:ffffffffffffffff', facts: null } });
    await ownData().known();
    expect(explorer.getState().settings.data).toBe('fashion-mnist');
    expect(notices()).toEqual([text.settings.data.missing('own:ffffffffffffffff')]);
  });

  it('does so too when the data is deleted while it is chosen', async () => {
    const data = ownData();
    await data.known();
    data.trainOn(pets.id);
    expect(dataId(explorer.getState().settings.data)).toBe(pets.id);
    data.remove(pets.id);
    await settled();
    expect(explorer.getState().settings.data).toBe('fashion-mnist');
  });
});

describe('an import', () => {
  const found: ImportAnswer = { type: 'found', format: 'a ZIP', pictures: 8, bytes: 100, known: null };

  it('says what was found, keeps it on request, and opens what was made of it', async () => {
    const data = ownData();
    answers = [found, { type: 'imported', import: imported, dataset: pets, message: null }];
    data.look(source);
    await settled();
    expect(state().incoming).toMatchObject({ stage: 'found', pictures: 8, known: 0 });
    data.begin();
    expect(state().incoming).toMatchObject({ stage: 'importing', done: 4, total: 8 });
    await settled();
    expect(state().incoming.stage).toBe('none');
    expect(state().opened).toEqual({ importId: 'i', id: pets.id, message: null });
  });

  it('that was ended says what is kept and goes on with the same files', async () => {
    const data = ownData();
    answers = [found, { type: 'cancelled', import: { ...imported, pictures: 4 } }];
    data.look(source);
    await settled();
    data.begin();
    await settled();
    expect(state().incoming).toEqual({ stage: 'ended', name: 'pets', kept: 4, message: null, again: true });
    answers = [{ type: 'imported', import: imported, dataset: pets, message: null }];
    data.begin();
    await settled();
    expect(asked.at(-1)).toEqual(asked.at(-2));
    expect(state().opened?.id).toBe(pets.id);
  });

  it('that cannot be read says why, and others may follow', async () => {
    const data = ownData();
    answers = [{ type: 'failed', message: 'It is no ZIP.', import: null }, found];
    data.look(source);
    await settled();
    expect(state().incoming).toMatchObject({ stage: 'ended', message: 'It is no ZIP.', again: false });
    data.look(source);
    await settled();
    expect(state().incoming.stage).toBe('found');
  });

  it('refused while other files are looked at already says nothing of those', async () => {
    const data = ownData();
    answers = [{ type: 'failed', message: 'It is no ZIP.', import: null }, found];
    data.look(source);
    data.look({ ...source, name: 'birds' });
    await settled();
    expect(state().incoming).toMatchObject({ stage: 'found', name: 'birds' });
  });
});

describe('a change', () => {
  const other: KeptDataset = { ...pets, id: 'own:1111111111111111' };

  it('takes the place of the dataset, in the settings too', async () => {
    const data = ownData();
    await data.known();
    data.trainOn(pets.id);
    data.show('i', pets.id);
    answers = [{ type: 'arranged', dataset: other }];
    data.arrange({ resplit: true });
    kept = { ...kept, datasets: [other] };
    await settled();
    expect(asked[0]).toMatchObject({ type: 'arrange', name: 'pets', instead: pets.id });
    expect(state().opened?.id).toBe(other.id);
    expect(dataId(explorer.getState().settings.data)).toBe(other.id);
    expect(notices()).toEqual([]);
  });

  it('waits for the one before it, and is made to what that has made', async () => {
    const data = ownData();
    await data.known();
    data.show('i', pets.id);
    const next: KeptDataset = { ...other, options: { ...arrangeDefaults, renamed: [['cat', 'Katze']] } };
    answers = [
      { type: 'arranged', dataset: next },
      { type: 'arranged', dataset: next },
    ];
    data.arrange({ renamed: [['cat', 'Katze']] });
    kept = { ...kept, datasets: [next] };
    data.arrange((made) => ({ renamed: [...made!.options.renamed, ['dog', 'Hund']] }));
    expect(state().arranging).toBe(true);
    await settled();
    expect(asked.map((one) => one.type === 'arrange' && one.options.renamed)).toEqual([
      [['cat', 'Katze']],
      [
        ['cat', 'Katze'],
        ['dog', 'Hund'],
      ],
    ]);
    expect(state().arranging).toBe(false);
  });

  it('leaves a dataset beside it that a run was trained on', async () => {
    const data = ownData();
    await data.known();
    const config = { data: pets.id } as never;
    explorer.setState({ queue: [{ config } as never] });
    data.show('i', pets.id);
    answers = [{ type: 'failed', message: 'One class only.', import: null }];
    data.arrange({ resplit: true });
    await settled();
    expect(asked[0]).not.toHaveProperty('instead');
    expect(state()).toMatchObject({ arranging: false, refused: 'One class only.' });
  });
});

describe('what is said of single pictures', () => {
  it('is there after a reload, until it is a dataset or is taken back', async () => {
    const data = ownData();
    await data.known();
    data.label('i', { given: [[3, 'cat']], added: ['bird'] });
    await settled();
    explorer.setState(initialState(), true);
    const again = ownData();
    await again.known();
    expect(state().labels['i']).toEqual({ given: [[3, 'cat']], added: ['bird'] });
    again.show('i', pets.id);
    answers = [{ type: 'arranged', dataset: pets }];
    again.arrange({ relabelled: [[3, 'cat']] });
    await settled();
    expect([state().labels, labels]).toEqual([{}, {}]);
    again.label('i', { given: [[4, null]] });
    again.label('i', null);
    await settled();
    expect([state().labels, labels]).toEqual([{}, {}]);
  });

  it('stays on the page where the disk is full, which is said', async () => {
    const data = ownData();
    await data.known();
    full = true;
    data.label('i', { given: [[3, 'cat']] });
    await settled();
    expect(state().refused).toBe('no room left');
    full = false;
    data.rename(pets.id, 'other');
    await settled();
    expect(state().labels['i']!.given).toEqual([[3, 'cat']]);
  });
});
