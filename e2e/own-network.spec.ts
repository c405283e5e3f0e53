import { Buffer } from 'node:buffer';
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { openLocalHub } from '../src/data/testing/local-hub';
import { TINY_CLASSES, tinyNetworkFile } from '../src/data/testing/tiny-network-file';
import { seededValues, torchvisionShapes } from '../src/core/testing/seeded-values';
import { serialiseSafetensors, type WritableTensor } from '../src/data/safetensors';
import { sha256 } from '../src/lib/sha256';
import { english as text } from '../src/messages/english/english';
import { quick } from './explorer';
import { expect, test } from './journey';

/** Networks of one's own: from a file and from the model hub, kept, trained with and deleted. */

const words = text.networks;
const region = (page: Page) => page.getByRole('region', { name: words.title });

/** ResNet-18 as torchvision saves it, with weights that follow from their names. */
function resnet(): Uint8Array {
  const tensors: Record<string, WritableTensor> = {};
  for (const [name, shape] of Object.entries(torchvisionShapes('resnet-18'))) {
    tensors[name] = { dtype: 'F32', shape, data: seededValues(name, shape) };
  }
  return serialiseSafetensors(tensors);
}

test.describe('from a file', () => {
  // decoding and hashing 45 MB, twice, on a slow machine
  test.describe.configure({ timeout: 120_000 });

  test('a ResNet-18 is recognised, kept, trained with over a reload, and deleted', async ({
    explorer,
    page,
  }, testInfo) => {
    await explorer.open({ ...quick, place: 'data', backend: 'wasm', workers: '1' });
    const panel = region(page);
    const choose = async (name: string, bytes: Uint8Array) => {
      const path = testInfo.outputPath(name);
      await writeFile(path, bytes);
      const chooser = page.waitForEvent('filechooser');
      await panel.getByRole('button', { name: words.choose }).click();
      await (await chooser).setFiles(path);
    };
    await choose('notes.safetensors', Buffer.from('only a text, and no weights'));
    await expect(panel.getByRole('alert')).toContainText('"notes.safetensors" is damaged');
    await panel.getByRole('button', { name: words.ok }).click();

    await choose('mine.safetensors', resnet());
    await expect(panel.getByRole('heading', { name: words.foundTitle('ResNet-18') })).toBeVisible();
    await expect(panel).toContainText(words.names.imageNet);
    await panel.getByRole('button', { name: /^Keep it here/ }).click();
    const kept = panel.getByRole('article', { name: 'mine.safetensors' });
    await expect(kept).toBeVisible({ timeout: 60_000 });
    await kept.getByRole('button', { name: words.use('mine.safetensors') }).click();
    await expect(kept).toContainText(words.inUse);
    await expect(page).toHaveURL(/network=own:[0-9a-f]{16}/);

    await page.reload();
    await expect(kept).toContainText(words.inUse);
    const link = Object.fromEntries(new URL(page.url()).searchParams);
    await explorer.open({ ...link, place: 'explore' });
    await explorer.button('step').click();
    await explorer.says(/after 1 step/, { within: 90_000 });
    await explorer.button('step').click();
    await explorer.says(/after 2 steps/, { within: 60_000 });

    await explorer.open({ ...link, place: 'data' });
    await kept.getByRole('button', { name: words.removeName('mine.safetensors') }).click();
    await expect(kept).toHaveCount(0);
    await expect(explorer.notices).toContainText('is not kept in this browser');
    await expect(page).not.toHaveURL(/network=/);
  });
});

test.describe('from the model hub', () => {
  test.use({ provoked: [/^request to https:\/\/huggingface\.co\/|status of 404/] });

  test('a network is fetched on a click, over a connection that breaks off, and checked', async ({
    explorer,
    page,
  }) => {
    const bytes = tinyNetworkFile();
    const hub = await openLocalHub({ bytes, sha256: sha256([bytes]), drops: [400_000] });
    const asked: string[] = [];
    await page.route('https://huggingface.co/**', async (route) => {
      const url = route.request().url();
      asked.push(url);
      if (url.includes('/nobody/')) return route.fulfill({ status: 404 });
      const range = route.request().headers()['range'];
      const answer = await hub.fetch(url, {
        credentials: 'omit',
        signal: new AbortController().signal,
        headers: range ? { Range: range } : {},
      });
      const body = await untilItBreaksOff(answer.body);
      const headers: Record<string, string> = { 'access-control-allow-origin': '*' };
      for (const name of ['etag', 'content-range']) {
        const value = answer.headers.get(name);
        if (value !== null) headers[name] = value;
      }
      return route.fulfill({ status: answer.status, headers, body });
    });
    await explorer.open({ place: 'data' });
    const panel = region(page);
    await expect(panel.getByText(words.none)).toBeVisible();
    expect(asked).toEqual([]);
    const address = panel.getByRole('textbox', { name: words.address });
    const fetchIt = panel.getByRole('button', { name: words.fetch, exact: true });
    for (const [typed, sentence] of [
      ['../../etc', 'is no address on the model hub'],
      ['nobody/nothing', 'The model hub has no "nobody/nothing"'],
    ] as const) {
      await address.fill(typed);
      await fetchIt.click();
      await expect(panel.getByRole('alert')).toContainText(sentence);
      await panel.getByRole('button', { name: words.ok }).click();
    }
    await address.fill('timm/tiny');
    await fetchIt.click();
    const kept = panel.getByRole('article', { name: 'timm/tiny' });
    await expect(kept).toContainText(words.classes(TINY_CLASSES));
    expect(hub.ranges).toEqual([null, 'bytes=400000-']);
    await hub.close();
  });
});

async function untilItBreaksOff(body: AsyncIterable<Uint8Array> | null): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of body ?? []) parts.push(part);
  } catch {
    // what has come until then
  }
  return Buffer.concat(parts);
}
