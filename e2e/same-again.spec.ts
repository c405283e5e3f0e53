import { readFile } from 'node:fs/promises';
import { floatsOf, parseSafetensors } from '../src/data/safetensors';
import { english as text } from '../src/messages/english/english';
import { quick } from './explorer';
import { expect, test } from './journey';

test('the same seed and backend make the same run, bit for bit; another seed another one', async ({
  explorer,
}) => {
  const runs = [];
  for (const seed of ['3', '3', '4']) {
    await explorer.open({ ...quick, epochs: '3', backend: 'wasm', seed });
    await explorer.button('play').click();
    await explorer.says(/^finished/);
    runs.push({ losses: await explorer.losses(), tensors: await trained(await explorer.saveRun()) });
  }
  expect(runs[1]).toEqual(runs[0]);
  expect(runs[2]!.losses).not.toEqual(runs[0]!.losses);
});

test('a run that was interrupted is offered again, and goes on where it was kept', async ({
  explorer,
  page,
}) => {
  await explorer.open({ ...quick, epochs: '500', backend: 'wasm' });
  await explorer.button('play').click();
  await explorer.reaches(3 / 500);
  await explorer.button('pause').click();
  await explorer.says(/^paused/);
  const before = await explorer.losses();

  await page.reload();
  const offer = /A run of .* from this browser stopped at step (\d+)\./;
  await expect(explorer.notices).toContainText(offer);
  const kept = Number(offer.exec(await explorer.notices.innerText())![1]);
  expect(kept).toBeGreaterThanOrEqual(2);
  await explorer.notices.getByRole('button', { name: text.notices.storedResume }).click();
  await explorer.reaches((kept + 2) / 500);
  await explorer.button('pause').click();
  await explorer.says(/^paused/);
  const after = await explorer.losses();
  expect(after.length).toBeGreaterThan(kept + 1);
  expect(after.slice(0, kept), 'its past is there').toEqual(before.slice(0, kept));
});

/** Every trained value of a run capsule. */
async function trained(path: string) {
  const { tensors } = parseSafetensors(Uint8Array.from(await readFile(path)), path);
  return [...tensors].flatMap(([name, tensor]) =>
    tensor.dtype === 'F32' ? [[name, floatsOf(tensor)] as const] : [],
  );
}
