import type { Locator, Page } from '@playwright/test';
import { english as text } from '../src/messages/english/english';
import { expect, test } from './journey';

const { app, help, pair, stages } = text;

// what was recorded is enough
test.use({ savesData: true, reducedMotion: 'reduce' });

test('from the door to the table of Compare with the keyboard only, the focus seen at every stop', async ({
  explorer,
  page,
}) => {
  const { keyboard } = page;
  const places = page.getByRole('navigation', { name: app.placesRegion });
  await explorer.enter();
  await expect(page.getByRole('heading', { name: text.door.title })).toBeVisible();

  await test.step('to Explore', async () => {
    await keyboard.press('Tab');
    await expect(page.getByRole('link', { name: app.skip })).toBeFocused();
    await goTo(page, places.getByRole('link', { name: app.places.explore }));
    await keyboard.press('Enter');
    await expect(explorer.masks[0]!).toBeVisible();
    await stands(page);
  });

  await test.step('a picture of the strip', async () => {
    await goTo(page, explorer.sample(/^test picture 1 /));
    await keyboard.press('ArrowRight');
    await expect(explorer.sample(/^test picture 2 /)).toBeFocused();
    await expect(explorer.sample(/^test picture 2 /)).toHaveAttribute('aria-pressed', 'true');
    await stands(page);
  });

  await test.step('a stage opens, and gives the focus back', async () => {
    const opener = explorer.bench.getByRole('button', { name: stages.buttons.mask });
    await goTo(page, opener);
    await keyboard.press('Enter');
    await expect(explorer.bench.getByRole('heading', { name: stages.titles.mask })).toBeFocused();
    await keyboard.press('Escape');
    await expect(explorer.bench.getByRole('region', { name: stages.titles.mask })).not.toBeAttached();
    await expect(opener).toBeFocused();
  });

  await test.step('the probe', async () => {
    await goTo(page, explorer.masks[0]!);
    await expect(explorer.bench).toContainText(text.pipeline.equation.pixel(48, 48));
    await keyboard.press('ArrowUp');
    await expect(explorer.bench).toContainText(text.pipeline.equation.pixel(47, 48));
    await stands(page);
  });

  await test.step('the marker', async () => {
    await goTo(page, explorer.marker);
    const end = (await explorer.marker.getAttribute('aria-valuetext'))!;
    await keyboard.press('ArrowLeft');
    await expect(explorer.marker).not.toHaveAttribute('aria-valuetext', end);
    await stands(page);
  });

  await test.step('another run as B', async () => {
    await goTo(page, page.getByRole('button', { name: pair.pin.run('Full pattern') }), 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(page.getByRole('region', { name: pair.title })).toBeVisible();
    await expect(page.getByRole('button', { name: pair.pin.unpinRun('Full pattern') })).toBeFocused();
  });

  await test.step('the sheet of keys, and back', async () => {
    await keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: app.name });
    await expect(sheet).toContainText(help.keysTitle);
    await expect(sheet.locator(':focus')).toHaveCount(1);
    await keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(page.getByRole('button', { name: pair.pin.unpinRun('Full pattern') })).toBeFocused();
  });

  await test.step('to the table of Compare', async () => {
    await goTo(page, places.getByRole('link', { name: app.places.compare }), 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(page).toHaveTitle(/^Compare/);
    await stands(page);
    const row = page.getByRole('row', { name: /One for all, three channels/ }).first();
    await expect(row).toBeVisible();
    await goTo(page, row.getByRole('checkbox').or(row.getByRole('button')).first());
  });
});

/** Presses a key until something has the focus; what has it on the way must be seen to. */
async function goTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return stands(page);
    await page.keyboard.press(key);
    await stands(page);
  }
  await expect(target, 'is reached').toBeFocused();
}

/** The focus is on something in the page, and something is drawn where it is. */
async function stands(page: Page): Promise<void> {
  const problem = () =>
    page.evaluate(() => {
      const active = document.activeElement;
      if (!active || active === document.body) return 'the focus is lost';
      const drawn = (element: Element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
      };
      // a box that looks otherwise shows it on its words, or on what is drawn beside it; a sample on its picture
      const around = [
        active,
        ...active.children,
        active.closest('label'),
        active.parentElement,
        ...(active.closest('label')?.querySelectorAll('*') ?? []),
      ];
      if (around.some((element) => element && drawn(element))) return null;
      // what was given the focus by the page to be read from, not to be pressed
      if (active.matches('main, [tabindex="-1"]')) return null;
      return `nothing shows the focus on ${active.outerHTML.slice(0, 160)}`;
    });
  await expect.poll(problem, { timeout: 5_000, intervals: [0, 50, 200] }).toBeNull();
}
