import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Block } from '../src/core/ablation/block';
import { knockOutRefusal } from '../src/core/ablation/knock-outs';
import { blocks, type BlockId } from '../src/core/ablation/registry';
import { floatsOf, parseSafetensors } from '../src/data/safetensors';
import { english as text } from '../src/messages/english/english';
import { runConfig } from '../src/store/run-config';
import { defaultSettings } from '../src/store/settings';
import { quick } from './explorer';
import { photo } from './files';
import { expect, test } from './journey';

const run = promisify(execFile);

/** SMM as the journeys train it. */
const { method } = runConfig({ ...defaultSettings, side: 32 });

/** Every part that can be switched off in a trained run of it. */
const switches = blocks.flatMap((block: Block & { readonly id: BlockId }) =>
  [...block.variants, ...(block.demonstrations ?? [])]
    .filter(({ id }) => id !== method[block.id] && knockOutRefusal(block.id, id, method) === null)
    .filter((one) => !('changesNothing' in one && one.changesNothing?.({ ...method, [block.id]: one.id })))
    .map(({ id, label }) => ({ question: block.question, label, set: `${block.id}=${id}` })),
);

test('each part that is switched off in a live run shows what explain computes from its file', async ({
  explorer,
  page,
}, testInfo) => {
  test.setTimeout(600_000);
  // with masks swapped the second gets the mask of the first, here and there
  const photos = [photo('first.png'), photo('second.png')];
  await explorer.open({ ...quick, batch: '8', epochs: '500', backend: 'wasm' });
  await explorer.button('play').click();
  await explorer.reaches(2 / 500, { within: 240_000 });
  await explorer.add(...photos);
  await expect(explorer.sample(/^second\.png/)).toBeVisible();

  const off = page.getByRole('region', { name: text.switchedOff.region });
  const button = ({ question, label }: (typeof switches)[number]) =>
    page
      .getByRole('group', { name: question })
      .getByRole('button', { name: `${text.switches.offNow}: ${label}`, exact: true });
  const press = async (one: (typeof switches)[number]) => {
    if (await button(one).isHidden()) await page.getByText(one.question, { exact: true }).first().click();
    await button(one).click();
  };

  // while it trains: the accuracy fills in, and Escape puts the part back
  await press(switches[0]!);
  await expect(off).toContainText(text.switchedOff.mark);
  await expect(off).toContainText(/16 pictures, step \d+/);
  await page.keyboard.press('Escape');
  await expect(off).toBeHidden();

  await explorer.button('pause').click();
  await explorer.says(/^paused/);
  await explorer.sample(/^second\.png/).click();
  const steps = await explorer.steps();
  const shown = new Map<string, Awaited<ReturnType<typeof tensors>>>();
  for (const one of switches) {
    await press(one);
    await expect(off).toContainText(one.label);
    await expect(off).toContainText(new RegExp(`16 pictures, step ${steps}`));
    const download = page.waitForEvent('download');
    await explorer.bench.getByRole('button', { name: text.pipeline.save.open }).click();
    await page.getByRole('button', { name: text.pipeline.saveValues }).click();
    shown.set(one.set, await tensors(await (await download).path()));
    await page.keyboard.press('Escape');
  }
  await off.getByRole('button', { name: text.switchedOff.back }).click();
  await expect(off).toBeHidden();

  const [images, out] = [testInfo.outputPath('images'), testInfo.outputPath('explained')];
  const capsule = testInfo.outputPath('run.safetensors');
  await mkdir(images, { recursive: true });
  for (const { name, buffer } of photos) await writeFile(join(images, name), buffer);
  await copyFile(await explorer.saveRun(), capsule);
  const sets = switches.map(({ set }) => set);
  await run('npx', ['tsx', 'e2e/explain-each.ts', capsule, images, out, ...sets]);

  for (const [set, stages] of shown) {
    const explained = await tensors(join(out, set, 'trace.safetensors'));
    for (const [stage, here] of stages) {
      const [ours, theirs] = [floatsOf(here), floatsOf(explained.get(stage)!)];
      // the second of two pictures; or what there is one of for all
      const last = theirs.subarray(theirs.length - ours.length);
      expect(greatestDifference(ours, last), `${set} ${stage}`).toBeLessThan(1e-6);
    }
  }
  const prompts = [...shown.values()].map((stages) => floatsOf(stages.get('prompted')!).join());
  expect(new Set(prompts).size, 'each shows something else').toBeGreaterThan(switches.length / 2);
});

test('a recorded run has its masks shared at once, not retrained, and is put back with Escape', async ({
  explorer,
  page,
}) => {
  // the newest step at once, instead of the recording from its start
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await explorer.open({ backend: 'wasm' });
  const [shared] = switches.filter(({ set }) => set === 'masks=shared-three-channel');
  const off = page.getByRole('region', { name: text.switchedOff.region });
  await expect(explorer.pattern).toBeVisible();
  const trained = await explorer.values();

  const button = page
    .getByRole('group', { name: shared!.question })
    .getByRole('button', { name: `${text.switches.offNow}: ${shared!.label}`, exact: true });
  if (await button.isHidden()) await page.getByText(shared!.question, { exact: true }).first().click();
  await button.click();
  await expect(off).toContainText(text.switchedOff.mark);
  // the mean mask of all training pictures, which the bench shows as soon as it is there
  await expect(off).toContainText(/pictures in view (is|are) read differently/, { timeout: 60_000 });
  await expect.poll(() => explorer.values()).not.toEqual(trained);
  await expect(off).toContainText(/first \d+ of 500 pictures, step \d+/, { timeout: 60_000 });

  await page.keyboard.press('Escape');
  await expect(off).toBeHidden();
  expect(await explorer.values()).toEqual(trained);
});

async function tensors(path: string) {
  const bytes = Uint8Array.from(await readFile(path));
  return parseSafetensors(bytes, path).tensors;
}

function greatestDifference(one: Float32Array, other: Float32Array): number {
  return one.reduce((greatest, value, i) => Math.max(greatest, Math.abs(value - other[i]!)), 0);
}
