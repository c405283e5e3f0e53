import { english as text } from '../src/messages/english/english';
import { quick } from './explorer';
import { expect, test } from './journey';

/** A browser that refuses something from the start: the page says so where it matters, and goes on. */

test('where the browser keeps no data, everything recorded plays and a run trains', async ({
  explorer,
  page,
}) => {
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await explorer.open({ ...quick, epochs: '1', backend: 'wasm' });
  await expect(explorer.masks[0]!).toBeVisible();
  await explorer.button('play').click();
  await explorer.says(/^finished/);
  await expect(explorer.notices).toContainText(/keeps no data for this page/);
  await explorer.open({ place: 'data' });
  await expect(page.getByText(text.library.unavailable)).toBeVisible();
});

test('where the disk is full, it is said once and the run goes on to its end', async ({ explorer, page }) => {
  await page.addInitScript(() => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Object.assign(IDBObjectStore.prototype, { put: full, add: full });
  });
  await explorer.open({ ...quick, epochs: '2', backend: 'wasm' });
  await explorer.button('play').click();
  await explorer.says(/^finished/);
  await expect(explorer.notices.getByText(/has no room left/)).toHaveCount(1);
});

test('without a service worker the page says that it needs its network, and has all else', async ({
  explorer,
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
  });
  await explorer.open({ place: 'data' });
  await expect(page.getByText(text.storage.states.impossible)).toBeVisible();
  await explorer.open({ place: 'compare' });
  await expect(page.getByRole('table').first()).toContainText(/SMM/);
});
