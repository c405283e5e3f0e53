import { expect, test } from 'vitest';
import { VISION_TRANSFORMER_SETTINGS } from '../data/backbones/suggested-settings';
import type { RunOptions } from './run-options';
import { withSuggestions } from './suggested-options';

const options: RunOptions = {
  ...{ data: 'digits', backbone: 'vit.safetensors', size: 96, epochs: 10, batch: 64, lr: 0.003 },
  ...{ augment: 'none', patch: 8, seed: 0, set: [], backend: 'auto' },
};
const network = { title: 'ViT-B/32', suggested: { ...VISION_TRANSFORMER_SETTINGS, side: 384 } };

test('with a ViT the paper’s settings hold, and that is said', () => {
  const { options: held, note } = withSuggestions(options, network, () => false);
  expect(held).toMatchObject({
    ...{ size: 384, patch: 8, set: ['generator=convnet-6-layer'] },
    ...{ lr: 0.01, patternDecay: 0.1, lrMask: 0.001, maskDecay: 1 },
  });
  expect(note).toBe(
    'ViT-B/32: what you leave open follows the paper’s settings for ViT-B/32: --size 384 --patch 8 --set generator=convnet-6-layer --lr 0.01 --lr-mask 0.001 (never decayed).',
  );
});

test('what the person says holds', () => {
  const said = { ...options, size: 128, lr: 0.005, set: ['masks=shared-binary'] };
  const { options: held, note } = withSuggestions(said, network, (option) =>
    ['size', 'lr', 'patch'].includes(option),
  );
  expect(held).toEqual(said);
  expect(note).toBeNull();
});

test('a rate for the masks alone leaves the pattern its own', () => {
  const said = { ...options, lrMask: 0.02 };
  const { options: held } = withSuggestions(said, network, (option) => option === 'lrMask');
  expect(held).toMatchObject({ lr: 0.01, lrMask: 0.02 });
  expect(held.maskDecay).toBeUndefined();
});

test('a network that suggests nothing leaves the options alone', () => {
  expect(withSuggestions(options, { title: 'ResNet-18' }, () => false)).toEqual({ options, note: null });
});
