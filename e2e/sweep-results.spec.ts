import { AxeBuilder } from '@axe-core/playwright';
import { Buffer } from 'node:buffer';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { capsuleBytes } from '../src/controller/kept-world';
import { sortedRows } from '../src/data/results/result-columns';
import { resultsCsv } from '../src/data/results/results-csv';
import { resultsParquet } from '../src/data/results/results-parquet';
import { english as text } from '../src/messages/english/english';
import { syntheticRows } from '../src/worker/testing/synthetic-results';
import { expect, test } from './journey';
import { quantile, traced } from './main-thread';

/** Results of many runs opened in the page. All numbers are synthetic: made by rule for this test, measured by nobody. */

const words = text.sweepResults;
/** What a sweep says of another capsule than the one that lies there. */
const aboutOther = JSON.stringify({
  ...{ capsule: 'f'.repeat(64), backend: 'wasm', note: null, host: 'synthetic-node', tries: 1 },
  finished: '2026-01-01T00:00:00.000Z',
});

const rows = sortedRows(syntheticRows(5000));
const parquet = {
  name: 'synthetic.parquet',
  mimeType: '',
  buffer: Buffer.from(resultsParquet(rows)),
};

/** Milliseconds that a task may hold the main thread, of the slowest hundredth of those worth counting. */
const longest = 50;
/** And any at all: one may meet a collection of garbage, none may do a second thing's work. */
const longestOfAll = 100;
/** Shorter ones are the browser's own small change; counting them would make any bound hold. */
const worthCounting = 1;

// a recording takes a picture of the whole document at every key, on the thread that is measured
test.use({ savesData: true, trace: 'off' });

async function openCompare(page: Page): Promise<Locator> {
  await page.goto('./?place=compare&backend=wasm');
  const panel = page.getByRole('region', { name: words.title });
  await expect(panel).toBeVisible();
  return panel;
}

async function give(panel: Locator, button: string, files: Parameters<Locator['setInputFiles']>[0]) {
  const chooser = panel.page().waitForEvent('filechooser');
  await panel.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(files);
}

/** Lets go of files or folders of the disk over the panel, as a file manager does. */
async function drop(panel: Locator, ...paths: readonly string[]) {
  const box = (await panel.boundingBox())!;
  const session = await panel.page().context().newCDPSession(panel.page());
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: box.x + 60, y: box.y + 20, data });
  }
  await session.detach();
}

const line = (panel: Locator, place: number) => panel.locator(`[role="row"][aria-rowindex="${place + 2}"]`);

test('the table equals its file, and thousands of rows scroll and filter without holding the page up', async ({
  page,
}) => {
  const panel = await openCompare(page);
  await give(panel, words.open, [parquet]);
  const table = panel.getByRole('grid', { name: words.table });
  await expect(table).toHaveAttribute('aria-rowcount', '5001');
  // whatever else the place puts up is there
  await expect(page.locator('[data-waiting="true"], [data-loading="true"]')).toHaveCount(0);
  await page.waitForLoadState('networkidle');

  const expected = (place: number) => {
    const { label, data, backbone, seed, last_accuracy: last } = rows[place]!;
    return [label, data, backbone, String(seed), (100 * last!).toFixed(1)] as string[];
  };
  const equal = async (place: number) => {
    for (const value of expected(place)) await expect(line(panel, place)).toContainText(value);
  };
  for (const place of [0, 1, 2]) await equal(place);
  await line(panel, 0).focus();
  await page.keyboard.press('End');
  await equal(4999);
  await expect(line(panel, 4999)).toBeFocused();
  await table.evaluate((box) => box.scrollTo({ top: box.scrollHeight / 2 }));
  await expect(table.locator('[aria-busy]')).toHaveCount(0);
  const middle = await table.locator('[role="row"][data-place]').nth(8).getAttribute('data-place');
  await equal(Number(middle));

  const { tasks, wall } = await traced(page, async () => {
    await table.hover();
    for (let i = 0; i < 40; i += 1) await page.mouse.wheel(0, i % 2 === 0 ? 700 : 9000);
    for (let i = 0; i < 15; i += 1) await page.mouse.wheel(0, -6000);
    await panel.getByRole('searchbox').pressSequentially('shared resnet18', { delay: 30 });
    await expect(table).toHaveAttribute('aria-rowcount', '501');
    const data = panel.getByRole('group', { name: words.facets.data });
    await data.getByRole('button', { name: /^SVHN/ }).click();
    await expect(table).toHaveAttribute('aria-rowcount', '126');
    await panel.getByRole('button', { name: words.sortBy('Test accuracy, last epoch') }).click();
    await panel.getByRole('button', { name: words.reset }).click();
    await expect(table).toHaveAttribute('aria-rowcount', '5001');
    await panel.getByLabel(words.grouped).check();
    await expect(table).toHaveAttribute('aria-rowcount', '41');
  });
  const counted = tasks.filter((task) => task >= worthCounting);
  const figures = [0.5, 0.99, 1].map((share) => quantile(counted, share).toFixed(1)).join(', ');
  const walls = quantile(wall, 1).toFixed(1);
  const description = `${counted.length} tasks; p50, p99, longest ${figures} ms; longest by the wall ${walls} ms`;
  test.info().annotations.push({ type: 'main thread', description });
  console.log(description);
  expect(counted.length).toBeGreaterThan(100);
  expect(quantile(counted, 0.99)).toBeLessThanOrEqual(longest);
  expect(counted.at(-1)).toBeLessThanOrEqual(longestOfAll);
});

