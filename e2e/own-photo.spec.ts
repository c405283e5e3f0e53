import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { floatsOf, parseSafetensors } from '../src/data/safetensors';
import { english as text } from '../src/messages/english/english';
import { quick } from './explorer';
import { photo } from './files';
import { expect, test } from './journey';

const run = promisify(execFile);

test('the masks of an own photo are those that explain computes from the saved run', async ({
  explorer,
  page,
}, testInfo) => {
  const mine = photo('holiday.png');
  await explorer.open({ ...quick, epochs: '3', backend: 'wasm' });
  await explorer.add(mine);
  await expect(explorer.notices).toContainText(text.notices.ownPictureUnder('SMM'));
  // a run of its own, from its initial weights
  await explorer.button('step').click();
  await explorer.says(/^paused after 1 step$/);
  await explorer.button('reset').click();
  await explorer.says(/^paused after 0 steps$/);
  await expect(explorer.sample(/^holiday\.png/)).toHaveAttribute('aria-pressed', 'true');
  const untrained = await explorer.values();

  await explorer.button('resume').click();
  await explorer.says(/^finished/);
  expect(await explorer.values()).not.toEqual(untrained);

  // what the page shows, at full precision
  const download = page.waitForEvent('download');
  await explorer.bench.getByRole('button', { name: text.pipeline.save.open }).click();
  await page.getByRole('button', { name: text.pipeline.saveValues }).click();
  const shown = await tensors(await (await download).path());

  // the same run, the same picture, on the command line
  const [images, out] = [testInfo.outputPath('images'), testInfo.outputPath('explained')];
  const capsule = testInfo.outputPath('run.safetensors');
  await mkdir(images, { recursive: true });
  await writeFile(join(images, mine.name), mine.buffer);
  await copyFile(await explorer.saveRun(), capsule);
  const explain = ['explain', '--run', capsule, '--images', images, '--out', out, '--backend', 'wasm'];
  await run('npx', ['tsx', 'src/headless/main.ts', ...explain]);
  const explained = await tensors(join(out, 'trace.safetensors'));

  for (const stage of ['resized', 'mask', 'maskFull', 'pattern', 'prompted']) {
    const [here, there] = [shown.get(stage)!, explained.get(stage)!];
    expect(here.shape, stage).toEqual(there.shape);
    expect(greatestDifference(floatsOf(here), floatsOf(there)), stage).toBeLessThan(1e-6);
  }
  expect(Math.max(...floatsOf(shown.get('mask')!))).not.toBe(0);
});

test('own photos come and go without a word about the others', async ({ explorer, page }) => {
  await explorer.open({ ...quick, epochs: '1', backend: 'wasm' });
  await explorer.add(photo('one.png'), photo('two.png'));
  await expect(explorer.sample(/^one\.png/)).toBeVisible();
  await expect(explorer.sample(/^two\.png/)).toBeVisible();
  await page.getByRole('button', { name: text.samples.remove('one.png') }).click();
  await expect(explorer.sample(/^one\.png/)).toBeHidden();
  await expect(explorer.sample(/^two\.png/)).toBeVisible();
  // a person's own picture stays out of the link
  expect(page.url()).not.toContain('png');
});

async function tensors(path: string) {
  const bytes = Uint8Array.from(await readFile(path));
  return parseSafetensors(bytes, path).tensors;
}

function greatestDifference(one: Float32Array, other: Float32Array): number {
  return one.reduce((greatest, value, i) => Math.max(greatest, Math.abs(value - other[i]!)), 0);
}
