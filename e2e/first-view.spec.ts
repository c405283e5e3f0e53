import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { hubOrigins } from '../src/data/hub-origins';
import { english as text } from '../src/messages/english/english';
import { expect, test } from './journey';

/** What a person gets before they have waited for anything. */

const budget = { all: 300_000, recorded: 120_000 };
/** what the page fetches once it has time to spare */
const later = /\.more\.|worker|\/models\/|\/datasets\/|backend/;
/** stands in every bundle that holds TensorFlow.js */
const tensorflow = 'Tensor is disposed';

test('the recorded runs play at second zero, from little data and without TensorFlow.js', async ({
  explorer,
  page,
}) => {
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await explorer.open();

  const runs = page.getByRole('group', { name: text.runs.legend });
  await expect(runs.getByRole('radio', { name: /SMM.*recorded/ })).toBeChecked();
  await expect(runs.getByRole('radio', { name: /Full.*recorded/ })).not.toBeChecked();
  await expect(explorer.masks[0]!).toBeVisible();
  const start = await explorer.marker.getAttribute('aria-valuetext');
  await expect(explorer.marker).not.toHaveAttribute('aria-valuetext', start!);

  // then the rest arrives by itself
  await expect(page.getByRole('banner').getByRole('button', { name: /WebAssembly|WebG/ })).toBeVisible();
  const end = responses.findIndex((response) => later.test(response.url()));
  const first = await Promise.all(responses.slice(0, end).map(transferred));
  const total = (files: typeof first) => files.reduce((sum, { bytes }) => sum + bytes, 0);
  const recorded = first.filter(({ url }) => url.includes('/recorded/'));
  // the run that plays; the other one comes with the rest
  expect(recorded).toHaveLength(1);
  expect(total(first)).toBeLessThan(budget.all);
  expect(total(recorded)).toBeLessThan(budget.recorded);
  test.info().annotations.push({
    type: 'bytes',
    description: `${total(first)}, of which recorded ${total(recorded)}`,
  });

  for (const { url, contents } of first) expect(contents.includes(tensorflow), url).toBe(false);
  // the mark is a good one: what comes later bears it
  const rest = await Promise.all(responses.slice(end).map(transferred));
  expect(rest.some(({ contents }) => contents.includes(tensorflow))).toBe(true);
});

test('the door stands open at once, from as little', async ({ explorer, page }) => {
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  await explorer.enter();
  await expect(page.getByRole('heading', { name: text.door.title })).toBeVisible();
  await expect(page.getByRole('banner').getByRole('button', { name: /WebAssembly|WebG/ })).toBeVisible();
  expect(new URL(page.url()).search).toBe('');

  const end = responses.findIndex((response) => later.test(response.url()));
  const first = await Promise.all(responses.slice(0, end).map(transferred));
  expect(first.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(budget.all);
  for (const { url, contents } of first) expect(contents.includes(tensorflow), url).toBe(false);

  // Explore is another place, and a reload comes back to it
  await page
    .getByRole('navigation', { name: text.app.placesRegion })
    .getByRole('link', { name: text.app.places.explore })
    .click();
  await expect(explorer.masks[0]!).toBeVisible();
  await expect(page).toHaveURL(/\?place=explore$/);
  await page.reload();
  await expect(explorer.masks[0]!).toBeVisible();
  await page.getByRole('banner').getByRole('link', { name: text.app.name }).click();
  await expect(page.getByRole('heading', { name: text.door.title })).toBeVisible();
});

test('a strict policy stands in the page itself, and refuses what is not ours', async ({
  explorer,
  page,
}) => {
  await explorer.open();
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute('content', /default-src 'none'/);
  const content = (await policy.getAttribute('content'))!;
  // the one place elsewhere is the model hub, for whoever asks for a network from there
  const connect = /connect-src ([^;]*);/.exec(content)?.[1] ?? '';
  expect(connect.split(' ')).toEqual(["'self'", ...hubOrigins]);
  expect(content.replace(connect, '')).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
});

test('a person who wants less motion finds the recorded run at rest, at its end', async ({
  explorer,
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await explorer.open();
  await expect(explorer.marker).toHaveAttribute('aria-valuetext', /epoch 10 of 10/);
});

/** What a static host sends that compresses text, as all do. */
async function transferred(response: Response): Promise<{ url: string; bytes: number; contents: Buffer }> {
  const contents = response.ok() ? await response.body() : Buffer.alloc(0);
  const { 'content-type': type = '', 'content-encoding': encoding = '' } = response.headers();
  const compressed = encoding === 'gzip' || /javascript|css|html|json|svg/.test(type);
  return { url: response.url(), bytes: compressed ? gzipSync(contents).length : contents.length, contents };
}
