import { expect, test } from 'vitest';
import { runConfig } from '../store/run-config';
import { defaultSettings } from '../store/settings';
import { maskOwner, patternOwner } from './owner';

const { method } = runConfig(defaultSettings);

test('a mask belongs to its image, to another one, or to all, as trained and as switched off', () => {
  expect(maskOwner(method, null)).toBe('this');
  expect(maskOwner(method, { block: 'interpolation', variant: 'bilinear' })).toBe('this');
  expect(maskOwner(method, { block: 'masks', variant: 'swapped' })).toBe('another');
  expect(maskOwner(method, { block: 'masks', variant: 'shared-binary' })).toBe('all');
  expect(maskOwner({ ...method, masks: 'shared-three-channel' }, null)).toBe('all');
  expect(maskOwner({ ...method, masks: 'mean-image' }, null)).toBe('all');
});

test('a pattern belongs to all images, to its image, or to the classes', () => {
  expect(patternOwner(method)).toBe('all');
  expect(patternOwner({ ...method, pattern: 'sample-specific' })).toBe('this');
  expect(patternOwner({ ...method, pattern: 'class-specific' })).toBe('classes');
});
