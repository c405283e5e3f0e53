import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { english as text } from '../src/messages/english/english';
import { expect, test } from './journey';

const { pair, saving } = text;
const panel = (page: Page) => page.getByRole('region', { name: pair.title });

// what was recorded is enough
test.use({ savesData: true });

test('two runs stand side by side, by keyboard, change places and go again', async ({ explorer, page }) => {
  await explorer.open();
  await page.getByRole('button', { name: pair.pin.run('Full pattern') }).press('Enter');
  const both = panel(page);
  await expect(both.getByRole('button', { name: pair.of('A', pair.mask('red')), exact: true })).toBeVisible();
  await expect(both.getByText(pair.absent.none).first()).toBeVisible();

  await test.step('every panel splits', async () => {
    await expect(page.getByRole('radio', { name: /^A ✓ B ✗ \d+$/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /^B − A/ })).toBeVisible();
    await expect(page).toHaveURL(/beside=run:full/);
  });

  await test.step('one probe reads both', async () => {
    const picture = both.getByRole('button', { name: pair.of('A', pair.stages.prompted.name), exact: true });
    await picture.focus();
    await page.keyboard.press('ArrowRight');
    await expect(both.getByRole('status')).toHaveText(/row \d+, column \d+: x̃ R: A \S+, B \S+, B − A \S+/);
  });

  await test.step('they change places', async () => {
    await both.getByRole('button', { name: pair.swap }).click();
    await expect(
      both.getByRole('button', { name: pair.of('B', pair.mask('red')), exact: true }),
    ).toBeVisible();
  });

  await test.step('Escape takes B away', async () => {
    await page.keyboard.press('Escape');
    await expect(both).toBeHidden();
    await expect(explorer.bench).toBeVisible();
  });
});

test('two pictures of one run lie under a divider that the keys move', async ({ explorer, page }) => {
  await explorer.open({ beside: 'test/3', wipe: 'r' });
  const divider = page.getByRole('slider', { name: pair.wipe.slider });
  await expect(divider).toHaveAttribute('aria-valuenow', '50');
  await divider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(divider).toHaveAttribute('aria-valuenow', '51');
  await page.keyboard.press('Home');
  await expect(divider).toHaveAttribute('aria-valuetext', pair.wipe.value(0));
});

test('a picture leaves the page as a file, by keyboard', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.masks[0]!.focus();
  const menu = page.getByRole('dialog', { name: saving.picture });
  // what saves pictures is loaded behind them
  await expect(async () => {
    await page.keyboard.press('s');
    await expect(menu).toBeVisible({ timeout: 2000 });
  }).toPass();
  await menu.getByRole('radio', { name: '× 2' }).check();
  const download = page.waitForEvent('download');
  await menu.getByRole('button', { name: saving.png }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^smm-fashion-mnist-test-0-step-\d+-.*-x2\.png$/);
  const png = readFileSync(await file.path());
  // twelve patches of sixteen pixels each, and a margin on both sides
  expect(png.readUInt32BE(16)).toBeGreaterThan(2 * 96);
});

test('a variant is put beside the reference from the table', async ({ explorer, page }) => {
  await explorer.open({ place: 'compare' });
  const row = page.getByRole('row', { name: /One for all, three channels/ }).first();
  await expect(row).toBeVisible({ timeout: 60_000 });
  await row.getByRole('button', { name: / beside SMM$/ }).press('Enter');
  const both = panel(page).last();
  await expect(both.getByRole('button', { name: pair.of('B', pair.mask('red')), exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(
    both.getByRole('button', { name: pair.of('B − A', pair.mask('red')), exact: true }),
  ).toBeVisible();
});
