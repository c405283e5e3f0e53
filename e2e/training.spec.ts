import { english as text } from '../src/messages/english/english';
import { quick, type Explorer } from './explorer';
import { expect, test } from './journey';

/** A run, trained, held, scrubbed and begun again, where the journey is the same and only the device differs. */

interface Course {
  readonly backend: 'webgpu' | 'wasm';
  readonly epochs: number;
  /** a step may take so long, in milliseconds */
  readonly patience: number;
}

async function trainAndLookBack(explorer: Explorer, { backend, epochs, patience }: Course): Promise<void> {
  const { page } = explorer;
  const within = patience;
  await explorer.open({ ...quick, epochs: String(epochs), backend });

  // one batch
  await explorer.button('step').click();
  await explorer.says(/^paused after 1 step$/, { within: 4 * patience });
  const first = await explorer.values();
  const before = await explorer.device();
  expect(before.text).toContain(text.device.names[backend]);

  // play, hold, one more batch
  await explorer.button('resume').click();
  await explorer.reaches(2 / epochs, { within: 2 * patience });
  await explorer.button('pause').click();
  await explorer.says(/^paused/, { within });
  const held = await explorer.steps();
  expect(held).toBeGreaterThan(1);
  await explorer.button('step').click();
  await explorer.says(new RegExp(`^paused after ${held + 1} steps$`), { within });
  expect(await explorer.values(), 'masks and pattern change').not.toEqual(first);

  // to the end: it learns
  await explorer.button('resume').click();
  await explorer.says(new RegExp(`^finished, ${epochs} epochs$`), { within: epochs * patience });
  const losses = await explorer.losses();
  expect(losses).toHaveLength(epochs);
  expect(losses.at(-1)).toBeLessThan(losses[0]! - 0.1);

  if (backend === 'webgpu') {
    const after = await explorer.device();
    expect(before.dispatches, 'no silent fallback').toBeGreaterThan(500);
    expect(after.dispatches).toBeGreaterThan(2 * before.dispatches);
  }

  // back in time by keyboard: before training the pattern is zero, then it grows
  await explorer.marker.focus();
  await page.keyboard.press('Home');
  await expect(explorer.marker).toHaveAttribute('aria-valuetext', /step 0/);
  await expect(explorer.pattern).toHaveAccessibleDescription(new RegExp(text.pipeline.pattern.zero));
  const start = await explorer.values();
  await page.keyboard.press('ArrowRight');
  await expect(explorer.marker).toHaveAttribute('aria-valuetext', /step 1/);
  await expect.poll(() => explorer.values()).toEqual(first);
  await page.keyboard.press('End');
  await expect(explorer.marker).toHaveAttribute('aria-valuetext', new RegExp(`step ${epochs}\\b`));

  // begun again from the same initial weights
  await explorer.button('reset').click();
  await explorer.says(/^paused after 0 steps$/, { within });
  await expect.poll(() => explorer.values(), { timeout: within }).toEqual(start);
}

test('SMM trains on WebGPU: a step, a pause, to the end, back in time, over again', async ({ explorer }) => {
  test.setTimeout(600_000);
  await trainAndLookBack(explorer, { backend: 'webgpu', epochs: 5, patience: 60_000 });
});

test('SMM trains on wasm, the same and longer', async ({ explorer }) => {
  await trainAndLookBack(explorer, { backend: 'wasm', epochs: 30, patience: 10_000 });
});

test('a run is stopped, and its curves stay', async ({ explorer }) => {
  await explorer.open({ ...quick, epochs: '500', backend: 'wasm' });
  await explorer.button('play').click();
  await explorer.reaches(5 / 500);
  await explorer.button('stop').click();
  await explorer.says(/^stopped after \d+ steps$/);
  expect((await explorer.losses()).length).toBeGreaterThan(2);
  await expect(explorer.button('stop')).toBeDisabled();
  await expect(explorer.button('play')).toBeEnabled();
});
