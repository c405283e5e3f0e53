import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Deck } from '../src/data/deck';
import { english as text } from '../src/messages/english/english';
import { launchOptions } from './browser';
import { quick, type Explorer } from './explorer';
import { serveFolder, type FolderServer } from './folder-server';
import { expect, test as base } from './journey';

/** The page without a network, as a lecture hall has none; and without a graphics interface, as its machine has none. */

const budget = { recorded: 15e6, everything: 36e6 };

const test = base.extend<{ host: FolderServer }>({
  host: async ({}, use) => {
    const host = await serveFolder('/lectures/smm/');
    await use(host);
    host.close();
  },
  baseURL: ({ host }, use) => use(host.address),
});

test.use({
  serviceWorkers: 'allow',
  launchOptions: {
    ...launchOptions,
    args: [
      ...launchOptions.args.filter((argument) => !/gpu|vulkan|swiftshader/i.test(argument)),
      '--disable-features=WebGPU',
    ],
  },
  // the browser says of every file that it could not fetch
  provoked: [/Failed to load resource|ERR_INTERNET_DISCONNECTED|service worker|ServiceWorker|integrity/i],
});

/** Opens the page, lets it keep what it keeps by itself, and takes the network away. */
async function visitOnce(explorer: Explorer, page: Page): Promise<void> {
  await explorer.open({ place: 'data' });
  await expect(page.getByText(text.storage.states.recorded)).toBeVisible({ timeout: 60_000 });
}

/** What lies in the caches of the page, in bytes. */
function kept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let bytes = 0;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        bytes += (await (await cache.match(request))!.blob()).size;
      }
    }
    return bytes;
  });
}

test('after one visit every place opens and every recorded run plays, without a network', async ({
  explorer,
  page,
  context,
}) => {
  await visitOnce(explorer, page);
  await context.setOffline(true);

  await explorer.enter();
  await expect(page.getByRole('heading', { name: text.door.title })).toBeVisible();
  await explorer.open();
  await expect(explorer.masks[0]!).toBeVisible();
  await expect(page.getByRole('slider', { name: text.scrubber.slider })).toBeVisible();
  await explorer.open({ place: 'compare' });
  await expect(page.getByRole('table').first()).toContainText(/SMM/);
  await explorer.open({ place: 'compare', lang: 'zh' });
  await expect(page.getByRole('link', { name: '探索' })).toBeVisible();
  await explorer.open({ place: 'data' });
  await expect(page.getByRole('heading', { name: /EfficientNet-Lite0/ })).toBeVisible();
});

test.describe('where the browser saves data', () => {
  // elsewhere what an engine has loaded is kept by itself, perhaps before anybody can ask for it
  test.use({ savesData: true });

  test('everything can be kept, within its budget, and then trains without a network', async ({
    explorer,
    page,
    context,
  }) => {
    await explorer.open({ place: 'data' });
    await expect(page.getByText(text.storage.states.unasked)).toBeVisible();
    expect(await kept(page)).toBe(0);
    const { recorded: layer } = JSON.parse(readFileSync('dist/contents.json', 'utf8')) as {
      recorded: number;
    };
    expect(layer).toBeLessThan(budget.recorded);

    await page.getByRole('button', { name: /^Keep everything for offline \([\d.]+ MB\)$/ }).click();
    await expect(page.getByText(text.storage.states.whole)).toBeVisible({ timeout: 60_000 });
    const everything = await kept(page);
    expect(everything).toBeLessThan(budget.everything);
    test.info().annotations.push({ type: 'bytes', description: `${layer} recorded, ${everything} in all` });

    await context.setOffline(true);
    await explorer.open({ ...quick, epochs: '1' });
    await explorer.button('play').click();
    await explorer.says(/^finished/);
  });
});

/** What shows that a part is more than its frame; an icon is not. */
function contentsOf(part: string): string {
  if (part === 'own-picture') return 'button';
  return part === 'scrubber' ? 'input[type="range"]' : 'canvas, table, svg:not([width="1.15em"])';
}

for (const deck of ['ten-minutes', 'five-ablations']) {
  test(`the deck ${deck} runs from its first slide to its last, without a network`, async ({
    explorer,
    page,
    context,
  }) => {
    await visitOnce(explorer, page);
    await context.setOffline(true);
    const { slides } = JSON.parse(readFileSync(`public/decks/${deck}.en.json`, 'utf8')) as Deck;
    await explorer.open({ place: 'lecture', deck, slide: slides[0]!.id });
    const stage = page.getByRole('main', { name: text.lecture.stage.region });
    for (const [index, slide] of slides.entries()) {
      const { title, predict, shows } = slide;
      await expect(stage.getByRole('heading', { name: title, level: 2 })).toBeVisible();
      if (predict) {
        await expect(stage.getByText(predict.question)).toBeVisible();
        const reveal = page.getByRole('button', { name: text.lecture.stage.reveal, exact: true });
        await reveal.click();
        await expect(reveal).toBeHidden();
      }
      for (const part of shows ?? []) {
        const shown = stage
          .getByRole('group', { name: text.lecture.parts[part as 'pipeline'], exact: true })
          .first();
        await expect(shown, `${title}: ${part}`).toBeVisible();
        const contents = shown.locator(contentsOf(part)).filter({ visible: true }).first();
        await expect(contents, `${title}: ${part} has something in it`).toBeVisible();
      }
      await expect(stage, title).not.toContainText(/could not be (fetched|loaded|read)/i);
      if (index + 1 < slides.length) {
        await page.getByRole('button', { name: text.lecture.stage.forward }).click();
      }
    }
  });
}

test('a new version is offered, waits for a run, and is used when the page is reloaded', async ({
  explorer,
  page,
  host,
}) => {
  await visitOnce(explorer, page);
  host.changed = (worker) => `${worker}\n// another build`;
  await explorer.open({ ...quick, epochs: '400', backend: 'wasm', workers: '1' });
  await expect(explorer.notices).toContainText(text.offline.update, { timeout: 60_000 });
  await explorer.button('play').click();
  await explorer.reaches(2 / 400);

  const reload = explorer.notices.getByRole('button', { name: text.offline.useUpdate });
  await reload.click();
  await expect(explorer.notices).toContainText(text.offline.updateAfterRun);
  await explorer.button('pause').click();
  await explorer.says(/^paused/);
  await Promise.all([page.waitForEvent('load'), reload.click()]);
  // what was paused is there, and the new version is in charge
  await expect(explorer.notices).toContainText(/stopped at step/);
  await expect(explorer.notices).not.toContainText(text.offline.update);
});

test('a host with half of another version changes nothing', async ({ explorer, page, context, host }) => {
  await visitOnce(explorer, page);
  // a file of the new build is not what its list says
  host.changed = (worker) =>
    worker.replace(/\{[^{}]*"url":"icon\.svg"\}/, (file) =>
      file.replace(/sha256-.{8}/, 'sha256-AAAAAAAA').replace(/"revision":".{8}/, '"revision":"00000000'),
    );
  await explorer.open();
  await expect(explorer.masks[0]!).toBeVisible();
  await page.waitForTimeout(8000);
  await expect(page.getByText(text.offline.update)).toHaveCount(0);
  await context.setOffline(true);
  await explorer.open({ place: 'compare' });
  await expect(page.getByRole('table').first()).toContainText(/SMM/);
});
