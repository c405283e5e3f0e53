import { describe, expect, test } from 'vitest';
import { UserError } from '../../lib/user-error';
import type { MethodConfig } from '../method-config';
import type { Block } from './block';
import { leastBatch } from './generator';
import {
  applySet,
  blocks,
  checkConfig,
  choose,
  defaultSwitches,
  findVariant,
  parseSet,
  refusal,
} from './registry';

const published: MethodConfig = { ...defaultSwitches, side: 224, nativeSide: 32, classes: 10, patch: 8 };
const all: readonly Block[] = blocks;

describe('the registry', () => {
  test('names every switch and variant once, with a default that exists and questions that ask', () => {
    for (const block of all) {
      const ids = block.variants.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(block.variants.map(({ label }) => label)).size).toBe(ids.length);
      expect(block.variants.filter(({ role }) => role === 'default').map(({ id }) => id)).toEqual([
        block.default,
      ]);
      expect(block.question).toMatch(/\?$/);
      for (const { definition, knockOut } of block.variants) {
        expect(definition).toMatch(/\.$/);
        expect('none' in knockOut ? knockOut.none : knockOut.definition).toMatch(/\.$/);
      }
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
    [{ side: 385 }, 'from 32 to 384'],
    [{ side: 50.5 }, 'from 32 to 384'],
    [{ patch: 32 }, 'or six layers (generator=convnet-6-layer)'],
    [{ patch: 3 }, 'Choose one of: 1, 2, 4, 8, 16, 32.'],
    [{ classes: 1 }, 'at least 2 classes'],
  ])('refuses %o', (change, sentence) => {
    expect(() => checkConfig({ ...published, ...change })).toThrow(sentence);
  });

  test('allows a patch of 32 with six layers, and where no network makes the mask', () => {
    expect(() => checkConfig({ ...published, patch: 32, generator: 'convnet-6-layer' })).not.toThrow();
    expect(() => checkConfig({ ...published, patch: 32, baseline: 'full' })).not.toThrow();
    expect(refusal('generator', 'convnet', { ...published, patch: 32, masks: 'shared-binary' })).toBeNull();
  });
});

/** Whether this pair of variants can be chosen together; the first block's variant is what is refused. */
const refusesBeside = (block: string, variant: string, beside: Partial<MethodConfig>): string | null =>
  refusal(block as keyof typeof defaultSwitches, variant, { ...published, ...beside });

describe('what makes no sense together', () => {
  const parts = all.filter(({ id }) => !['baseline', 'mapping'].includes(id));

  test.each(['unprompted', 'pad', 'narrow', 'medium', 'full'] as const)(
    'a part of SMM cannot be changed in %s',
    (baseline) => {
      for (const { id, variants, default: initial } of parts) {
        for (const variant of variants.filter((one) => one.id !== initial)) {
          expect(refusesBeside(id, variant.id, { baseline })).toMatch(/does not have.*baseline=smm/);
        }
        expect(refusesBeside(id, initial, { baseline })).toBeNull();
      }
    },
  );

  test.each([
    ['generator', 'mlp', { masks: 'shared-binary' }, 'no network makes them'],
    ['generator', 'convnet-small', { masks: 'shared-three-channel' }, 'no network makes them'],
    ['generator', 'mlp', { masks: 'mean-image' }, 'several images'],
    ['generator', 'mlp', { pattern: 'sample-specific' }, 'second head'],
    ['generator', 'mlp', { patch: 2 }, 'Choose a larger patch'],
    ['generator', 'patch-mlp', { pattern: 'sample-specific' }, 'second head'],
    ['channels', 'single-binary', { masks: 'shared-binary' }, 'no network makes them'],
    ['channels', 'single-continuous', { generator: 'mlp' }, 'defined with three channels'],
    ['channels', 'three-binary', { pattern: 'mask-only' }, 'colours of the pattern'],
    ['pattern', 'sample-specific', { masks: 'mean-image' }, 'masks=per-sample'],
    ['pattern', 'mask-only', { masks: 'shared-three-channel' }, 'masks=per-sample'],
    ['pattern', 'class-specific', { classes: 100 }, 'too much memory'],
    ['pattern', 'class-label-leak', { classes: 100 }, 'too much memory'],
    ['interpolation', 'bilinear', { patch: 1 }, 'nothing to enlarge'],
  ] as const)('%s=%s beside %o', (block, variant, beside, sentence) => {
    expect(refusesBeside(block, variant, beside)).toContain(sentence);
    expect(() => checkConfig({ ...published, ...beside, [block]: variant })).toThrow(sentence);
  });

  test('choosing a variant takes back what it makes meaningless, and only that', () => {
    const config = { ...published, generator: 'mlp', interpolation: 'nearest', mapping: 'flm' } as const;
    expect(choose(config, 'masks', 'shared-three-channel')).toEqual({
      ...config,
      masks: 'shared-three-channel',
      generator: 'convnet',
    });
    expect(choose(config, 'baseline', 'full')).toEqual({ ...published, baseline: 'full', mapping: 'flm' });
  });

  test('an MLP needs two images to compare', () => {
    expect(leastBatch(published)).toBe(1);
    expect(leastBatch({ ...published, generator: 'mlp' })).toBe(2);
    expect(leastBatch({ ...published, generator: 'mlp', masks: 'shared-binary' })).toBe(1);
  });

  test('nearest neighbour says where it is patch-wise by another name', () => {
    const { changesNothing } = findVariant('interpolation', 'nearest');
    expect(changesNothing!(published)).toContain('bit for bit');
    expect(changesNothing!({ ...published, side: 100 })).toBeNull();
  });
});
