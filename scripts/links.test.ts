import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { linkKeys } from '../src/store/link';
import { linkDocument, target } from './links';

test('the document of links is what the table says (npx tsx scripts/links.ts writes it)', async () => {
  expect(readFileSync(target, 'utf8')).toBe(await linkDocument());
});

test('it has a line for every key, with its values', async () => {
  const text = await linkDocument();
  for (const { key, doc, kind } of linkKeys) {
    expect(doc.length, key).toBeGreaterThan(3);
    expect(kind.length, key).toBeGreaterThan(1);
    expect(
      text.split('\n').filter((line) => line.startsWith(`| \`${key}\` `)),
      key,
    ).toHaveLength(1);
  }
});
