import { AxeBuilder } from '@axe-core/playwright';
import { english as text } from '../src/messages/english/english';
import { places, stageIds } from '../src/store/view';
import { expect, test } from './journey';

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
const schemes = ['light', 'dark'] as const;

/** What stands open beside the places themselves. */
const states: readonly Readonly<Record<string, string>>[] = [
  ...places.map((place) => ({ place })),
  ...stageIds.map((open) => ({ open })),
  { slow: 'adam' },
  { beside: 'test/7' },
  { beside: 'run:full', wipe: 'prompted' },
  { at: 'survey' },
  { place: 'door', ask: 'masks' },
  { lang: 'zh' },
];

// what was recorded is enough
test.use({ savesData: true });

for (const size of sizes) {
  for (const colorScheme of schemes) {
    test(`axe finds nothing at ${size.width} px, ${colorScheme}`, async ({ explorer, page }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const found: string[] = [];
      for (const state of states) {
        const name = new URLSearchParams(state).toString();
        await explorer.open(state);
        await expect(page.getByRole('main').getByRole('heading').first()).toBeAttached();
        await page.waitForLoadState('networkidle');
        found.push(...(await problems(page)).map((problem) => `${name}: ${problem}`));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) found.push(`${name}: ${over} px wider than the window`);
      }
      // and in what opens over the page
      await explorer.open();
      if (size.width < 768) await page.getByRole('button', { name: text.app.more }).click();
      await page.getByRole('button', { name: text.help.open }).click();
      await expect(page.getByRole('dialog', { name: text.app.name })).toBeVisible();
      found.push(...(await problems(page)).map((problem) => `help: ${problem}`));
      expect(found).toEqual([]);
    });
  }
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

/** What hinders someone, with where it stands. */
async function problems(
  page: ConstructorParameters<typeof AxeBuilder>[0]['page'],
): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}
