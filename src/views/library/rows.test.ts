import { describe, expect, it } from 'vitest';
import { epochRecord, runEntry } from '../../store/testing';
import { accuracyOf, allTags, shownRuns } from './rows';

const entries = [
  runEntry({ id: 'old', name: 'SMM', created: 1, tags: ['paper', 'a'] }),
  runEntry({ id: 'new', name: 'Bilinear', created: 3, notes: 'odd start', tags: ['paper'] }),
  runEntry({ id: 'middle', name: 'MLP', created: 2 }),
];
const ids = (find: string, tags: readonly string[] = []) =>
  shownRuns(entries, { find, tags }, ({ name }) => `${name} at 96 px`).map(({ id }) => id);

describe('the list of kept runs', () => {
  it('begins with the newest, whichever was changed last', () => {
    expect(ids('')).toEqual(['new', 'middle', 'old']);
  });

  it('is searched by every word, in names, notes, tags and settings', () => {
    expect(ids('ODD')).toEqual(['new']);
    expect(ids('96 mlp')).toEqual(['middle']);
    expect(ids('paper smm')).toEqual(['old']);
    expect(ids('nothing like it')).toEqual([]);
  });

  it('is filtered by tags, all of them', () => {
    expect(allTags(entries)).toEqual(['a', 'paper']);
    expect(ids('', ['paper'])).toEqual(['new', 'old']);
    expect(ids('', ['paper', 'a'])).toEqual(['old']);
  });
});

it('a run that is not finished has the accuracy of its last epoch so far', () => {
  expect(accuracyOf(runEntry({ epochs: [epochRecord(1, 0.4), epochRecord(2, 0.6)] }))).toBe(0.6);
  expect(accuracyOf(runEntry({ epochs: [] }))).toBeNull();
});
