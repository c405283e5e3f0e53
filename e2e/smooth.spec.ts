import { english as text } from '../src/messages/english/english';
import { expect, test } from './journey';
import { keepBusy, quantile, traced } from './main-thread';
import { serveReplay } from './replayed-worker';

/** The page stays at hand while a run says all that it has to say: nothing waits for the engine, nothing blocks. */

/** Milliseconds that a task may hold the main thread, of the slowest hundredth of those worth counting. */
const longest = 50;
/** Shorter ones are the browser's own small change; counting them would make any bound hold. */
const worthCounting = 1;

interface Words {
  commands: string[];
  answered: { before: string; after: string } | null;
}

test.beforeEach(async ({ page }) => {
  await serveReplay(page);
  // what the page sends to its workers, as a person's browser could tell too
  await page.addInitScript(() => {
    const seen = globalThis as unknown as Words;
    seen.commands = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, ...message: [never]) {
      seen.commands.push((message[0] as { type?: string }).type ?? '');
      postMessage.apply(this, message);
    };
  });
});

test('no task holds the page up while a run trains, a core is busy and the scrubber moves', async ({
  explorer,
  page,
}) => {
  await explorer.open();
  await explorer.button('play').click();
  await explorer.says(/^epoch [2-9]/);
  await keepBusy(page);
  const { tasks, wall } = await traced(page, async () => {
    await explorer.marker.focus();
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowLeft']) {
      for (let i = 0; i < 20; i += 1) await page.keyboard.press(key, { delay: 16 });
    }
    // and followed, with a picture for every snapshot
    await page.getByRole('button', { name: text.scrubber.follow, exact: true }).click();
    await explorer.says(/^epoch ([6-9]|10)/);
  });
  const counted = tasks.filter((task) => task >= worthCounting);
  const figures = [0.5, 0.99, 1].map((share) => quantile(counted, share).toFixed(1));
  const walls = [0.5, 0.99, 1].map((share) =>
    quantile(
      wall.filter((task) => task >= worthCounting),
      share,
    ).toFixed(1),
  );
  const description = `${counted.length} of ${tasks.length}; p50 ${figures[0]}, p99 ${figures[1]}, longest ${figures[2]} ms; by the wall ${walls.join(', ')} ms`;
  test.info().annotations.push({ type: 'main thread', description });
  console.log(description);
  expect(counted.length).toBeGreaterThan(100);
  expect(quantile(counted, 0.99)).toBeLessThanOrEqual(longest);
});

test('stored steps are looked through without a word to the engine', async ({ explorer, page }) => {
  await explorer.open();
  await explorer.button('play').click();
  await explorer.says(/^epoch [2-9]/);
  await explorer.button('pause').click();
  await explorer.says(/^paused/);
  const commands = () => page.evaluate(() => (globalThis as unknown as Words).commands.slice());
  const before = await commands();
  expect(before).toContain('start');
  const masks = async () => (await explorer.values()).join();
  const seen = new Set<string>();
  await explorer.marker.focus();
  for (let i = 0; i < 6; i += 1) {
    await page.keyboard.press('ArrowLeft');
    seen.add(await masks());
  }
  expect(seen.size).toBe(6);
  const sent = (await commands()).slice(before.length);
  expect(sent.filter((type) => type !== 'are-you-there')).toEqual([]);
});

test('a part that is switched off is seen in the frame after its answer', async ({ explorer, page }) => {
  await page.addInitScript(() => {
    const seen = globalThis as unknown as Words;
    const Own = Worker;
    const pictures = () =>
      [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()).join();
    globalThis.Worker = class extends Own {
      constructor(...how: ConstructorParameters<typeof Worker>) {
        super(...how);
        // before the page hears it
        this.addEventListener('message', ({ data }: MessageEvent<{ type: string }>) => {
          if (data.type !== 'knock-out') return;
          const before = pictures();
          requestAnimationFrame(() => {
            const drawn = new MessageChannel();
            drawn.port1.onmessage = () => (seen.answered = { before, after: pictures() });
            drawn.port2.postMessage(null);
          });
        });
      }
    };
  });
  await explorer.open();
  await explorer.button('play').click();
  await explorer.says(/^epoch [2-9]/);
  await explorer.button('pause').click();
  await explorer.says(/^paused/);
  await page.getByRole('button', { name: text.switches.offNow }).first().click();
  const answered = () => page.evaluate(() => (globalThis as unknown as Words).answered ?? null);
  await expect.poll(answered).not.toBeNull();
  const { before, after } = (await answered())!;
  expect(after === before, 'the pictures are others one frame later').toBe(false);
});
