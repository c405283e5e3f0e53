import { AxeBuilder } from '@axe-core/playwright';
import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { english as text } from '../src/messages/english/english';
import { expect, test } from './journey';

/** Decks of states: made in the page, presented, passed on, shown inside another page. */

const words = text.lecture;
const stage = words.stage;

// what was recorded is enough
test.use({ savesData: true });

function slide(page: Page): Locator {
  return page.getByRole('main', { name: stage.region });
}

/** The title of the slide that is shown. */
async function shows(page: Page, title: string): Promise<void> {
  await expect(slide(page).getByRole('heading', { level: 2, name: title, exact: true })).toBeVisible();
}

async function seriousProblems(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`);
}

test('a deck is made of two states, ordered, undone, kept, and comes back from its file and its link', async ({
  explorer,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // nothing else has brought what is needed: no engine is loaded
  await explorer.open({ run: 'smm', sample: 'test/5' });
  await expect(explorer.masks[0]!).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: words.addTo, exact: true }).click();
  const editor = page.getByRole('region', { name: words.editor.region });
  await editor.getByRole('textbox', { name: words.editor.deckTitle }).fill('Two boots');
  await editor.getByRole('textbox', { name: words.editor.title, exact: true }).fill('The first');
  await expect(editor.getByText('sample=test/5')).toBeVisible();

  // another state, added from the page itself
  await page
    .getByRole('navigation', { name: text.app.placesRegion })
    .getByRole('link', { name: text.app.places.explore })
    .click();
  await explorer.sample(/^test picture 3 of/).click();
  await page.getByRole('banner').getByRole('button', { name: words.addTo, exact: true }).click();
  await editor.getByRole('textbox', { name: words.editor.title, exact: true }).fill('The second');
  await editor
    .getByRole('textbox', { name: words.editor.words, exact: true })
    .fill('A **sneaker**, not a boot.');

  const list = editor.getByRole('navigation', { name: words.editor.list });
  const titles = list.getByRole('listitem');
  await expect(titles).toHaveText([/The first/, /The second/]);
  await list.getByRole('button', { name: /The second/ }).press('Alt+ArrowUp');
  await expect(titles).toHaveText([/The second/, /The first/]);
  await list.getByRole('button', { name: /The second/ }).press('Control+z');
  await expect(titles).toHaveText([/The first/, /The second/]);
  await expect(editor.getByText(words.editor.kept)).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);

  await page.reload();
  await expect(titles).toHaveText([/The first/, /The second/]);
  const download = page.waitForEvent('download');
  await editor.getByRole('button', { name: words.save }).click();
  const buffer = await readFile(await (await download).path());
  await editor.getByRole('button', { name: words.copyLink }).click();
  await expect(editor.getByText(/^Copied, /)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  await editor.getByRole('button', { name: words.back }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: words.import }).click();
  await (await chooser).setFiles([{ name: 'boots.json', mimeType: 'application/json', buffer }]);
  await expect(page.getByText(words.taken('Two boots'))).toBeVisible();
  await expect(page.getByRole('article', { name: 'Two boots' })).toHaveCount(2);
  await (
    await bad(page)
  ).setFiles([
    { name: 'torn.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"smm-deck"') },
  ]);
  await expect(page.getByText(/^torn\.json: This is not a deck/)).toBeVisible();

  // whoever gets the link has the whole deck, and nothing else
  const other = await context.browser()!.newContext();
  const visitor = await other.newPage();
  await visitor.goto(link);
  await shows(visitor, 'The first');
  await visitor.keyboard.press('PageDown');
  await shows(visitor, 'The second');
  await expect(slide(visitor).getByText('sneaker', { exact: true })).toBeVisible();
  await visitor.goto(`${link.slice(0, -30)}`);
  await visitor.reload();
  await expect(visitor.getByText(/The deck in this link cannot be read/)).toBeVisible();
  await other.close();
});

async function bad(page: Page) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: words.import }).click();
  return chooser;
}

test('a deck is presented by keys alone, and the page is as it was when the speaker leaves', async ({
  explorer,
  page,
}) => {
  await explorer.open({ place: 'lecture', seed: '3' });
  const card = page.getByRole('article', { name: 'SMM in ten minutes' });
  await card.getByRole('button', { name: words.present }).focus();
  await page.keyboard.press('Enter');
  await shows(page, 'SMM in ten minutes');
  const progress = page.getByRole('contentinfo').getByText(/^\d+ \/ \d+$/);
  await expect(progress).toHaveText('1 / 22');
  expect(await seriousProblems(page)).toEqual([]);
  await page.keyboard.press(' ');
  await expect(progress).toHaveText('2 / 22');
  await page.keyboard.press('PageDown');
  await expect(progress).toHaveText('3 / 22');

  // the first key forward shows the answer, the second goes on
  const reveal = page.getByRole('button', { name: stage.reveal, exact: true });
  await expect(reveal).toBeAttached();
  await page.keyboard.press('ArrowRight');
  await expect(reveal).not.toBeAttached();
  await expect(progress).toHaveText('3 / 22');
  await page.keyboard.press('ArrowRight');
  await expect(progress).toHaveText('4 / 22');

  await page.keyboard.press('b');
  await expect(page.getByText(stage.blanked)).toBeAttached();
  await page.keyboard.press('b');
  await expect(page.getByText(stage.blanked)).not.toBeAttached();
  await page.keyboard.press('7');
  await expect(page.getByText(stage.jump('7'))).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(progress).toHaveText('7 / 22');
  await page.keyboard.press('End');
  await expect(progress).toHaveText('22 / 22');
  await page.keyboard.press('Home');
  await expect(progress).toHaveText('1 / 22');
  await expect(page).toHaveURL(/\?place=lecture&seed=3&deck=ten-minutes&slide=title$/);

  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: words.title, exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\?place=lecture&seed=3$/);
});

test('the presenter’s window and the audience’s are in step, whoever moves, and survive each other', async ({
  explorer,
  page,
}) => {
  await explorer.open({ place: 'lecture', deck: 'ten-minutes' });
  await shows(page, 'SMM in ten minutes');
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: stage.presenter }).click();
  const presenter = await popup;
  await expect(presenter.getByText(words.presenter.paired)).toBeVisible();
  await expect(presenter.getByRole('region', { name: words.presenter.next })).toContainText(
    'A network that knows the wrong task',
  );
  await presenter.keyboard.press('PageDown');
  await shows(page, 'A network that knows the wrong task');
  await page.keyboard.press('PageDown');
  await expect(presenter.getByText('3 / 22')).toBeVisible();
  await presenter.getByRole('button', { name: stage.reveal, exact: true }).click();
  await expect(page.getByRole('button', { name: stage.reveal, exact: true })).not.toBeAttached();
  await presenter
    .getByRole('navigation', { name: words.presenter.slides })
    .getByRole('button', { name: /The idea/ })
    .click();
  await shows(page, 'The idea: a mask for every picture');

  // what is pointed at here is pointed at there
  const preview = presenter.getByRole('group', { name: words.presenter.preview });
  const mask = preview.getByRole('button', { name: text.pipeline.mask.name(text.pipeline.channels[0]!) });
  await mask.hover({ position: { x: 4, y: 4 } });
  await expect(page).toHaveURL(/deck=ten-minutes/);
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['lit'])).toBe('mask');
  expect(await seriousProblems(presenter)).toEqual([]);

  await page.close();
  await expect(presenter.getByText(words.presenter.alone)).toBeVisible();
  await presenter.keyboard.press('PageDown');
  await expect(presenter.getByText('7 / 22')).toBeVisible();
});

test('a slide lives inside a page from elsewhere', async ({ page, baseURL, explorer }) => {
  await explorer.open({ place: 'lecture', deck: 'ten-minutes', slide: 'idea' });
  await shows(page, 'The idea: a mask for every picture');
  const src = new URL('?embed&deck=ten-minutes&slide=idea', baseURL).href;
  const host = createServer((_, answer) =>
    answer
      .setHeader('content-type', 'text/html')
      .end(`<title>Elsewhere</title><iframe src="${src}" title="slide" width="900" height="620"></iframe>`),
  );
  await new Promise<void>((ready) => host.listen(0, ready));
  const elsewhere = `http://localhost:${(host.address() as AddressInfo).port}/`;
  const other = await page.context().newPage();
  await other.goto(elsewhere);
  const frame = other.frameLocator('iframe');
  await expect(frame.getByRole('heading', { name: 'The idea: a mask for every picture' })).toBeVisible();
  await expect(
    frame.getByRole('button', { name: text.pipeline.mask.name(text.pipeline.channels[0]!) }),
  ).toBeVisible();
  await expect(frame.getByRole('banner')).toHaveCount(0);
  const open = frame.getByRole('link', { name: words.embed.open });
  await open.focus();
  await expect(open).toHaveAttribute('href', /\?place=lecture&deck=ten-minutes&slide=idea$/);
  host.close();
});
