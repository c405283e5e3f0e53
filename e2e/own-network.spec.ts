import { Buffer } from 'node:buffer';
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { COMMIT, openLocalHub } from '../src/data/testing/local-hub';
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

const gallery = { ...quick, place: 'data', backend: 'wasm', workers: '1' };

test('a ResNet-18 from a file is recognised, kept and trained with', async ({ explorer, page }, testInfo) => {
  await explorer.open(gallery);
  const panel = region(page);
  const choose = async (name: string, bytes: Uint8Array) => {
    const path = testInfo.outputPath(name);
    await writeFile(path, bytes);
    const chooser = page.waitForEvent('filechooser');
    await panel.getByRole('button', { name: words.choose }).click();
    await (await chooser).setFiles(path);
  };
  await choose('photo.safetensors', Buffer.from('ffd8ffe000104a46494600010100', 'hex'));
  await expect(panel.getByRole('alert')).toContainText('"photo.safetensors" is damaged');
  await panel.getByRole('button', { name: words.ok, exact: true }).click();

  await choose('mine.safetensors', resnet());
  await expect(panel.getByRole('heading', { name: words.foundTitle('ResNet-18') })).toBeFocused();
  await expect(panel).toContainText(words.names.imageNet);
  await expect(panel.getByRole('button', { name: /^Keep it and train with side 224/ })).toBeVisible();
  await panel.getByRole('button', { name: /^Keep it here/ }).click();
  const kept = panel.getByRole('article', { name: 'mine.safetensors' });
  await kept.getByRole('button', { name: words.use('mine.safetensors') }).click();
  await expect(kept).toContainText(words.inUse);

  const link = Object.fromEntries(new URL(page.url()).searchParams);
  await explorer.open({ ...link, place: 'explore' });
  await explorer.button('step').click();
  await explorer.says(/after 1 step/);
  await explorer.button('step').click();
  await explorer.says(/after 2 steps/);
});

test('a run goes on with its own network over a reload, and over its loss', async ({ explorer, page }) => {
  await explorer.open({ ...gallery, epochs: '3' });
  const panel = region(page);
  const kept = panel.getByRole('article', { name: 'tiny.safetensors' });
  const keep = async () => {
    await drop(panel.getByText(words.drop), 'tiny.safetensors', tinyNetworkFile({ classes: 12 }));
    await panel.getByRole('button', { name: /^Keep it here/ }).click();
  };
  await keep();
  await kept.getByRole('button', { name: words.use('tiny.safetensors') }).click();
  await expect(page).toHaveURL(/network=own:[0-9a-f]{16}.*decay-mask=1/);
  const link = Object.fromEntries(new URL(page.url()).searchParams);
  await explorer.open({ ...link, place: 'explore' });
  await explorer.button('step').click();
  await explorer.says(/after 1 step/);

  await explorer.open({ ...link, place: 'data' });
  await expect(kept).toContainText(words.inUse);
  await kept.getByRole('button', { name: words.removeName('tiny.safetensors') }).click();
  await expect(kept).toContainText(words.away);
  await expect(explorer.notices).toContainText('The weights of tiny.safetensors are not kept');
  await expect(page).not.toHaveURL(/network=/);
  const goOn = explorer.notices.getByRole('button', { name: text.notices.storedResume });
  await goOn.click();
  await expect(explorer.notices).toContainText('goes on with its network only');

  await keep();
  await expect(kept).not.toContainText(words.away);
  await goOn.click();
  const places = page.getByRole('navigation', { name: text.app.placesRegion });
  await places.getByRole('link', { name: text.app.places.explore }).click();
  await explorer.says(/^finished/);
  await expect(explorer.bench.getByRole('heading', { name: 'ViT-Ti/32 (tiny) says' })).toBeVisible();
});

test.describe('from the model hub', () => {
  test.use({ provoked: [/^request to https:\/\/huggingface\.co\/|status of 404/] });

  test('a network is looked up, fetched over a connection that breaks off, and checked', async ({
    explorer,
    page,
  }) => {
    const bytes = tinyNetworkFile();
    const config = JSON.stringify({ id2label: Object.fromEntries(kinds.entries()) });
    const drops = [null, 400_000];
    const hub = await openLocalHub({ bytes, sha256: sha256([bytes]), config, drops });
    const asked: string[] = [];
    await page.route('https://huggingface.co/**', async (route) => {
      const url = route.request().url();
      asked.push(url);
      if (url.includes('/nobody/')) return route.fulfill({ status: 404 });
      const given = route.request().headers();
      const sent = (['range', 'if-range'] as const).flatMap((name) =>
        given[name] === undefined ? [] : [[name, given[name]]],
      );
      const answer = await hub.fetch(url, {
        credentials: 'omit',
        signal: new AbortController().signal,
        headers: Object.fromEntries(sent) as Record<string, string>,
      });
      const body = await untilItBreaksOff(answer.body);
      const headers: Record<string, string> = {
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'ETag, Content-Range',
      };
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
    const fetchIt = panel.getByRole('button', { name: words.ask, exact: true });
    for (const [typed, sentence] of [
      ['../../etc', 'is no address on the model hub'],
      ['nobody/nothing', 'The model hub has no "nobody/nothing"'],
    ] as const) {
      await address.fill(typed);
      await fetchIt.click();
      await expect(panel.getByRole('alert')).toContainText(sentence);
      await panel.getByRole('button', { name: words.ok, exact: true }).click();
    }
    await address.fill('timm/tiny');
    await fetchIt.click();
    await expect(panel.getByRole('heading', { name: words.foundTitle('ViT-Ti/32') })).toBeFocused();
    await expect(panel).toContainText(words.names.read);
    expect(hub.ranges).toEqual([null]);
    await panel.getByRole('button', { name: words.fetchIt(bytes.length) }).click();
    const kept = panel.getByRole('article', { name: 'timm/tiny' });
    await expect(kept).toContainText(words.classes(TINY_CLASSES));
    await expect(kept).toContainText(words.fromHub('timm/tiny', COMMIT));
    expect(hub.ranges).toEqual([null, null, 'bytes=400000-']);
    expect(hub.conditions).toEqual([null, null, '"one"']);
    await hub.close();
  });
});

const kinds = Array.from({ length: TINY_CLASSES }, (_, index) => `kind ${index}`);

/** Drops a file where somebody would. */
async function drop(place: Locator, name: string, bytes: Uint8Array): Promise<void> {
  const given = { name, base64: Buffer.from(bytes).toString('base64') };
  const transfer = await place.page().evaluateHandle(({ name, base64 }) => {
    const data = new DataTransfer();
    const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    data.items.add(new File([content], name));
    return data;
  }, given);
  await place.dispatchEvent('drop', { dataTransfer: transfer });
}

async function untilItBreaksOff(body: AsyncIterable<Uint8Array> | null): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of body ?? []) parts.push(part);
  } catch {
    // what has come until then
  }
  return Buffer.concat(parts);
}
