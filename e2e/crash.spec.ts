import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { cifarBatch } from '../src/data/testing/own-files';
import { english as text } from '../src/messages/english/english';
import { crashesOr, kill, randomMoments, reopened, runs, withCrashRig } from './crash-rig';
import { Explorer, quick } from './explorer';
import { picturesOnDisk, runsOnDisk } from './kept-on-disk';

/**
 * The page's process is killed at random moments: while a run trains and a deck is written, while pictures come in,
 * while everything is saved as one file, and while it comes back. What was there a second before is there again.
 */

const epochs = '45';
const steps = 45 * 20;

test('a run that trains and a deck that is written come back as they were a second before', async ({
  baseURL,
}) => {
  const crashes = crashesOr(2);
  test.setTimeout(60_000 + crashes * 40_000);
  await withCrashRig(baseURL!, async ({ context }) => {
    let page = await context.newPage();
    for (const [round, moment] of randomMoments(crashes, { from: 300, to: 4300 }).entries()) {
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
      const before = await runsOnDisk(page);
      // the last second may be lost
      await runs(page, 1000);
      await kill(page);

      const problems: string[] = [];
      page = await reopened(context, problems);
      await page.goto('./?place=lecture&backend=wasm');
      await expect(page.getByText(title).first(), `the deck of round ${round}`).toBeVisible();
      const after = await runsOnDisk(page);
      const run = before.runs.find(({ underWay }) => underWay)!;
      const again = after.runs.find(({ id }) => id === run.id)!;
      expect(again, `the run of round ${round}`).toBeDefined();
      // weights up to the last checkpoint, curves up to the last second
      expect(again.checkpoint).toBeGreaterThanOrEqual(run.checkpoint);
      expect(again.losses).toBeGreaterThanOrEqual(Math.max(shown, run.losses, run.checkpoint));
      expect(after.whole, 'no run is without its parts').toBe(true);
      expect(problems).toEqual([]);
    }
  });
});

test('pictures that come in go on behind those that are here, and are those of the file', async ({
  baseURL,
}) => {
  const crashes = crashesOr(2);
  test.setTimeout(60_000 + crashes * 40_000);
  await withCrashRig(baseURL!, async ({ context, fileOf }) => {
    const file = await fileOf('data_batch_1.bin', manyPictures());
    let page = await context.newPage();
    await bringIn(page, file, text.datasets.begin);
    await expectThere(page);
    const [whole] = (await picturesOnDisk(page)).imports;
    let unfinished = 0;
    for (const moment of randomMoments(crashes, { from: 50, to: 1000 })) {
      await removeData(page);
      await bringIn(page, file, text.datasets.begin);
      await page.waitForTimeout(moment);
      await kill(page);

      const problems: string[] = [];
      page = await reopened(context, problems);
      await page.goto('./?place=data&backend=wasm');
      const [half] = (await picturesOnDisk(page)).imports;
      if (half) {
        const [counted, facts, pixels] = half.blocks;
        expect([facts, pixels], 'as many blocks as the import counts').toEqual([counted, counted]);
      }
      if (half?.state !== 'ready') {
        unfinished += 1;
        await bringIn(page, file, half && half.pictures > 0 ? text.datasets.goOn : text.datasets.begin);
      }
      await expectThere(page);
      expect((await picturesOnDisk(page)).imports).toEqual([whole]);
      expect(problems).toEqual([]);
    }
    expect(unfinished, 'kills before the end of an import').toBeGreaterThan(0);
  });
});

test('everything that is saved as one file, and that comes back from one, stays whole', async ({
  baseURL,
}) => {
  const crashes = crashesOr(1);
  test.setTimeout(120_000 + crashes * 40_000);
  const words = text.storage.everything;
  await withCrashRig(baseURL!, async ({ context, fileOf }) => {
    let page = await context.newPage();
    await withoutPicker(page);
    const explorer = new Explorer(page);
    await explorer.open({ ...quick, epochs: '1', backend: 'wasm' });
    await explorer.button('play').click();
    await explorer.says(/^finished/);
    await bringIn(page, await fileOf('data_batch_1.bin', manyPictures()), text.datasets.begin);
    await expectThere(page);
    const state = async () => [await runsOnDisk(page), await picturesOnDisk(page)] as const;
    const whole = await state();
    for (const moment of randomMoments(crashes, { from: 0, to: 600 })) {
      await page.getByRole('button', { name: words.save }).click();
      await page.waitForTimeout(moment);
      await kill(page);
      page = await reopened(context, []);
      await withoutPicker(page);
      await page.goto('./?place=data&backend=wasm');
      await expectThere(page);
      expect(await state(), 'what is saved is only read').toEqual(whole);
    }
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words.save }).click();
    const saved = await (await download).path();
    const everything = await fileOf('everything.zip', await readFile(saved));

    for (const moment of randomMoments(crashes, { from: 0, to: 1200 })) {
      await removeData(page);
      await bringBack(page, everything);
      await page.waitForTimeout(moment);
      await kill(page);
      const problems: string[] = [];
      page = await reopened(context, problems);
      await page.goto('./?place=data&backend=wasm');
      const [half] = (await picturesOnDisk(page)).imports;
      if (half?.state === 'ready') expect(half).toEqual(whole[1].imports[0]);
      await bringBack(page, everything);
      await expect(page.getByText(/were? here already|Came in/)).toBeVisible();
      await expectThere(page);
      expect(await state()).toEqual(whole);
      expect(problems).toEqual([]);
    }
  });
});

/** 9000 pictures, no two alike: seven blocks, a second or more. */
function manyPictures(): Uint8Array {
  const count = 9000;
  const bytes = cifarBatch(Array.from({ length: count }, (_, i) => [i % 10]));
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < count; i++) view.setUint32(i * 3073 + 1, i);
  return bytes;
}

/** Gives the file on the place of data and says yes. */
async function bringIn(page: Page, file: string, yes: string): Promise<void> {
  await page.goto('./?place=data&backend=wasm');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: text.datasets.files }).click();
  await (await chooser).setFiles(file);
  await page.getByRole('button', { name: yes, exact: true }).click();
}

async function bringBack(page: Page, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: text.storage.everything.bring }).click();
  await (await chooser).setFiles(file);
}

async function expectThere(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Train on data_batch_1/ })).toBeVisible();
}

async function removeData(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Delete data_batch_1/ }).click();
  await page.getByRole('button', { name: text.datasets.removeYes }).click();
  await expect(page.getByRole('button', { name: /^Train on data_batch_1/ })).toBeHidden();
}

/** A browser that lets pages write to no disk: a download instead. */
async function withoutPicker(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
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
  await runs(page, 1000);
}
