import { describe, test } from 'vitest';
import { useBackend } from '../../testing/backends';
import { expectTransformer } from '../../testing/transformer-fixture';

describe('a vision transformer with the layers of ViT-B/32', () => {
  test.each([2, 1])('agrees with PyTorch, forwards and backwards, in chunks of %i', async (chunk) => {
    await useBackend('wasm');
    await expectTransformer({ chunk, passes: 2 });
  });
});
