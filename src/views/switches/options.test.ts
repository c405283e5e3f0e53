import { describe, expect, it } from 'vitest';
import { blocks, type BlockId } from '../../core/ablation/registry';
import { english } from '../../messages/english/english';
import { runConfig } from '../../store/run-config';
import { defaultSettings, type Settings } from '../../store/settings';
import { optionsOf, refusalsOf, withVariant, type AnyBlock, type BlockState } from './options';

const text = english.switches;
const block = (id: BlockId): AnyBlock => blocks.find((candidate) => candidate.id === id)!;
const options = (id: BlockId, change: Partial<BlockState> = {}) =>
  optionsOf(
    block(id),
    { settings: defaultSettings, shown: runConfig(defaultSettings), runs: {}, active: null, ...change },
    english,
  );
const option = (id: BlockId, value: string, change: Partial<BlockState> = {}) =>
  options(id, change).find((candidate) => candidate.value === value)!;

describe('trained without', () => {
  it('says whether a run of a variant is there, waits or has to be trained', () => {
    const runs = { narrow: 'queued', full: 'recorded' } as const;
    expect(option('baseline', 'full', { runs }).chosen).toEqual({ ready: true, word: 'recorded' });
    expect(option('baseline', 'narrow', { runs }).chosen).toEqual({ ready: false, word: 'queued' });
    expect(option('baseline', 'medium', { runs }).chosen).toEqual({ ready: false, word: 'to train' });
  });

  it('marks controls and demonstrations', () => {
    expect(option('masks', 'mean-image').mark).toBe(text.roles.control);
    expect(option('pattern', 'class-label-leak').mark).toBe(text.roles.demonstration);
    expect(option('masks', 'shared-binary').mark).toBeUndefined();
  });

  it('refuses what another switch makes meaningless, and says each reason once', () => {
    const full = withVariant(defaultSettings, 'baseline', 'full');
    const refused = options('generator', { settings: full }).filter(({ disabled }) => disabled);
    expect(refused).toHaveLength(block('generator').variants.length - 1);
    expect(refusalsOf(block('generator'), full)).toHaveLength(1);
    expect(refused[0]!.hint).toContain(refusalsOf(block('generator'), full)[0]);
  });
});

describe('off at inference', () => {
  it('is offered where a trained run can show it, and not for what it has', () => {
    const offered = options('masks').filter(({ standIn }) => standIn?.state === 'off');
    expect(offered.map(({ value }) => value)).toEqual([
      'shared-binary',
      'shared-three-channel',
      'mean-image',
      'swapped',
    ]);
    expect(option('masks', 'per-sample').standIn).toBeNull();
    expect(options('generator').every(({ standIn }) => standIn === null)).toBe(true);
  });

  it('cannot be chosen for training where it is a demonstration only', () => {
    expect(option('masks', 'swapped').chosen).toBeNull();
  });

  it('says that it would change nothing where that is so by construction', () => {
    expect(option('interpolation', 'nearest').standIn).toMatchObject({ word: text.identical, state: null });
    const uneven: Settings = { ...defaultSettings, side: 100 };
    expect(option('interpolation', 'nearest', { shown: runConfig(uneven) }).standIn?.state).toBe('off');
  });

  it('knows which one stands in now', () => {
    const active = { block: 'masks', variant: 'swapped' } as const;
    expect(option('masks', 'swapped', { active }).standIn?.state).toBe('on');
    expect(option('masks', 'mean-image', { active }).standIn?.state).toBe('off');
  });

  it('is not spoken of where nothing can compute it', () => {
    expect(options('masks', { active: undefined }).every(({ standIn }) => !standIn)).toBe(true);
    expect(options('masks', { active: undefined })).toHaveLength(block('masks').variants.length);
  });

  it('shows no masks of a run that has none of its own', () => {
    const shown = runConfig(withVariant(defaultSettings, 'baseline', 'full'));
    expect(options('masks', { shown }).some(({ value }) => value === 'swapped')).toBe(false);
    expect(options('masks', { shown }).every(({ standIn }) => standIn === null)).toBe(true);
    expect(option('baseline', 'unprompted', { shown }).standIn?.state).toBe('off');
  });
});