test('a folder with a damaged capsule and a strange file is opened, filtered, saved and looked into', async ({
  page,
}) => {
  const few = syntheticRows(60);
  const folder = test.info().outputPath('sweep');
  await mkdir(join(folder, 'runs'), { recursive: true });
  await mkdir(join(folder, '..', 'nothing'));
  await writeFile(join(folder, 'results.parquet'), Buffer.from(resultsParquet(few)));
  await writeFile(join(folder, 'results.csv'), resultsCsv(few));
  const { data_hash: dataHash, backbone_hash: backboneHash } = few[0]!;
  const provenance = { dataHash: dataHash!, backboneHash: backboneHash!, device: 'wasm', versions: {} };
  await writeFile(join(folder, 'runs', 'synthetic-0.safetensors'), Buffer.from(capsuleBytes({ provenance })));
  await writeFile(join(folder, 'runs', 'synthetic-1.safetensors'), 'torn');
  await writeFile(join(folder, 'runs', 'synthetic-2.safetensors'), Buffer.from(capsuleBytes({ seed: 1 })));
  await writeFile(join(folder, 'runs', 'synthetic-2.json'), aboutOther);

  const panel = await openCompare(page);
  await give(panel, words.open, [{ name: 'diary.txt', mimeType: '', buffer: Buffer.from('Dear diary') }]);
  await expect(panel.getByText(/^diary\.txt: This holds no results/)).toBeVisible();
  await drop(panel, join(folder, '..', 'nothing'));
  await expect(panel.getByText(words.noFiles)).toBeVisible();
  await drop(panel, folder);
  await expect(panel.getByText('sweep/results.parquet: 60 runs.')).toBeVisible();
  await expect(
    panel.getByText(/^sweep\/runs\/synthetic-1\.safetensors: The run capsule is damaged/),
  ).toBeVisible();
  await expect(
    panel.getByText(/^sweep\/runs\/synthetic-2\.safetensors: Its bytes are not those/),
  ).toBeVisible();
  await expect(panel.getByText(/Held in memory only/)).toBeVisible();

  // a run of CIFAR10 on a ResNet-18 has the paper's figure beside it, and says whose it is
  await panel.getByRole('searchbox').fill('synthetic-0');
  const table = panel.getByRole('grid', { name: words.table });
  await expect(table).toHaveAttribute('aria-rowcount', '2');
  await expect(line(panel, 0)).toContainText('72.8 ± 0.7');
  await line(panel, 0).focus();
  await page.keyboard.press('Enter');
  await expect(line(panel, 0)).toHaveAttribute('aria-selected', 'true');
  const details = panel.getByRole('region', { name: /SMM · CIFAR10/ });
  // whoever reads by ear is taken there, and back to the row
  await expect(details.getByRole('heading', { level: 3 })).toBeFocused();
  await details.getByRole('button', { name: words.closeDetails }).press('Enter');
  await expect(line(panel, 0)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(details).toContainText('Paper, table 1');
  await expect(details).toContainText(String(few[0]!.last_accuracy));

  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).include('#compare-sweepResults').analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join()}`)).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  // pictures beside follow the width in the next frame
  const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(tooWide).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });

  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: words.csv(1) }).click();
  expect((await download).suggestedFilename()).toBe('results.csv');

  // of made-up data there are no pictures here, and that is said
  await expect(details.getByText(words.noExplore['no-data']('CIFAR10'))).toBeVisible();
  await details.getByRole('button', { name: words.curves }).click();
  const name = words.runName(few[0]!.label!, few[0]!.seed!);
  await expect(panel.getByText(words.kept(name))).toBeVisible();
  await expect(page.getByRole('region', { name: text.library.title })).toContainText('1 run');
});

test('a run whose capsule lies in the folder opens in Explore, with pictures and nothing trained', async ({
  page,
}) => {
  // weights that come with the page, in the place of a sweep's
  const capsule = gunzipSync(await readFile('public/recorded/full.weights.safetensors.gz'));
  const folder = test.info().outputPath('sweep');
  await mkdir(join(folder, 'runs'), { recursive: true });
  await writeFile(join(folder, 'runs', 'stored.safetensors'), capsule);

  const panel = await openCompare(page);
  await give(panel, words.openFolder, folder);
  await expect(panel.getByText(words.added(1))).toBeVisible();
  await line(panel, 0).focus();
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: words.explore }).focus();
  await page.keyboard.press('Enter');
  const name = words.runName('Full pattern', 0);
  await expect(page.getByRole('radio', { name })).toBeChecked({ timeout: 90_000 });
  await expect(page.getByText(text.pipeline.mask.absent.none.sentence)).toBeVisible();
  await expect(panel).toBeHidden();
});
