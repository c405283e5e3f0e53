import { english as text } from '../src/messages/english/english';
import type { Page } from '@playwright/test';
import { expect, test } from './journey';

const { door, predict } = text;
const question = (page: Page) => page.getByRole('article', { name: door.questions.masks.title });

// what was recorded is enough
test.use({ savesData: true });

test('by keyboard alone: a question is opened, predicted, revealed, and seen', async ({ explorer, page }) => {
  const { keyboard } = page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await explorer.enter();
  const living = page.getByRole('region', { name: door.living.region });
  await expect(living).toContainText(/step 310 of 310/);
  await expect(living).toContainText(/Recorded: .* seed 0/);

  await page.getByRole('link', { name: door.questions.masks.title }).focus();
  await keyboard.press('Enter');
  await expect(question(page)).toBeVisible();
  await expect(page).toHaveURL(/\?place=door&ask=masks$/);
  // the recorded runs say what one can guess from, and nothing of the answer
  await expect(question(page)).toContainText(/SMM \d+\.\d %/);
  await expect(question(page)).not.toContainText(predict.ours);

  const slider = question(page).getByRole('slider', { name: predict.guess });
  await slider.focus();
  for (let i = 0; i < 25; i++) await keyboard.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', '−5.0 points');
  await question(page).getByRole('button', { name: predict.reveal, exact: true }).focus();
  await keyboard.press('Enter');
  await expect(question(page)).toContainText(/You expected −5\.0 points\. Recorded: −\d+\.\d \[.*\] points/);
  await expect(question(page)).toContainText(/N = 3 \(seeds 0, 1, and 2\), 95 % interval/);
  await expect(question(page)).toContainText(/no difference could be seen/);
  await expect(question(page)).toContainText(predict.published);

  await question(page).getByRole('link', { name: door.questions.masks.see }).focus();
  await keyboard.press('Enter');
  await expect(page).toHaveURL(
    /run=lab\/reference\.seed-0&beside=run:lab\/masks-shared-three-channel\.seed-0/,
  );
});

test('guesses of a class are kept over a reload, saved, and forgotten when they are told to', async ({
  page,
  explorer,
}) => {
  await explorer.open({ place: 'door', ask: 'channels' });
  const card = page.getByRole('article', { name: door.questions.channels.title });
  const [first, second] = door.questions.channels.options;
  for (const answer of [first!, second!, second!]) {
    await card.getByRole('radio', { name: answer }).check();
    await card.getByRole('button', { name: predict.another }).click();
  }
  await expect(card).toContainText(predict.given(3));
  await expect.poll(() => keptGuesses(page, 'door/channels')).toBe(3);
  await page.reload();
  // the answer is not: the next class must not see it
  await expect(card).toContainText(predict.given(3));
  await expect(card).not.toContainText(predict.ours);
  await card.getByRole('button', { name: predict.reveal, exact: true }).click();
  await expect(card).toContainText(predict.choice.several(1, 3, first!));
  const download = page.waitForEvent('download');
  await card.getByRole('button', { name: predict.save }).click();
  expect((await download).suggestedFilename()).toBe(predict.fileName);
  await card.getByRole('button', { name: predict.again }).click();
  await card.getByRole('button', { name: predict.forgetYes }).click();
  await expect(card).not.toContainText(predict.given(3));
  await expect(card.getByRole('radio', { name: first! })).toBeVisible();
});

test.describe('where the recorded runs cannot be had', () => {
  test.use({ provoked: [/ERR_FAILED/] });

  test('a guess is kept with a sentence, and measured when they come', async ({ page, explorer }) => {
    await page.route('**/lab/lab.safetensors.gz', (route) => route.abort());
    await explorer.open({ place: 'door', ask: 'pattern' });
    const card = page.getByRole('article', { name: door.questions.pattern.title });
    await card.getByRole('textbox').fill('70');
    await card.getByRole('button', { name: predict.reveal, exact: true }).click();
    await expect(card).toContainText(predict.unreachable.guessed);
    await page.unroute('**/lab/lab.safetensors.gz');
    await card.getByRole('button', { name: predict.retry }).click();
    await expect(card).toContainText(/You expected 70\.0 %\. Recorded: \d+\.\d ± \d+\.\d %/);
  });
});

/** How many guesses lie on this browser's disk: what is under way when a page is left may be lost. */
function keptGuesses(page: Page, id: string): Promise<number> {
  return page.evaluate(async (key) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const database = await settled(indexedDB.open('smm-explorer'));
    const kept = await settled(database.transaction('guesses').objectStore('guesses').get(key));
    database.close();
    return Array.isArray(kept) ? kept.length : 0;
  }, id);
}
