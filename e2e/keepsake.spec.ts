import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { english as text } from '../src/messages/english/english';
import { Explorer, quick } from './explorer';
import { expect, test } from './journey';

/** Everything in one file, from one browser to another. */

const words = text.storage.everything;

/** A browser that lets pages write to no disk: a download instead. */
const withoutPicker = (page: Page) =>
  page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));

test('what was made in one browser is saved as one file and comes back in another', async ({
  explorer,
  page,
  browser,
  baseURL,
}) => {
  await withoutPicker(page);
  await explorer.open({ ...quick, epochs: '2', backend: 'wasm' });
  await explorer.button('play').click();
  await explorer.says(/^finished/);
  await explorer.open({ place: 'data', backend: 'wasm' });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: words.save }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^smm-explorer \d{4}-\d\d-\d\d\.zip$/);
  await expect(page.getByText(words.saved({ runs: 1, decks: 0, datasets: 0 }))).toBeVisible();
  const zip = {
    name: 'everything.zip',
    mimeType: 'application/zip',
    buffer: await readFile(await file.path()),
  };

  const profile = await browser.newContext({ baseURL: baseURL!, serviceWorkers: 'block' });
  const elsewhere = await profile.newPage();
  await elsewhere.goto('./?place=data&backend=wasm');
  const none = { added: 0, known: 0, beside: 0 };
  for (const runs of [
    { ...none, added: 1 },
    { ...none, known: 1 },
  ]) {
    const chooser = elsewhere.waitForEvent('filechooser');
    await elsewhere.getByRole('button', { name: words.bring }).click();
    await (await chooser).setFiles(zip);
    await expect(
      elsewhere.getByText(words.came({ runs, decks: none, datasets: none, guesses: none, networks: none })),
    ).toBeVisible();
  }
  await expect(elsewhere.getByRole('region', { name: text.library.title })).toContainText(/1 run/);
  const torn = { ...zip, buffer: zip.buffer.subarray(0, zip.buffer.length / 2) };
  const chooser = elsewhere.waitForEvent('filechooser');
  await elsewhere.getByRole('button', { name: words.bring }).click();
  await (await chooser).setFiles(torn);
  await expect(elsewhere.getByText(/everything\.zip is a damaged ZIP/)).toBeVisible();
  await profile.close();
});

test('two tabs train, keep and rename at once, and each has what the other made', async ({
  explorer,
  page,
  context,
}) => {
  const other = await context.newPage();
  const tabs = [explorer, new Explorer(other)];
  for (const [seed, tab] of tabs.entries()) {
    await tab.open({ ...quick, epochs: '3', backend: 'wasm', seed: String(seed) });
  }
  for (const tab of tabs) await tab.button('play').click();
  for (const tab of tabs) await tab.says(/^finished/, { within: 120_000 });
  for (const tab of [page, other]) {
    await tab.goto('./?place=data&backend=wasm');
    await expect(tab.getByRole('region', { name: text.library.title })).toContainText(/2 runs/);
  }
});
