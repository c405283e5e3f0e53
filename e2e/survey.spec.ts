import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { english } from '../src/messages/english/english';
import { expect, test } from './journey';

const text = english.survey;
const panel = (page: Page, name: keyof typeof text & ('space' | 'losses' | 'confusion' | 'flips')) =>
  page.getByRole('region', { name: text[name].title, exact: true });

// what was recorded is enough
test.use({ savesData: true, reducedMotion: 'reduce' });

test('whoever goes on below the bench sees every test picture, and what is chosen is marked everywhere', async ({
  explorer,
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const surveys = () => asked.filter((path) => path.endsWith('survey.safetensors.gz'));
  await explorer.open();
  const jump = page.getByRole('link', { name: text.jump(1000) });
  await expect(jump).toBeVisible();
  // what nobody has come near is not loaded
  expect(surveys()).toEqual([]);
  await jump.click();
  await expect(page.getByText(/right without a prompt/)).toBeVisible();
  expect(surveys()).toHaveLength(1);
  await expect(page).toHaveURL(/at=survey/);

  const losses = panel(page, 'losses');
  const bars = losses.getByRole('group', { name: text.losses.bars('') });
  await bars.getByRole('button').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const worst = losses.getByRole('list', { name: new RegExp(text.list) });
  await expect(worst.getByRole('button')).not.toHaveCount(0);
  await expect(panel(page, 'confusion').getByText(/are marked here/)).toBeVisible();

  const cell = panel(page, 'confusion').getByRole('gridcell', { name: /^Shirt answered as Pullover/ });
  await cell.click();
  await expect(cell).toHaveAttribute('aria-selected', 'true');
  await expect(losses.getByText(/are marked here/)).toBeVisible();
  const count = Number(/(\d+) pictures/.exec((await cell.getAttribute('aria-label')) ?? '')?.[1]);
  const list = panel(page, 'confusion').getByRole('list', { name: new RegExp(text.list) });
  await expect(list.getByRole('button')).toHaveCount(count);
  await list.getByRole('button').first().click();
  const card = panel(page, 'confusion').getByRole('complementary');
  await expect(card).toContainText('Shirt');
  await expect(card).toContainText('Pullover');
  await expect(page).toHaveURL(/pick=test\/\d+/);
});

test('a link leads to one picture in the feature space, which goes to the bench', async ({
  explorer,
  page,
}) => {
  await explorer.open({ at: 'survey', pick: 'test/4', turned: 'lost' });
  const space = panel(page, 'space');
  await expect(space.getByRole('complementary')).toContainText('Test picture 5 of 1,000');
  await expect(panel(page, 'flips').getByRole('button', { name: /^lost:/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  // the layout ends, without holding up the page
  const plot = space.getByRole('application', { name: text.space.plot(text.space.sides.after) });
  await expect(plot).toBeVisible({ timeout: 60_000 });
  await expect(space.getByRole('progressbar')).toHaveCount(0, { timeout: 90_000 });
  await plot.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('n');
  await expect(space.getByText('20 nearest to picture')).toBeVisible();
  await space.getByRole('button', { name: text.card.bench }).click();
  await expect(explorer.sample(/^test picture 5 of/)).toHaveAttribute('aria-pressed', 'true');
  await expect(explorer.sample(/^test picture 5 of/)).toBeInViewport();
});

for (const [scene, colorScheme] of [
  ['survey', 'light'],
  ['survey-beside', 'dark'],
] as const) {
  test(`axe finds nothing in ${scene}, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`./?gallery=${scene}`);
    const sides = scene === 'survey' ? 1 : 2;
    await expect(page.getByRole('grid')).toHaveCount(sides);
    await expect(page.getByRole('application')).toHaveCount(1 + sides);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}
