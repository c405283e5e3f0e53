import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { UserError } from '../lib/user-error';
import { exampleTiles } from '../views/sources/geometry';
import { readDatasetFacts, readNetworkFacts } from './source-facts';

const read = (path: string) => new Uint8Array(readFileSync(new URL(`../../public/${path}`, import.meta.url)));

describe.each(['fashion-mnist', 'fashion-colour', 'clip-art'])('the facts of %s', (name) => {
  const facts = readDatasetFacts(read(`datasets/${name}/dataset.json`), name);

  it('come from its own file, with licence, source and hash', () => {
    expect(facts.name).toBe(name);
    expect(facts.licence).not.toBe('');
    expect(facts.source).toMatch(/^https:/);
    expect(facts.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('show a picture of each class from the first sheet', () => {
    const tiles = exampleTiles(facts);
    expect(tiles.map(({ label }) => label)).toEqual(facts.classes);
    for (const { row, column, label } of tiles) {
      expect(row).toBeLessThan(facts.sheet.rows);
      const at = row * facts.sheet.columns + column;
      expect(facts.classes[facts.sheet.labels[at]!]).toBe(label);
    }
  });
});

test('the facts of the network say its normalisation and the hash of its weights', () => {
  const facts = readNetworkFacts(read('models/efficientnet-lite0/model.json'), 'efficientnet-lite0');
  expect(facts).toMatchObject({ classes: 1000, normalisation: { scale: 255, shift: 127, divisor: 128 } });
  expect(facts.bytes).toBe(read('models/efficientnet-lite0/model.safetensors').length);
});

test('a damaged file is refused in words', () => {
  const damaged = new TextEncoder().encode('{"name": 3}');
  expect(() => readDatasetFacts(damaged, 'x')).toThrow(UserError);
});
