import type { Locator, Page } from '@playwright/test';
import { channels } from '../src/core/ablation/channels';
import { mapping } from '../src/core/ablation/mapping';
import { masks } from '../src/core/ablation/masks';
import { english as text } from '../src/messages/english/english';
import { Explorer, quick } from './explorer';
import { expect, test } from './journey';

/** Runs that stand beside each other: one that leaves another at the marker, and some that are queued together. */

/** What the journeys train differs from SMM in its label mapping: so the tables name it. */
const ours = mapping.variants.find(({ id }) => id === quick.mapping)!.label;
const reference = [text.runs.reference, ours].join(' · ');
const shared = masks.variants.find(({ id }) => id === 'shared-three-channel')!;

test('a fork has the past of the run that it leaves at the marker, and a future of its own', async ({
  explorer,
  page,
}) => {
  await explorer.open({ ...quick, batch: '8', epochs: '40', backend: 'wasm' });
  await explorer.button('play').click();
  await explorer.reaches(2 / 40, { within: 240_000 });
  await explorer.button('pause').click();
  await explorer.says(/^paused/);

  // into the second of two-step epochs
  await explorer.marker.focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect(explorer.marker).toHaveAttribute('aria-valuetext', 'step 3, epoch 2 of 40');
  const variant = page.getByRole('radio', { name: new RegExp(`^${shared.label}`) });
  if (await variant.isHidden()) await page.getByText(masks.question, { exact: true }).first().click();
  await variant.check();
  await page.getByRole('button', { name: text.scrubber.fork.open }).click();
  const plan = page.getByRole('dialog', { name: text.scrubber.fork.title(3) });
  await expect(plan).toContainText(shared.label);
  await plan.getByRole('button', { name: text.scrubber.fork.begin }).click();
  await page.keyboard.press('Escape');

  await expect(page.getByText(text.runs.forked(reference, 3))).toContainText(
    text.runs.carried([text.runs.parts['delta']!]),
  );
  const losses = page.getByRole('region', { name: text.curves.loss, exact: true });
  await losses.getByRole('radio', { name: text.curves.table }).check();
  const fork = async () => column(losses, /from step 3$/);
  await expect.poll(async () => (await fork()).length).toBeGreaterThan(5);
  const [origin, forked] = [await column(losses, new RegExp(`^${reference}$`)), await fork()];
  expect(forked.slice(0, 3)).toEqual(origin.slice(0, 3));
  expect(forked[3], 'another mask, another loss').not.toBe(origin[3]);
});

test.describe('of this browser alone', () => {
  // the recorded lab has a table of its own
  test.use({ provoked: [/Failed to load resource/] });

  test('three queued variants fill table, curves and pictures, and a reload brings all back', async ({
    explorer,
    page,
  }) => {
    await page.route('**/recorded/lab*/**', (route) => route.fulfill({ status: 404 }));
    await explorer.open({ ...quick, batch: '8', epochs: '2', backend: 'wasm', place: 'compare' });
    const queue = page.getByRole('region', { name: text.queue.title });
    const chosen = [
      [masks.label, shared.label],
      [masks.label, masks.variants.find(({ id }) => id === 'shared-binary')!.label],
      [channels.label, channels.variants.find(({ id }) => id === 'single-continuous')!.label],
    ] as const;
    for (const [block, variant] of chosen) {
      const choice = queue.getByRole('checkbox', { name: variant, exact: true });
      if (await choice.isHidden()) await queue.getByText(block, { exact: true }).click();
      await choice.check();
    }
    await queue.getByRole('button', { name: text.queue.add(4) }).click();
    await expect(queue.getByText(text.queue.states.done, { exact: true })).toHaveCount(4, {
      timeout: 120_000,
    });

    const names = [ours, ...chosen.map(([, variant]) => variant)];
    const shows = async () => {
      const table = page.getByRole('region', { name: text.ablation.region });
      const pictures = page.getByRole('region', { name: text.matrix.region });
      const legend = page.getByRole('list', { name: text.families.legend }).first();
      for (const name of names) {
        await expect(table.getByRole('rowheader', { name }).first()).toBeVisible();
        await expect(pictures.getByRole('rowheader', { name }).first()).toBeVisible();
        await expect(legend).toContainText(name);
      }
      // the library takes a run in a moment after the queue is done with it
      await expect(table).not.toContainText(text.ablation.running);
      return table;
    };
    const before = await (await shows()).innerText();
    await page.reload();
    const after = await shows();
    await expect.poll(() => after.innerText()).toBe(before);
  });

  test('what is still in the queue when the page is closed waits in the next one, for a word', async ({
    explorer,
    page,
    context,
  }) => {
    await context.route('**/recorded/lab*/**', (route) => route.fulfill({ status: 404 }));
    const link = { ...quick, batch: '8', epochs: '60', backend: 'wasm', place: 'compare' };
    await explorer.open(link);
    const queueOf = (tab: Page) => tab.getByRole('region', { name: text.queue.title });
    const waits = (tab: Page) => queueOf(tab).getByText(text.queue.states.waiting, { exact: true });
    const queue = queueOf(page);
    await queue.getByRole('radio', { name: '3' }).check();
    await queue.getByRole('button', { name: text.queue.add(3) }).click();
    await expect(queue.getByText(new RegExp(`^${text.queue.states.running}`))).toBeVisible();
    await expect(waits(page)).toHaveCount(2);
    // a tab beside it has none of them
    const beside = await context.newPage();
    await new Explorer(beside).open(link);
    await expect(queueOf(beside).getByRole('button', { name: text.queue.add(1) })).toBeVisible();
    await expect(waits(beside)).toHaveCount(0);
    await beside.close();

    await page.reload();
    await expect(explorer.notices).toContainText(/3 runs were still in the queue/);
    await expect(waits(page)).toHaveCount(3);
    await queue.getByRole('button', { name: text.queue.trainHeld(3) }).click();
    await expect(queue.getByText(new RegExp(`^${text.queue.states.running}`))).toBeVisible();
    await expect(page.getByText(/still in the queue/)).toBeHidden();
  });
});

/** A column of the table behind a chart, by its head; what has no value yet is left out. */
async function column(chart: Locator, head: RegExp): Promise<readonly number[]> {
  const [heads, ...rows] = (await chart.getByRole('row').allInnerTexts()).map((row) => row.split('\t'));
  const place = heads!.findIndex((name) => head.test(name.trim()));
  return rows.map((row) => Number(row[place])).filter(Number.isFinite);
}
