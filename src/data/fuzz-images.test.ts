/** Pictures, spoilt in thousands of ways (data/testing/held.ts says what must hold). */
import './testing/allocations';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'vitest';
import { nodeImageDecoder } from '../headless/node-decoders';
import { readImageHeader } from './image-header';
import { expectHeld } from './testing/held';
import { mutatedBytes } from './testing/mutated-bytes';
import { mutatedPng } from './testing/mutated-png';

type Bytes = Uint8Array<ArrayBuffer>;

const decode = nodeImageDecoder();
const fixtures = (...names: readonly string[]): Bytes[] =>
  names.map((name) => Uint8Array.from(readFileSync(new URL(`fixtures/${name}`, import.meta.url))));

const pngs = fixtures('upright.png', 'palette.png', 'one-bit.png', 'transparent.png', 'turned-6.png');
const jpegs = fixtures('turned-1.jpg', 'turned-6.jpg', 'progressive.jpg', 'print.jpg');
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

test('a PNG', async () => {
  await expectHeld(fc.oneof(mutatedBytes(pngs), { arbitrary: mutatedPng(pngs), weight: 4 }), decodeWhole);
});

test('a JPEG', async () => {
  await expectHeld(mutatedBytes(jpegs, { most: 2 }), decodeWhole);
});

test('the header of anything', async () => {
  await expectHeld(mutatedBytes([...pngs, ...jpegs, ...webps]), readImageHeader);
});
