import { describe, expect, test } from 'vitest';
import { UserError } from '../../lib/user-error';
import type { GeneratorSize, MethodConfig } from '../method-config';
import { borderFrame, frame } from './frame';
import { countParameters } from './parameter-count';
import { applySet, blocks, checkConfig, listVariants, parseSet, refusal } from './registry';

const published: MethodConfig = {
  baseline: 'smm',
  mapping: 'ilm',
  side: 224,
  nativeSide: 32,
  classes: 10,
  patch: 8,
  generatorLayers: 5,
  generatorSize: 'medium',
};

describe('the registry', () => {
  test('names every switch and variant once, with a default that exists and questions that ask', () => {
    for (const block of blocks) {
      const ids = block.variants.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(block.variants.filter(({ role }) => role === 'default').map(({ id }) => id)).toEqual([
        block.default,
      ]);
      expect(block.question).toMatch(/\?$/);
      for (const { definition } of block.variants) expect(definition).toMatch(/\.$/);
      expect(published[block.id]).toBe(block.default);
    }
  });

  test('sets what it is told, and says what could be meant instead', () => {
    expect(applySet(published, ['baseline=full', 'mapping=rlm'])).toEqual({
      ...published,
      baseline: 'full',
      mapping: 'rlm',
    });
    expect(() => parseSet('baseline=ful')).toThrow('Did you mean "full"?');
    expect(() => parseSet('basline=full')).toThrow('Did you mean "baseline"?');
    expect(() => parseSet('baseline')).toThrow(UserError);
    expect(() => parseSet('baseline=full=pad')).toThrow(UserError);
  });

  test('refuses what cannot be, in one sentence for page and command line alike', () => {
    const large = { ...published, side: 32 };
    expect(refusal('baseline', 'pad', large)).toContain('Pad needs a border');
    expect(() => applySet(large, ['baseline=pad'])).toThrow(refusal('baseline', 'pad', large)!);
    expect(refusal('baseline', 'pad', published)).toBeNull();
  });

  test.each([
    [{ side: 225 }, 'from 32 to 224'],
    [{ side: 50.5 }, 'from 32 to 224'],
    [{ patch: 32 }, 'Choose one of: 1, 2, 4, 8, 16.'],
    [{ patch: 3 }, 'Choose one of'],
    [{ classes: 1 }, 'at least 2 classes'],
  ])('refuses %o', (change, sentence) => {
    expect(() => checkConfig({ ...published, ...change })).toThrow(sentence);
  });

  test('allows a patch of 32 with six layers', () => {
    expect(() => checkConfig({ ...published, patch: 32, generatorLayers: 6 })).not.toThrow();
  });
});

describe('parameter counts', () => {
  test.each([
    ['small', 7_203],
    ['medium', 26_499],
    ['large', 101_379],
    ['x-large', 396_291],
    ['xx-large', 1_566_723],
    ['xxx-large', 6_230_019],
  ] as const)('of a %s generator are the published %i', (generatorSize: GeneratorSize, expected) => {
    expect(countParameters({ ...published, generatorSize }).generator).toBe(expected);
  });

  test('of six layers are the published 102,339, whatever the patch', () => {
    for (const patch of [1, 8, 32]) {
      expect(countParameters({ ...published, generatorLayers: 6, patch }).generator).toBe(102_339);
    }
  });

  test('are listed for every variant', () => {
    const listed = Object.fromEntries(
      listVariants(published).map(({ block, id, parameters }) => [`${block}=${id}`, parameters]),
    );
    const delta = 150_528;
    const frame = (patternEffective: number) => ({
      patternAllocated: delta,
      patternEffective,
      generator: 0,
      total: delta,
    });
    const smm = { patternAllocated: delta, patternEffective: delta, generator: 26_499, total: 177_027 };
    expect(listed).toEqual({
      'baseline=smm': smm,
      'baseline=unprompted': { patternAllocated: 0, patternEffective: 0, generator: 0, total: 0 },
      'baseline=pad': frame(147_456),
      'baseline=narrow': frame(65_856),
      'baseline=medium': frame(112_896),
      'baseline=full': frame(150_528),
      'mapping=ilm': smm,
      'mapping=flm': smm,
      'mapping=rlm': smm,
    });
  });

  test.each([
    ['narrow', 384, 32, 193_536],
    ['medium', 384, 32, 331_776],
    ['full', 384, 32, 442_368],
    ['pad', 384, 32, 439_296],
    ['pad', 384, 128, 393_216],
    ['pad', 224, 128, 101_376],
  ] as const)('of %s at side %i, native %i: %i values of δ count', (baseline, side, nativeSide, expected) => {
    expect(countParameters({ ...published, baseline, side, nativeSide }).patternEffective).toBe(expected);
  });
});

describe('frames', () => {
  const text = (cells: Uint8Array, side: number) =>
    Array.from({ length: side }, (_, row) => cells.subarray(row * side, (row + 1) * side).join('')).join(' ');

  test('surround an empty centre', () => {
    expect(text(frame(5, 1), 5)).toBe('11111 10001 10001 10001 11111');
  });

  test('of half the side leave no centre, for odd sides too', () => {
    expect(frame(6, 3).every((cell) => cell === 1)).toBe(true);
    expect(frame(5, 3).every((cell) => cell === 1)).toBe(true);
  });

  test('of Pad put the odd row first', () => {
    expect(text(borderFrame(5, 2), 5)).toBe('11111 11111 11001 11001 11111');
  });
});
