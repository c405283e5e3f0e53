/** WebP pictures, spoilt in thousands of ways (data/testing/held.ts says what must hold). */
import './testing/allocations';
import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { nodeImageDecoder } from '../headless/node-decoders';
import { expectHeld } from './testing/held';
import { mutatedBytes } from './testing/mutated-bytes';

type Bytes = Uint8Array<ArrayBuffer>;

const decode = nodeImageDecoder();
const fixtures = (...names: readonly string[]): Bytes[] =>
  names.map((name) => Uint8Array.from(readFileSync(new URL(`fixtures/${name}`, import.meta.url))));

const webps = fixtures(
  'lossy.webp',
  'transparent.webp',
  'turned-6.webp',
  'animated.webp',
  'single-pixel.webp',
);

async function decodeWhole(bytes: Bytes): Promise<void> {
  const { width, height, channels, data } = await decode(bytes);
  if (data.length !== width * height * channels) throw new Error('The picture contradicts its size.');
}

test('a WebP', async () => {
  await expectHeld(mutatedBytes(webps, { most: 2 }), decodeWhole);
});
