import { english as text } from '../src/messages/english/english';
import { quick } from './explorer';
import { expect, test } from './journey';

test('everything is done without a mouse', async ({ explorer, page }) => {
  const { keyboard } = page;
  await explorer.open({ ...quick, epochs: '500', backend: 'wasm' });
  await expect(explorer.masks[0]!).toBeVisible();

  // the first stop leads past the controls
  await keyboard.press('Tab');
  await expect(page.getByRole('link', { name: text.app.skip })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  // pictures of the strip
  await explorer.sample(/^test picture 1 /).focus();
  await keyboard.press('ArrowRight');
  await expect(explorer.sample(/^test picture 2 /)).toHaveAttribute('aria-pressed', 'true');
  await expect(explorer.sample(/^test picture 2 /)).toBeFocused();
  await keyboard.press('Home');
  await expect(explorer.sample(/^test picture 1 /)).toHaveAttribute('aria-pressed', 'true');

  // the probe
  await explorer.masks[0]!.focus();
  await expect(explorer.bench).toContainText(text.pipeline.equation.pixel(48, 48));
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowRight');
  await expect(explorer.bench).toContainText(text.pipeline.equation.pixel(47, 49));

  // another method
  const method = page.getByRole('radio', { name: /^Sample-specific masks/ });
  await method.focus();
  await keyboard.press('ArrowDown');
  await expect(method).not.toBeChecked();
  await expect(page).toHaveURL(/baseline=/);
  await keyboard.press('ArrowUp');
  await expect(method).toBeChecked();

  // help, and away again: the focus is where it was
  await explorer.masks[0]!.focus();
  await keyboard.press('?');
  const help = page.getByRole('dialog', { name: text.app.name });
  await expect(help).toBeVisible();
  await keyboard.press('Escape');
  await expect(help).toBeHidden();

  // train, and hold
  await page.getByRole('main').focus();
  await keyboard.press('Space');
  await explorer.reaches(2 / 500);
  await page.getByRole('main').focus();
  await keyboard.press('Space');
  await explorer.says(/^paused/);
  const held = await explorer.steps();
  await keyboard.press('.');
  await explorer.says(new RegExp(`^paused after ${held + 1} steps`));
});
