import type { Page } from '@playwright/test';
import { english as text } from '../src/messages/english/english';
import { expect, test } from './journey';

const undone = (page: Page) => page.getByRole('group', { name: text.undo.region }).getByRole('status');
const { parts } = text.undo;

// what was recorded is enough
test.use({ savesData: true, reducedMotion: 'reduce' });

test('every change is taken back and brought again, by keys and by buttons that say what it is', async ({
  explorer,
  page,
}) => {
  await explorer.open();
  const undo = page.getByRole('button', { name: text.undo.nothing.undo });
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  const range = page.getByRole('radio', { name: text.pipeline.ranges.unit });
  await range.check();
  await explorer.masks[0]!.click({ position: { x: 10, y: 10 } });
  await page
    .getByRole('radio', { name: /^Full pattern/ })
    .first()
    .check();
  await expect(page).toHaveURL(/range=unit/);

  await page.getByRole('button', { name: /^Undo: / }).click();
  await page.getByRole('main').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(undone(page)).toHaveText(text.undo.done.undo(parts.probe));
  await page.keyboard.press('ControlOrMeta+z');
  await expect(undone(page)).toHaveText(text.undo.done.undo(parts.range));
  await expect(range).not.toBeChecked();
  await expect(page).toHaveURL(/place=explore$/);

  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(range).toBeChecked();
  await page.keyboard.press('Control+y');
  await expect(undone(page)).toHaveText(text.undo.done.redo(parts.probe));
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(page.getByRole('button', { name: text.undo.nothing.redo })).toBeVisible();
  await expect(page).not.toHaveURL(/place=explore$/);
});

test('a drag is one change, and what plays by itself is none', async ({ explorer, page }) => {
  await explorer.open();
  await expect(explorer.masks[0]!).toBeVisible();
  const box = (await explorer.marker.boundingBox())!;
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 8, middle);
  await page.mouse.down();
  for (const share of [0.9, 0.7, 0.5, 0.3]) await page.mouse.move(box.x + box.width * share, middle);
  await page.mouse.up();
  await expect(page).toHaveURL(/step=/);
  await page.getByRole('button', { name: text.undo.undo(parts.step) }).click();
  await expect(page.getByRole('button', { name: text.undo.nothing.undo })).toBeVisible();
  await expect(page).toHaveURL(/place=explore$/);

  // an entry, then playback, which the next undo leaves where it has come to
  await page.getByRole('radio', { name: text.pipeline.ranges.unit }).check();
  await page.getByRole('button', { name: text.scrubber.play }).click();
  await expect(explorer.marker).toHaveAttribute('aria-valuetext', /step [1-9]/);
  await page.getByRole('button', { name: text.undo.undo(parts.range) }).click();
  await expect(page.getByRole('button', { name: text.undo.nothing.undo })).toBeVisible();
});

test('a text field undoes for itself', async ({ explorer, page }) => {
  await explorer.open();
  const range = page.getByRole('radio', { name: text.pipeline.ranges.unit });
  await range.check();
  await page.locator('summary').filter({ hasText: text.settings.title }).click();
  const seed = page.getByRole('textbox', { name: text.settings.seed.label });
  await seed.press('End');
  await seed.press('7');
  await seed.press('ControlOrMeta+z');
  await expect(seed).toHaveValue('0');
  await expect(range).toBeChecked();
});

test('Back and Forward lead through the places, and keep what was chosen', async ({ explorer, page }) => {
  await explorer.open();
  const places = page.getByRole('navigation', { name: text.app.placesRegion });
  await page.getByRole('radio', { name: text.pipeline.ranges.unit }).check();
  await places.getByRole('link', { name: text.app.places.compare }).click();
  await expect(page).toHaveTitle(/^Compare/);
  await page.goBack();
  await expect(explorer.masks[0]!).toBeVisible();
  await expect(page).toHaveTitle(/^Explore/);
  await expect(page.getByRole('radio', { name: text.pipeline.ranges.unit })).toBeChecked();
  await page.goForward();
  await expect(page).toHaveTitle(/^Compare/);
  await expect(page).toHaveURL(/range=unit/);
});
