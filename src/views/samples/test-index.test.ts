import { expect, it } from 'vitest';
import { testIndex } from './test-index';

it('testIndex reads test pictures only', () => {
  expect([testIndex('test/17'), testIndex('own/test/17'), testIndex('own/cat.png')]).toEqual([
    17,
    null,
    null,
  ]);
});
