import { expect, test } from 'vitest';
import { readFixture } from '../../testing/fixture';
import { hashedValues } from '../../testing/hashed-values';
import { relativeError } from '../../testing/relative-error';
import { resampledPositions } from './positions';

const fixture = readFixture('vision-transformer');

test.each(
  fixture.names
    .filter((name) => name.startsWith('positions.'))
    .map((name) => [name, ...name.split('.').slice(1).map(Number)] as [string, number, number]),
)('resamples a grid of positions as timm does: %s', (name, from, to) => {
  const width = 2;
  const positions = Float32Array.from(hashedValues('positions', from * from * width));
  const resampled = resampledPositions(positions, { from, to, width });
  expect(fixture.shape(name)).toEqual([to, to, width]);
  expect(relativeError(resampled, fixture.floats(name))).toBeLessThan(1e-5);
});
