import { describe, expect, test } from 'vitest';
import type { MethodConfig } from '../method-config';
import { pixelAccesses } from './interpolation';
import { layerParameters } from './layer-spec';
import { convnet } from './mask-generator';
import { mlpSize, mlpWithThumbnail, patchMlpHidden } from './mlp-budget';
import { countGroup, countParameters } from './parameter-count';
import { defaultSwitches, listVariants } from './registry';

// paper.md A.6, A.9, A.10, C: ResNet's 224 px, ten classes, 32 px images
const published: MethodConfig = { ...defaultSwitches, side: 224, nativeSide: 32, classes: 10, patch: 8 };
const delta = 150_528;

const smm = (generator: number) => ({
  patternAllocated: delta,
  patternEffective: delta,
  generator,
  total: delta + generator,
});
const frame = (patternEffective: number) => ({ ...smm(0), patternEffective });
const without = (generator: number) => ({
  patternAllocated: 0,
  patternEffective: 0,
  generator,
  total: generator,
});
const perClass = {
  patternAllocated: 1_505_280,
  patternEffective: 1_505_280,
  generator: 26_499,
  total: 1_531_779,
};

test('every variant has the number of parameters that the paper prints or its definition gives', () => {
  const listed = listVariants(published).map(({ block, id, parameters }) => [`${block}=${id}`, parameters]);
  expect(Object.fromEntries(listed)).toEqual({
    'baseline=smm': smm(26_499),
    'baseline=unprompted': without(0),
    'baseline=pad': frame(147_456),
    'baseline=narrow': frame(65_856),
    'baseline=medium': frame(112_896),
    'baseline=full': frame(150_528),
    'masks=per-sample': smm(26_499),
    'masks=shared-binary': smm(784),
    'masks=shared-three-channel': smm(2_352),
    'masks=mean-image': smm(26_499),
    'channels=three': smm(26_499),
    'channels=single-binary': smm(25_345),
    'channels=single-continuous': smm(24_768),
    'channels=single-continuous-conv': smm(25_345),
    'channels=three-binary': smm(26_499),
    'generator=convnet': smm(26_499),
    'generator=mlp': smm(26_382),
    'generator=convnet-large': smm(101_379),
    'generator=convnet-small': smm(7_203),
    'generator=patch-mlp': smm(26_535),
    'generator=convnet-x-large': smm(396_291),
    'generator=convnet-6-layer': smm(102_339),
    'interpolation=patch-wise': smm(26_499),
    'interpolation=bilinear': smm(26_499),
    'interpolation=nearest': smm(26_499),
    'interpolation=bicubic': smm(26_499),
    'pattern=shared': smm(26_499),
    'pattern=sample-specific': without(28_230),
    'pattern=class-specific': perClass,
    'pattern=mask-only': without(26_499),
    'pattern=class-label-leak': perClass,
    'mapping=ilm': smm(26_499),
    'mapping=flm': smm(26_499),
    'mapping=rlm': smm(26_499),
  });
});

describe('a ConvNet', () => {
  test.each([
    ['Small', 4, 5, 7_203],
    ['Medium', 8, 5, 26_499],
    ['Large', 16, 5, 101_379],
    ['X-Large', 32, 5, 396_291],
    ['XX-Large', 64, 5, 1_566_723],
    ['XXX-Large', 128, 5, 6_230_019],
    ['with six layers', 8, 6, 102_339],
  ])('%s has the published count', (_, firstWidth, layers, expected) => {
    const { trunk, lastLayer } = convnet({ firstWidth, layers, pools: 3 });
    const head = lastLayer({ name: 'head', outputs: 3, start: 'random' });
    expect(countGroup(layerParameters([...trunk, head]), 'mask')).toBe(expected);
  });

  test('has the same count whatever the patch', () => {
    for (const patch of [1, 2, 4, 8, 16]) {
      expect(countParameters({ ...published, patch }).generator).toBe(26_499);
    }
  });

  test('of six layers without its last one has 98,880', () => {
    const config = { ...published, generator: 'convnet-6-layer', channels: 'single-continuous' } as const;
    expect(countParameters(config).generator).toBe(98_880);
  });
});

describe('an MLP as large as the ConvNet', () => {
  test.each([
    [224, 4, 10, 26_382],
    [224, 8, 9, 25_275],
    [224, 16, 8, 27_336],
    [128, 16, 17, 26_931],
    [128, 8, 27, 26_769],
    [128, 4, 31, 26_157],
    [96, 8, 42, 26_766],
    [96, 16, 22, 26_898],
    [64, 8, 68, 26_508],
    [64, 16, 27, 26_193],
    [32, 8, 109, 26_535],
    [32, 16, 32, 26_256],
  ])('at %i px, from %i × %i px: %i units, %i parameters', (side, thumbnail, hidden, parameters) => {
    expect(mlpWithThumbnail(thumbnail, { side, patch: 8 })).toMatchObject({ hidden, parameters });
  });

  test.each([
    [224, 4],
    [128, 16],
    [96, 16],
    [64, 16],
    [32, 16],
  ])('at %i px sees %i × %i px: the largest thumbnail within 2 %', (side, thumbnail) => {
    expect(mlpSize({ side, patch: 8 }).thumbnail).toBe(thumbnail);
  });

  test('exists within 5 % for every side in patches of 8 or more', () => {
    for (const patch of [8, 16, 32]) {
      for (let side = 32; side <= 224; side++) {
        expect(Math.abs(mlpSize({ side, patch }).deviation), `${side}`).toBeLessThan(0.05);
      }
    }
  });

  test('on each patch has 134 units for 8 × 8 px', () => {
    expect(patchMlpHidden(8)).toBe(134);
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

test.each([
  ['patch-wise', 224, 150_528],
  ['bilinear', 224, 602_112],
  ['bicubic', 224, 2_408_448],
  ['patch-wise', 384, 442_368],
  ['bilinear', 384, 1_769_472],
  ['bicubic', 384, 7_077_888],
] as const)('%s at %i px reads %i values, as table 5 says', (interpolation, side, expected) => {
  expect(pixelAccesses({ interpolation, side })).toBe(expected);
});
