import { Buffer } from 'node:buffer';
import type { Locator, Page } from '@playwright/test';
import { cifarBatch, zipOf, type Files } from '../src/data/testing/own-files';
import { english as text } from '../src/messages/english/english';
import { quick, type Explorer } from './explorer';
import { expect, test } from './journey';

/** Pictures of one's own: dropped, named, trained on, kept, deleted; and what is no data, or takes too long. */

const words = text.datasets;

/** Twenty squares of each class, no two alike. */
function pets(): Files {
  const one = (name: string, first: number) =>
    Array.from({ length: 20 }, (_, i) => [`${name}/${i}.png`, first + 2 * i] as const);
  return Object.fromEntries([...one('cat', 10), ...one('dog', 130), ...one('bird', 200)]);
}

async function openData(explorer: Explorer): Promise<Locator> {
  await explorer.open({ ...quick, place: 'data', batch: '8', backend: 'wasm' });
  return explorer.page.getByRole('region', { name: words.title });
}

/** Drops a file onto the panel, as from a folder of the desktop. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([file, base64]) => {
      const transfer = new DataTransfer();
      const contents = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([contents], file!));
      return transfer;
    },
    [name, Buffer.from(bytes).toString('base64')],
  );
  await page.getByText(words.drop).dispatchEvent('drop', { dataTransfer });
}

async function choose(panel: Locator, name: string, bytes: Uint8Array): Promise<void> {
  const chooser = panel.page().waitForEvent('filechooser');
  await panel.getByRole('button', { name: words.files }).click();
  await (await chooser).setFiles([{ name, mimeType: '', buffer: Buffer.from(bytes) }]);
}

test('a ZIP is dropped, its classes are named, and it trains, stays over a reload, and goes', async ({
  explorer,
  page,
}) => {
  const panel = await openData(explorer);
  await drop(page, 'pets.zip', await zipOf(pets()));
  await expect(panel.getByText(words.foundCount(60)).first()).toBeVisible();
  await panel.getByRole('button', { name: words.begin }).click();
  await panel.getByLabel(words.className('bird')).fill('parrot');
  await panel.getByLabel(words.className('bird')).press('Enter');
  await expect(panel.getByLabel(words.className('parrot'))).toBeVisible();
  // joined by the same name
  await panel.getByLabel(words.className('cat')).fill('dog');
  await panel.getByLabel(words.className('cat')).press('Enter');
  await expect(panel.getByText(words.facts({ classes: 2, train: 48, test: 12 }))).toBeVisible();
  await expect(panel.getByRole('option').first()).toHaveAccessibleName(/png, (parrot|dog)$/);

  // what is said of a picture is kept before it is used
  await panel.getByRole('option').first().click();
  await panel.getByRole('option').first().press('2');
  await expect(panel.getByText(words.labelled(1))).toBeVisible();
  await page.reload();
  await panel.getByRole('button', { name: words.openOf('pets.zip') }).click();
  await expect(panel.getByText(words.labelled(1))).toBeVisible();

  await panel.getByRole('button', { name: words.trainOn('pets.zip') }).click();
  for (const steps of [1, 2]) {
    await explorer.button('step').click();
    await explorer.says(new RegExp(`after ${steps} step`));
  }
  await expect(page).toHaveURL(/data=own:[0-9a-f]{16}/);

  await page.reload();
  await expect(page.getByText('pets.zip').first()).toBeVisible();
  const again = await openData(explorer);
  await again.getByRole('button', { name: words.removeOf('pets.zip') }).click();
  await again.getByRole('button', { name: words.removeYes }).click();
  await expect(again.getByRole('button', { name: words.trainOn('pets.zip') })).toBeHidden();
});

test('a ZIP that would grow a thousandfold gets its sentence, and the next one is read', async ({
  explorer,
}) => {
  const panel = await openData(explorer);
  const bomb = { 'cat/1.png': new Uint8Array(60_000_000), 'dog/1.png': 3 };
  await choose(panel, 'bomb.zip', await zipOf(bomb));
  const begin = panel.getByRole('button', { name: words.begin });
  const alert = panel.getByRole('alert').filter({ hasText: /\w+\./ });
  await expect(begin.or(alert).first()).toBeVisible();
  if (await begin.isVisible()) await begin.click();
  await expect(panel.getByText(/cat\/1\.png|bomb\.zip/).first()).toBeVisible();
  await expect(panel.getByRole('button', { name: words.trainOn('bomb.zip') })).toBeHidden();
});

test('an import that is stopped goes on, and a link to data that is not here says so', async ({
  explorer,
  page,
}) => {
  const panel = await openData(explorer);
  const labels = Array.from({ length: 4_000 }, (_, i) => [(i % 256) % 10]);
  await choose(panel, 'data_batch_1.bin', cifarBatch(labels));
  await panel.getByRole('button', { name: words.begin }).click();
  await panel.getByRole('button', { name: words.cancel }).click();
  await panel.getByRole('button', { name: words.goOn }).click();
  await expect(panel.getByRole('button', { name: /^Train on data_batch_1/ })).toBeVisible();
  await expect(panel.getByText(/3,\d\d\d to train on/).first()).toBeVisible();

  await explorer.open({ data: 'own:0123456789abcdef' });
  await expect(explorer.notices).toContainText(text.settings.data.missing('own:0123456789abcdef'));
  await expect(page).not.toHaveURL(/own:/);
});
