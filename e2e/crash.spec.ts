import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test, type Page } from '@playwright/test';
import { english as text } from '../src/messages/english/english';
import { launchOptions } from './browser';
import { Explorer, quick } from './explorer';

/**
 * The page's process is killed at random moments, while a run trains, is named, and a deck is written: what was there a
 * second before is there again. SMM_CRASHES=20 for more of it.
 */

const crashes = Number(process.env['SMM_CRASHES'] || 3);
const epochs = '45';
const steps = 45 * 20;
const seed = Number(process.env['SMM_CRASH_SEED'] || 7);

/** a small generator: the moments are the same each time */
function randomMoments(count: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 300 + (state / 2 ** 32) * 4000;
  });
}

test('whenever the page is killed, it comes back with what was there a second before', async ({
  baseURL,
}) => {
  test.setTimeout(60_000 + crashes * 40_000);
  const profile = await mkdtemp(join(tmpdir(), 'smm-crash-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    baseURL: baseURL!,
    locale: 'en',
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 800 },
  });
  try {
    let page = await context.newPage();
    for (const [round, moment] of randomMoments(crashes).entries()) {
      const explorer = new Explorer(page);
      // twenty steps between two checkpoints
      await explorer.open({ ...quick, 'train-limit': '320', epochs, backend: 'wasm', seed: String(round) });
      await explorer.button('play').click();
      await explorer.reaches(2 / steps);
      const title = `Talk ${round}`;
      await writeDeck(page, title);
      await page.waitForTimeout(moment);
      const shown = Math.floor(
        (await explorer.progress.evaluate((bar: HTMLProgressElement) => bar.value)) * steps,
      );
      const before = await kept(page);
      // the last second may be lost
      await page.waitForTimeout(1200);
      const killed = Date.now();
      await kill(page);

      page = await context.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      await page.goto('./?place=lecture&backend=wasm');
      await expect(page.getByText(title).first(), `the deck of round ${round}`).toBeVisible();
      const after = await kept(page);
      const run = before.runs.find(({ underWay }) => underWay)!;
      const again = after.runs.find(({ id }) => id === run.id)!;
      expect(again, `the run of round ${round}, killed at ${killed}`).toBeDefined();
      // weights up to the last checkpoint, curves up to the last second
      expect(again.checkpoint).toBeGreaterThanOrEqual(run.checkpoint);
      expect(again.losses).toBeGreaterThanOrEqual(Math.max(shown, run.losses, run.checkpoint));
      expect(after.whole, 'no run is without its parts').toBe(true);
      expect(problems).toEqual([]);
    }
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});

/** Ends the renderer as a lack of memory does: nothing of the page gets to run any more. */
async function kill(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

async function writeDeck(page: Page, title: string): Promise<void> {
  const { lecture } = text;
  await page
    .getByRole('navigation', { name: text.app.placesRegion })
    .getByRole('link', { name: text.app.places.lecture })
    .click();
  await page.getByRole('button', { name: lecture.create }).click();
  const editor = page.getByRole('region', { name: lecture.editor.region });
  await editor.getByRole('textbox', { name: lecture.editor.deckTitle }).fill(title);
  // longer than a pause between two words
  await page.waitForTimeout(1000);
}

/** What lies on the disk, read beside the page and not through it. */
function kept(page: Page) {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const database = await done(indexedDB.open('smm-explorer'));
    const transaction = database.transaction(['entries', 'curves', 'checkpoints']);
    interface Entry {
      readonly id: string;
      readonly underWay?: boolean;
      readonly parts: { readonly checkpoints: readonly { readonly step: number }[] };
    }
    const entries = (await done(transaction.objectStore('entries').getAll())) as Entry[];
    let whole = true;
    const runs = [];
    for (const { id, underWay = false, parts } of entries) {
      const curves = (await done(transaction.objectStore('curves').get(id))) as
        { losses: Float32Array } | undefined;
      for (const { step } of parts.checkpoints) {
        const found = (await done(transaction.objectStore('checkpoints').get([id, step]))) as unknown;
        whole &&= found !== undefined;
      }
      whole &&= curves !== undefined;
      const checkpoint = parts.checkpoints.at(-1)?.step ?? 0;
      runs.push({ id, underWay, checkpoint, losses: curves?.losses.length ?? 0 });
    }
    database.close();
    return { runs, whole };
  });
}
