import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { SceneId } from '../src/app/gallery/scenes';
import { english as text } from '../src/messages/english/english';
import { places, stageIds } from '../src/store/view';
import { expect, test } from './journey';

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

type Link = Readonly<Record<string, string>>;

/** The places, what opens in place, and what else stands open beside them. */
const states: Readonly<Record<string, readonly Link[]>> = {
  places: [...places.map((place) => ({ place })), { place: 'door', ask: 'masks' }, { lang: 'zh' }],
  stages: [...stageIds.map((open) => ({ open })), { slow: 'adam' }],
  more: [{ beside: 'test/7' }, { beside: 'run:full', wipe: 'prompted' }, { at: 'survey' }],
};

/** Scenes of the gallery: what they show is there only when someone has brought files. */
const brought: readonly SceneId[] = ['data', 'networks', 'sweep-results'];

// what was recorded is enough
test.use({ savesData: true, reducedMotion: 'reduce' });
// many pages, one after another
test.describe.configure({ timeout: 400_000 });

for (const size of sizes) {
  for (const [group, links] of Object.entries(states)) {
    test(`axe finds nothing at ${size.width} px, ${group}`, async ({ explorer, page }) => {
      await page.setViewportSize(size);
      const found: string[] = [];
      for (const link of links) {
        const name = new URLSearchParams(link).toString();
        await page.emulateMedia({ colorScheme: 'light' });
        await explorer.open(link);
        await expect(page.getByRole('main').getByRole('heading').first()).toBeAttached();
        await page.waitForLoadState('networkidle');
        await expect(page.getByText(/^Opening /)).toHaveCount(0);
        // what comes a moment later is there
        await expect(page.locator('[data-waiting="true"], [data-loading="true"]')).toHaveCount(0);
        found.push(...(await problems(page)).map((problem) => `${name}: ${problem}`));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) found.push(`${name}: ${over} px wider than the window`);
        // the same page in the other theme: only its colours differ
        await page.emulateMedia({ colorScheme: 'dark' });
        found.push(
          ...(await problems(page, ['color-contrast'])).map((problem) => `${name}, dark: ${problem}`),
        );
      }
      expect(found).toEqual([]);
    });
  }

  test(`axe finds nothing in what people bring at ${size.width} px`, async ({ explorer, page }) => {
    await page.setViewportSize(size);
    expect(explorer.page).toBe(page);
    const found: string[] = [];
    for (const scene of brought) {
      for (const theme of ['light', 'dark'] as const) {
        await page.goto(`./?gallery=${scene}&theme=${theme}`);
        await expect(page.getByRole('heading', { name: text.gallery.title })).toBeVisible();
        await page.waitForLoadState('networkidle');
        const rules = theme === 'dark' ? ['color-contrast'] : undefined;
        found.push(...(await problems(page, rules)).map((problem) => `${scene}, ${theme}: ${problem}`));
      }
    }
    expect(found).toEqual([]);
  });

  test(`axe finds nothing in the sheet of keys at ${size.width} px`, async ({ explorer, page }) => {
    await page.setViewportSize(size);
    await explorer.open();
    if (size.width < 768) await page.getByRole('button', { name: text.app.more }).click();
    await page.getByRole('button', { name: text.help.open }).click();
    await expect(page.getByRole('dialog', { name: text.app.name })).toBeVisible();
    expect(await problems(page)).toEqual([]);
  });
}

test.describe('with a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('every control has room for it, in every place', async ({ explorer, page }) => {
    const small: string[] = [];
    for (const place of places) {
      await explorer.open({ place });
      await page.waitForLoadState('networkidle');
      const found = await page.evaluate(() => {
        const least = 43.5;
        const reach = (element: Element) => {
          // a box is pressed by its words too, and a sign by the place around it
          const target = element.closest('label') ?? element;
          const { width, height } = target.getBoundingClientRect();
          const around = getComputedStyle(target, '::after');
          return {
            width: Math.max(width, parseFloat(around.width) || 0),
            height: Math.max(height, parseFloat(around.height) || 0),
          };
        };
        return [...document.querySelectorAll('button, input, select, [role="slider"]')]
          .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
          .filter((element) => !element.matches(':disabled'))
          .flatMap((element) => {
            const { width, height } = reach(element);
            const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40);
            return width < least || height < least
              ? [`${name} ${Math.round(width)} × ${Math.round(height)}`]
              : [];
          });
      });
      small.push(...new Set(found.map((one) => `${place}: ${one}`)));
    }
    expect(small).toEqual([]);
  });
});

/** What hinders someone, with where it stands. @param rules of axe; left out: all of them */
async function problems(page: Page, rules?: string[]): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}
