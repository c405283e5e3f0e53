import type { Locator } from '@playwright/test';
import { english as text } from '../src/messages/english/english';
import { stageIds, subStepIds } from '../src/store/view';
import type { Explorer } from './explorer';
import { expect, test } from './journey';

const { stages, slow } = text;

/** Explore with the recorded run on the bench: nothing is trained. */
async function opened(explorer: Explorer, link: Readonly<Record<string, string>> = {}): Promise<void> {
  await explorer.open(link);
  await expect(explorer.masks[0]!).toBeVisible();
}

const opener = (explorer: Explorer, stage: (typeof stageIds)[number]) =>
  explorer.bench.getByRole('button', { name: stages.buttons[stage] });
const drawer = (explorer: Explorer, stage: (typeof stageIds)[number]) =>
  explorer.bench.getByRole('region', { name: stages.titles[stage] });

// what was recorded is enough
test.use({ savesData: true });

test('every stage opens in place by keyboard, stands in the link, and Escape returns', async ({
  explorer,
  page,
}) => {
  await opened(explorer);
  for (const stage of stageIds) {
    await test.step(stage, async () => {
      await opener(explorer, stage).focus();
      await page.keyboard.press('Enter');
      const open = drawer(explorer, stage);
      await expect(open).toBeAttached();
      await expect(open.getByRole('heading', { name: stages.titles[stage] })).toBeFocused();
      await expect(page).toHaveURL(new RegExp(`[?&]open=${stage}(&|$)`));
      await page.keyboard.press('Escape');
      await expect(open).not.toBeAttached();
      await expect(opener(explorer, stage)).toBeFocused();
    });
  }
  await test.step('the page has not moved meanwhile', async () => {
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});

test('an open stage follows the one probe, and lights with its symbol', async ({ explorer, page }) => {
  await opened(explorer, { open: 'upsampling', probe: '41.57' });
  const open = drawer(explorer, 'upsampling');
  const cell = (row: number, column: number) =>
    open.getByRole('paragraph').filter({ hasText: new RegExp(`^cell \\(${row}, ${column}\\): −?[\\d.]+$`) });
  await expect(cell(5, 7)).toBeVisible();
  await explorer.masks[0]!.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(cell(5, 6)).toBeVisible();

  const symbol = open.locator('.katex-html [data-part="mask"]').first();
  await symbol.hover();
  await expect(page.locator('html')).toHaveAttribute('data-lit', 'mask');

  await opener(explorer, 'prompted').click();
  const sum = drawer(explorer, 'prompted');
  await expect(sum.getByText(stages.prompted.sums.prompted(1))).toBeVisible();
  await sum.getByRole('checkbox', { name: /^δ added/ }).check();
  await sum.getByRole('checkbox', { name: /^δ ⊙ m/ }).uncheck();
  await expect(sum.getByText(stages.prompted.sums.unmasked(1))).toBeVisible();
  await expect(page).toHaveURL(/layers=image.pattern/);
});

test('one step goes by its parts with a clicker, and back to the run', async ({ explorer, page }) => {
  await opened(explorer);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await explorer.bench.getByRole('button', { name: slow.open }).click();
  const steps: Locator = explorer.bench.getByRole('list', { name: slow.steps });
  const current = steps.locator('[aria-current="step"]');
  await expect(current).toHaveText(slow.names.resize);
  for (const id of subStepIds.slice(1)) {
    await page.keyboard.press('PageDown');
    await expect(current).toHaveText(slow.names[id]);
  }
  await page.keyboard.press('PageUp');
  await expect(current).toHaveText(slow.names['gradient-mask']);
  await expect(page).toHaveURL(/slow=gradient-mask/);
  await page.keyboard.press('Escape');
  await expect(steps).toBeHidden();
  await expect(explorer.bench.getByRole('button', { name: slow.open })).toBeFocused();
});
