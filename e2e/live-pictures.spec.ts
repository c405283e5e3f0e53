import type { Locator, Page } from '@playwright/test';
import { english as text } from '../src/messages/english/english';
import { launchOptions } from './browser';
import { quick } from './explorer';
import { expect, test } from './journey';

/** Pictures between two snapshots, drawn by the device that trains. */

/** Steps of which there is no snapshot begin here: snapshot-schedule.ts. */
const firstWithout = 17;
const run = { ...quick, batch: '4', epochs: '40', backend: 'webgpu' } as const;

/** Cells of a picture, as they came from the device or as the page has painted them. */
interface Cells {
  readonly width: number;
  readonly height: number;
  readonly bytes: readonly number[];
}

declare global {
  interface Window {
    /** by step, then by what is drawn and the channels that its colours come from: `mask 000`, `pattern 012` */
    readonly framesSeen: Map<number, Record<string, Cells>>;
  }
}

/** Looks at what page and worker say to each other. */
async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem('drawing', 'on-software');
    const framesSeen: Window['framesSeen'] = new Map();
    Object.assign(window, { framesSeen });
    let names: string[] = [];
    const Plain = Worker;
    class Watched extends Plain {
      constructor(...options: ConstructorParameters<typeof Worker>) {
        super(...options);
        this.addEventListener('message', ({ data }) => {
          if (data.type !== 'frame') return;
          const canvas = new OffscreenCanvas(data.bitmap.width, data.bitmap.height);
          const context = canvas.getContext('2d', { willReadFrequently: true })!;
          context.drawImage(data.bitmap, 0, 0);
          const places: { x: number; y: number; width: number; height: number }[] = data.places;
          const cells = places.map(({ x, y, width, height }, i) => [
            names[i],
            { width, height, bytes: [...context.getImageData(x, y, width, height).data] },
          ]);
          framesSeen.set(data.step, Object.fromEntries(cells));
        });
      }

      override postMessage(message: {
        readonly type?: string;
        readonly pictures?: { readonly stage: string; readonly colours: Int32Array }[];
      }): void {
        if (message.type === 'watch') {
          // what was drawn in other colours is no measure
          framesSeen.clear();
          const channels = (colours: Int32Array) => [0, 1, 2].map((line) => colours[colours[line]!]).join('');
          names = message.pictures!.map(({ stage, colours }) => `${stage} ${channels(colours)}`);
        }
        super.postMessage(message);
      }
    }
    window.Worker = Watched;
  });
}

/** What a picture of the page shows, one pixel out of the middle of each cell. */
function painted(picture: Locator, { width, height }: Pick<Cells, 'width' | 'height'>): Promise<number[]> {
  return picture.evaluate(
    (button, [columns, rows]) => {
      const canvas = button.querySelector('canvas')!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const middle = (cell: number, cells: number, extent: number) =>
        Math.floor(((cell + 0.5) * extent) / cells);
      const bytes: number[] = [];
      for (let row = 0; row < rows!; row += 1) {
        for (let column = 0; column < columns!; column += 1) {
          const at =
            (middle(row, rows!, canvas.height) * canvas.width + middle(column, columns!, canvas.width)) * 4;
          bytes.push(...data.slice(at, at + 4));
        }
      }
      return bytes;
    },
    [width, height],
  );
}

// Dawn and the compositor must speak of the same images: without ANGLE on SwiftShader's Vulkan, canvases stay empty
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, '--use-angle=swiftshader'] } });

test('masks and pattern move between snapshots, with the very pixels of a readback', async ({
  explorer,
  page,
}) => {
  test.setTimeout(600_000);
  await watchFrames(page);
  await explorer.open(run);
  await explorer.button('play').click();

  // it says which step the pictures show, and which one the numbers
  const live = explorer.bench.getByText(new RegExp(text.live.numbers('\\d+')));
  await expect(live).toBeVisible({ timeout: 400_000 });
  expect((await explorer.device()).text).toContain(text.device.drawings.device);

  // held at a step that was drawn: now it is read back, and nothing changes
  await explorer.button('pause').click();
  await explorer.says(/^paused/);
  let step = await explorer.steps();
  const seen = (at: number) => page.evaluate((of) => window.framesSeen.get(of) ?? null, at);
  for (let turn = 0; turn < 4 && !(await seen(step)); turn += 1) {
    await explorer.button('step').click();
    step += 1;
    await explorer.says(new RegExp(`^paused after ${step} steps$`), { within: 60_000 });
  }
  expect(step).toBeGreaterThanOrEqual(firstWithout);
  await expect(live).toBeHidden();
  const frame = (await seen(step))!;
  const pictures = {
    'mask 000': explorer.masks[0]!,
    'mask 111': explorer.masks[1]!,
    'mask 222': explorer.masks[2]!,
    'pattern 012': explorer.pattern,
    'product 012': explorer.picture(text.pipeline.product.name),
    'prompted 012': explorer.picture(text.pipeline.prompted.name),
  };
  for (const [name, picture] of Object.entries(pictures)) {
    expect(await painted(picture, frame[name]!), name).toEqual(frame[name]!.bytes);
  }
});
