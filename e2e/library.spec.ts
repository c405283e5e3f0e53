import { AxeBuilder } from '@axe-core/playwright';
import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { english as text } from '../src/messages/english/english';
import { Explorer, quick } from './explorer';
import { photo } from './files';
import { expect, test } from './journey';

/** The runs that a browser keeps: they come back, carry what is written on them, go elsewhere and check themselves. */

const words = text.library;
const finished = { ...quick, epochs: '3', backend: 'wasm' } as const;

/** Opens the library of a page. */
async function openLibrary(page: Page): Promise<Locator> {
  await page.goto('./?place=compare&backend=wasm');
  await page.getByRole('button', { name: words.open }).click();
  const library = page.getByRole('dialog', { name: words.title });
  await expect(library).toBeVisible();
  return library;
}

async function train(explorer: Explorer): Promise<void> {
  await explorer.open(finished);
  await explorer.button('play').click();
  await explorer.says(/^finished/);
}

async function importInto(
  library: Locator,
  ...files: readonly { name: string; mimeType: string; buffer: Buffer }[]
): Promise<void> {
  const chooser = library.page().waitForEvent('filechooser');
  await library.getByRole('button', { name: words.import }).click();
  await (await chooser).setFiles([...files]);
}

test('a kept run is named, survives a reload, and is deleted only for as long as nobody undoes it', async ({
  explorer,
  page,
}) => {
  await train(explorer);
  let library = await openLibrary(page);
  const name = library.getByRole('textbox', { name: words.name, exact: true });
  await expect(name).toHaveValue(/^SMM/);
  await name.fill('my first run');
  await name.press('Enter');
  await library.getByRole('button', { name: words.more('my first run') }).click();
  await library.getByLabel(words.tagsField).fill('paper, seed 0');
  await library.getByLabel(words.notes, { exact: true }).fill('trained by a journey');
  await library.getByRole('searchbox').focus();
  await expect(library.getByRole('group', { name: words.tags }).getByRole('button')).toHaveCount(2);

  library = await openLibrary(page);
  await expect(library.getByRole('textbox', { name: words.name, exact: true })).toHaveValue('my first run');
  await library.getByRole('searchbox').fill('journey');
  await expect(library.getByRole('listitem')).toHaveCount(1);

  await library.getByRole('checkbox', { name: words.choose('my first run') }).check();
  await library.getByRole('button', { name: words.remove }).click();
  await expect(library.getByRole('listitem')).toHaveCount(0);
  await library.getByRole('button', { name: words.putBack }).click();
  await expect(library.getByRole('listitem')).toHaveCount(1);

  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
});

test('a capsule from one browser profile opens in another and checks itself, bit for bit', async ({
  explorer,
  page,
  browser,
  baseURL,
}) => {
  await train(explorer);
  const library = await openLibrary(page);
  await library.getByRole('checkbox', { name: words.choose('SMM') }).check();
  const download = page.waitForEvent('download');
  await library.getByRole('button', { name: words.save }).click();
  const saved = await download;
  const buffer = await readFile(await saved.path());

  const profile = await browser.newContext({ baseURL: baseURL! });
  const elsewhere = await profile.newPage();
  const there = await openLibrary(elsewhere);
  await expect(there.getByText(words.empty)).toBeVisible();
  const mimeType = 'application/octet-stream';
  await importInto(there, { name: saved.suggestedFilename(), mimeType, buffer });
  await expect(there.getByRole('listitem')).toHaveCount(1);
  await importInto(there, { name: 'the same again.safetensors', mimeType, buffer });
  await expect(there.getByText(/in the library already/)).toBeVisible();
  await expect(there.getByRole('listitem')).toHaveCount(1);

  await there.getByRole('button', { name: new RegExp(`^${words.more('')}`) }).click();
  await there.getByLabel(words.check.length).selectOption('whole');
  await there.getByRole('button', { name: words.check.begin, exact: true }).click();
  await expect(there.getByText(/The same to the last bit: 3 steps and the test after 3 epochs/)).toBeVisible({
    timeout: 120_000,
  });
  await profile.close();
});

test('what is no capsule has its sentence, and another tab sees what came in', async ({
  explorer,
  page,
  context,
}) => {
  await explorer.open({ place: 'compare', backend: 'wasm' });
  const library = await openLibrary(page);
  const torn = { name: 'torn.safetensors', mimeType: '', buffer: Buffer.from('not a capsule at all') };
  await importInto(library, photo('cat.png'), torn);
  await expect(library.getByText(`cat.png: ${words.picture}`)).toBeVisible();
  await expect(library.getByText(/^torn\.safetensors: The run capsule is damaged/)).toBeVisible();
  await expect(library.getByRole('listitem')).toHaveCount(0);

  const other = await context.newPage();
  await train(new Explorer(other));
  await expect(library.getByRole('listitem')).toHaveCount(1);
});

test('a queued run that was interrupted waits after a reload, and goes on where it was when it is asked to', async ({
  explorer,
  page,
}) => {
  await explorer.open({ ...quick, epochs: '400', backend: 'wasm', place: 'compare' });
  const queue = page.getByRole('region', { name: text.queue.title });
  await queue.getByRole('button', { name: text.queue.add(1) }).click();
  const progress = queue.getByRole('progressbar');
  await expect
    .poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value), { timeout: 60_000 })
    .toBeGreaterThan(3 / 400);
  // what is on the page is not yet on the disk
  await expect(page.getByRole('region', { name: words.title })).toContainText(/^Kept runs1 run/);
  await page.reload();
  await expect(explorer.notices).toContainText(/was still in the queue when the page was closed/);
  await explorer.notices.getByRole('button', { name: text.notices.waitedTrain(1) }).click();
  await expect
    .poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value), { timeout: 60_000 })
    .toBeGreaterThan(5 / 400);
});
