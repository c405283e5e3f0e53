import { expect, test } from 'vitest';
import { toyConfig } from '../training/testing/toy-run';
import { knockOut } from './knock-out';

const { method } = toyConfig();

test('leaves a run as it was trained when nothing is switched', () => {
  expect(knockOut(method, [])).toEqual(method);
  expect(knockOut(method, ['baseline=smm'])).toEqual(method);
});

test('switches the prompt off', () => {
  expect(knockOut(method, ['baseline=unprompted']).baseline).toBe('unprompted');
});

test('refuses what would have to be trained, and says what to do', () => {
  expect(() => knockOut(method, ['baseline=full'])).toThrow(
    /has to be trained. Run `train --set baseline=full`/,
  );
  expect(() => knockOut(method, ['mapping=rlm'])).toThrow(/mapping=rlm/);
});
