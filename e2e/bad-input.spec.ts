import { english as text } from '../src/messages/english/english';
import { quick } from './explorer';
import { animatedGif, empty, enormousHeader, photo, textNamedPng, truncated } from './files';
import { expect, test } from './journey';

/** What a person may do wrong: a sentence that says what to do, and nothing else lost. */

test('each file that is no picture gets its sentence, beside the good ones', async ({ explorer }) => {
  await explorer.open({ ...quick, epochs: '2', backend: 'wasm' });
  await explorer.add(
    truncated('torn.png'),
    textNamedPng('diary.png'),
    enormousHeader('poster.png'),
    animatedGif('dancing.gif'),
    empty('nothing.png'),
    photo('good.png'),
  );
  await expect(explorer.sample(/^good\.png/)).toBeVisible({ timeout: 60_000 });
  for (const sentence of [
    /torn\.png: .*(cut short|damaged)/,
    /diary\.png: This is a text file, not a picture\. Save it as PNG, JPEG or WebP\./,
    /poster\.png: This picture has 20,000 × 20,000 pixels; .* Save a smaller copy of it\./,
    /dancing\.gif: This is a GIF/,
    /nothing\.png: This file is empty\./,
  ]) {
    await expect(explorer.notices).toContainText(sentence);
  }
  // dismissed one by one, and a run can be trained as before
  await explorer.sample(/^diary\.png: This is a text file/).click();
  const about = explorer.page.getByRole('dialog', { name: 'diary.png' });
  await about.getByRole('button', { name: text.samples.dismiss }).click();
  await expect(explorer.sample(/^diary\.png/)).toBeHidden();
  await explorer.button('play').click();
  await explorer.says(/^finished/);
});

test('a drop that holds no file changes nothing', async ({ explorer, page }) => {
  await explorer.open({ backend: 'wasm' });
  await expect(explorer.masks[0]!).toBeVisible();
  const nothing = await page.evaluateHandle(() => new DataTransfer());
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: nothing });
  await expect(explorer.masks[0]!).toBeVisible();
  await expect(explorer.notices).toBeHidden();
});

test('a link that cannot be right is named, and the rest of it taken over', async ({ explorer, page }) => {
  await explorer.open({ side: '5000', seed: '7', colour: 'pink', backend: 'abacus' });
  await expect(explorer.notices).toContainText(/keys? that this version does not know \(colour\)/);
  await expect(explorer.notices).toContainText('side=5000');
  await expect(explorer.notices).toContainText('backend=abacus');
  await expect(page.getByRole('button', { name: /seed \d+$/ })).toBeVisible();
  await page.getByText(text.settings.title, { exact: true }).click();
  await expect(page.getByRole('textbox', { name: text.settings.seed.label })).toHaveValue('7');
});

test('settings that cannot be run are refused with what to change', async ({ explorer }) => {
  await explorer.open({ ...quick, 'train-limit': '4', epochs: '1', backend: 'wasm' });
  await explorer.button('play').click();
  await expect(explorer.notices).toContainText(/\w+\./, { timeout: 60_000 });
  await expect(explorer.button('play')).toBeEnabled();
});
