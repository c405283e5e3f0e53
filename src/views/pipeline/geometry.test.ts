import { expect, it } from 'vitest';
import { linkPath } from './geometry';

it('linkPath leaves and arrives level', () => {
  expect(linkPath(0.5, 1, { width: 10, height: 20 })).toBe('M0,10C5,10 5,20 10,20');
});
