import { AxeBuilder } from '@axe-core/playwright';
import { english as text } from '../src/messages/english/english';
import { expect, test } from './journey';

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

for (const size of sizes) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds no serious problem at ${size.width} px, ${colorScheme}`, async ({ explorer, page }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await explorer.open({ backend: 'wasm' });
      await expect(explorer.masks[0]!).toBeVisible();
      await expect(page.getByRole('banner').getByRole('button', { name: 'WebAssembly' })).toBeVisible();
      expect(await problems(page)).toEqual([]);

      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await overflow(), 'nothing is wider than the window').toBeLessThanOrEqual(0);

      // and in what opens over the page
      await page.getByRole('button', { name: text.help.open }).click();
      await expect(page.getByRole('dialog', { name: text.app.name })).toBeVisible();
      expect(await problems(page)).toEqual([]);
    });
  }
}

/** What hinders someone, with where it stands. */
async function problems(
  page: ConstructorParameters<typeof AxeBuilder>[0]['page'],
): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
    );
}
