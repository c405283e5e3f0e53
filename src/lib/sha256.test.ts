import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from './sha256';

test('sha256 agrees with another implementation, whole and in parts, on any view', () => {
  const bytes = Uint8Array.from({ length: 1001 }, (_, i) => (i * 31) % 256);
  const expected = createHash('sha256').update(bytes).digest('hex');
  expect(sha256([bytes])).toBe(expected);
  expect(sha256([bytes.subarray(0, 7), bytes.subarray(7)])).toBe(expected);
  expect(sha256([new Float32Array([1, 2])])).toBe(
    createHash('sha256')
      .update(new Uint8Array(new Float32Array([1, 2]).buffer))
      .digest('hex'),
  );
});
