import { english as text } from '../src/messages/english/english';
import { quick } from './explorer';
import { expect, test } from './journey';

/** Pictures of a device that cannot draw: the browser of these journeys loses every device over such a canvas. */

const run = { ...quick, epochs: '1', backend: 'webgpu' } as const;

test('where WebGPU runs on the processor nothing is tried, and the device says why', async ({ explorer }) => {
  await explorer.open(run);
  expect((await explorer.device()).text).toContain(text.device.drawings.software);
});

test('where the canvas takes its device with it, training goes on and pictures are read back', async ({
  explorer,
  page,
}) => {
  test.setTimeout(300_000);
  await page.addInitScript(() => localStorage.setItem('drawing', 'on-software'));
  await explorer.open(run);
  await explorer.button('play').click();
  await explorer.says(/^finished/, { within: 200_000 });
  const device = await explorer.device();
  expect(device.text).toContain(text.device.names.webgpu);
  const { lost, failed, 'other-pixels': otherPixels } = text.device.drawings;
  expect(device.text).toMatch(new RegExp([lost, failed, otherPixels].join('|')));
  await expect(explorer.masks[0]!).toBeVisible();
});
