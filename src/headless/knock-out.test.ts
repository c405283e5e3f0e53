import { expect, test } from 'vitest';
import { toyConfig } from '../training/testing/toy-run';
import { knockOuts } from './knock-out';

const { method } = toyConfig();

test('leaves a run as it was trained when nothing is switched', () => {
  expect(knockOuts(method, [])).toEqual([]);
  expect(knockOuts(method, ['baseline=smm', 'masks=per-sample'])).toEqual([]);
});

test('reads switches and what can only be shown, and puts them into the order of the pipeline', () => {
  const settings = ['interpolation=bilinear', 'channels=single-continuous', 'masks=swapped'];
  expect(knockOuts(method, settings)).toEqual([
    { kind: 'swapped' },
    { kind: 'channel-mean' },
    { kind: 'switch', to: { interpolation: 'bilinear' } },
  ]);
});

test('refuses what would have to be trained, and says what to do', () => {
  expect(() => knockOuts(method, ['baseline=full'])).toThrow(/run `train --set baseline=full`/);
  expect(() => knockOuts(method, ['mapping=rlm'])).toThrow(/mapping=rlm/);
  expect(() => knockOuts(method, ['generator=mlp'])).toThrow(/has to be trained/);
});

test('refuses what the run has nothing for', () => {
  const full = { ...method, baseline: 'full' as const };
  expect(() => knockOuts(full, ['masks=swapped'])).toThrow(/without learned masks/);
  expect(() => knockOuts(method, ['masks=swaped'])).toThrow(/Did you mean "swapped"/);
  expect(() => knockOuts(method, ['mask=swapped'])).toThrow(/Did you mean "masks"/);
});
