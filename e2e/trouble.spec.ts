import { english as text } from '../src/messages/english/english';
import { quick } from './explorer';
import { expect, test } from './journey';

/** What may go wrong round the page: files that are missing, an engine that dies. There is always a way on. */

test.describe('where files are missing', () => {
  test.use({ provoked: [/Failed to load resource/] });

  test('without the recorded runs the page says so, tries again on request, and trains', async ({
    explorer,
    page,
  }) => {
    await page.route('**/recorded/**', (route) => route.fulfill({ status: 404 }));
    await explorer.open({ ...quick, epochs: '1', backend: 'wasm' });
    await expect(explorer.notices).toContainText(text.notices.recordedMissing);
    await explorer.button('play').click();
    await explorer.says(/^finished/);

    await page.unroute('**/recorded/**');
    await explorer.notices.getByRole('button', { name: text.notices.recordedRetry }).click();
    await expect(
      page.getByRole('group', { name: text.runs.legend }).getByRole('radio', { name: /SMM.*recorded/ }),
    ).toBeVisible();
  });

  test('without the network’s weights the engine says so, and starts again once they are there', async ({
    explorer,
    page,
  }) => {
    const weights = '**/models/**/model.safetensors';
    await page.route(weights, (route) => route.fulfill({ status: 404 }));
    await explorer.open({ ...quick, epochs: '1', backend: 'wasm' });
    const again = explorer.notices.getByRole('button', { name: text.notices.engineRestart });
    await expect(again).toBeVisible({ timeout: 60_000 });
    await expect(explorer.notices).toContainText(/model\.safetensors/);
    // what needs no engine goes on
    await expect(explorer.masks[0]!).toBeVisible();

    await page.unroute(weights);
    await again.click();
    await explorer.button('play').click();
    await explorer.says(/^finished/);
  });
});

test.describe('where the engine dies', () => {
  test.use({ provoked: [/the engine was sabotaged/] });

  test('the run goes on from its last epoch in a new one', async ({ explorer, page }) => {
    await explorer.open({ ...quick, epochs: '500', backend: 'wasm', workers: '1' });
    await explorer.button('play').click();
    await explorer.reaches(4 / 500);
    const trainer = page.workers().find((worker) => worker.url().includes('trainer'));
    await trainer!.evaluate(() => {
      setTimeout(() => {
        throw new Error('the engine was sabotaged');
      });
    });
    await expect(explorer.notices).toContainText(/started again and goes on from step \d+/);
    const from = Number(/from step (\d+)/.exec(await explorer.notices.innerText())![1]);
    expect(from).toBeGreaterThanOrEqual(1);
    await explorer.reaches((from + 3) / 500);
    expect((await explorer.losses()).length).toBeGreaterThan(from);
  });
});
