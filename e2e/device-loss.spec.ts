import { launchOptions } from './browser';
import { quick } from './explorer';
import { expect, test } from './journey';

/** The device or the thread that trains is gone in the middle of a run. Nothing in the app helps these tests. */

// a browser of its own, that lets its graphics process die as often as it may
test.use({
  launchOptions: { ...launchOptions, args: [...launchOptions.args, '--disable-gpu-process-crash-limit'] },
});

/** Where the notice says that the run goes on. */
const goesOn = /started again and goes on from step (\d+)/;

test.describe('where the graphics process dies', () => {
  // Chromium says so of every context that it has taken with it
  test.use({ provoked: [/WebGPU|WebGL|GPU|context/i] });

  test('the run goes on from its last checkpoint, and the page answers meanwhile', async ({
    browser,
    explorer,
  }) => {
    test.setTimeout(900_000);
    const patience = { within: 400_000 };
    const epochs = 30;
    await explorer.open({ ...quick, epochs: String(epochs), backend: 'webgpu' });
    await explorer.button('step').click();
    await explorer.says(/^paused after 1 step$/, patience);
    const before = await explorer.losses();

    // in the middle of the second step
    await explorer.button('resume').click();
    const chromium = await browser.newBrowserCDPSession();
    // never answered: what would answer is what it ends
    void chromium.send('Browser.crashGpuProcess').catch(() => undefined);
    await expect(explorer.notices).toContainText(/graphics device was lost/, { timeout: 60_000 });
    await expect(explorer.notices, 'one step is the interval here').toContainText(/goes on from step [12]\./);

    // while another engine starts, the page is at hand
    await explorer.sample(/^test picture 2 /).click({ timeout: 5_000 });
    await expect(explorer.sample(/^test picture 2 /)).toHaveAttribute('aria-pressed', 'true', {
      timeout: 5_000,
    });

    await explorer.reaches(3 / epochs, patience);
    const { text, dispatches } = await explorer.device();
    expect(text).toContain('WebGPU');
    expect(dispatches, 'it computes on a device again').toBeGreaterThan(200);
    const after = await explorer.losses();
    expect(after.length).toBeGreaterThanOrEqual(3);
    expect(after[0], 'its past is there').toBe(before[0]);
  });
});

test('a thread that ends without an error is noticed, and the run goes on in another', async ({
  explorer,
  page,
}) => {
  await explorer.open({ ...quick, epochs: '500', backend: 'wasm', workers: '1' });
  await explorer.button('play').click();
  await explorer.reaches(4 / 500);
  const trainer = page.workers().find((worker) => worker.url().includes('trainer'));
  await trainer!.evaluate(() => self.close()).catch(() => undefined);
  await expect(explorer.notices).toContainText(/The engine ended without a word\./);
  const from = Number(goesOn.exec(await explorer.notices.innerText())![1]);
  expect(from).toBeGreaterThanOrEqual(3);
  await explorer.reaches((from + 3) / 500);
  expect((await explorer.losses()).length).toBeGreaterThan(from);
});
