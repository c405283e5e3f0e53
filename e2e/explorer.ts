import { expect, type Locator, type Page } from '@playwright/test';
import { english as text } from '../src/messages/english/english';

/**
 * A run that takes seconds on any backend: sixteen training pictures are the fewest that hold all ten labels,
 * and one mapping pass serves all epochs.
 */
export const quick = {
  side: '32',
  batch: '16',
  'train-limit': '16',
  'test-limit': '16',
  mapping: 'flm',
  lr: '0.02',
  'lr-mask': '0.001',
} as const;

/** The page as a person finds their way on it: by the roles and names of what is there. */
export class Explorer {
  readonly bar: Locator;
  readonly progress: Locator;
  readonly notices: Locator;
  readonly marker: Locator;
  readonly samples: Locator;
  readonly bench: Locator;

  constructor(readonly page: Page) {
    this.bar = page.getByRole('group', { name: text.app.runRegion, exact: true });
    this.progress = page.getByRole('progressbar', { name: text.runBar.progress });
    this.notices = page.getByRole('region', { name: text.notices.region });
    this.marker = page.getByRole('slider', { name: text.scrubber.slider });
    this.samples = page.getByRole('region', { name: text.samples.title });
    this.bench = page.getByRole('region', { name: text.pipeline.title });
  }

  /** Opens the page at a link: Explore, unless it names another place. */
  async open(link: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.page.goto(`./?${new URLSearchParams({ place: 'explore', ...link })}`);
  }

  /** Opens the page as somebody does who has no link. */
  async enter(): Promise<void> {
    await this.page.goto('./');
  }

  /** A button of the run bar. */
  button(
    name: keyof typeof text.runBar & ('play' | 'pause' | 'resume' | 'step' | 'stop' | 'reset'),
  ): Locator {
    return this.bar.getByRole('button', { name: text.runBar[name], exact: true });
  }

  /** Waits until the run bar says so. */
  async says(status: RegExp, { within = 60_000 } = {}): Promise<void> {
    await expect(this.progress).toHaveAttribute('aria-valuetext', status, { timeout: within });
  }

  /** Waits until the run has come so far, 0..1. */
  async reaches(share: number, { within = 60_000 } = {}): Promise<void> {
    const loading = new RegExp(`^(${Object.values(text.runBar.loading).join('|')})`);
    const done = async () =>
      // while the engine loads the same bar shows how far that is
      this.progress.evaluate(
        (bar: HTMLProgressElement, others) =>
          new RegExp(others).test(bar.getAttribute('aria-valuetext') ?? '') ? 0 : bar.value,
        loading.source,
      );
    await expect.poll(done, { timeout: within, intervals: [50] }).toBeGreaterThanOrEqual(share);
  }

  /** How many steps the paused, stopped or finished run has made. */
  async steps(): Promise<number> {
    return Number(/after (\d+) step/.exec((await this.progress.getAttribute('aria-valuetext')) ?? '')?.[1]);
  }

  /** A picture of the bench, by what it shows. */
  picture(name: string): Locator {
    return this.bench.getByRole('button', { name, exact: true });
  }

  get masks(): readonly Locator[] {
    return text.pipeline.channels.map((channel) => this.picture(text.pipeline.mask.name(channel)));
  }

  get pattern(): Locator {
    return this.picture(text.pipeline.pattern.name);
  }

  /** What masks and pattern say of themselves: size, least, mean and greatest value of each. */
  async values(): Promise<readonly string[]> {
    const said = await Promise.all(
      [...this.masks, this.pattern].map((picture) => this.#description(picture)),
    );
    // behind the values stands how they were amplified to be shown, which follows the newest step
    return said.map((words) => words.replace(/(mean \S+)\..*/, '$1'));
  }

  /** The table behind the loss curve: the live run's loss after each step. */
  async losses(): Promise<readonly number[]> {
    const panel = this.page.getByRole('region', { name: text.curves.loss, exact: true });
    await panel.getByRole('radio', { name: text.curves.table }).check();
    await expect(panel.getByRole('table')).toBeVisible();
    const rows = await panel.getByRole('row').allInnerTexts();
    // the live run joined last; behind its losses stand their means
    return rows.slice(1).map((row) => Number(row.split('\t').at(-2)));
  }

  /** What computes, as the panel behind the device's name tells it. */
  async device(): Promise<{ readonly text: string; readonly dispatches: number }> {
    const { device } = text;
    const name = new RegExp(Object.values(device.names).join('|'));
    await this.page.getByRole('banner').getByRole('button', { name }).click();
    const panel = this.page.getByRole('dialog', { name: device.title });
    const words = await panel.innerText();
    await this.page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    const dispatches = new RegExp(`${device.dispatches}\\s+([\\d,]+)`).exec(words)?.[1] ?? '0';
    return { text: words, dispatches: Number(dispatches.replaceAll(',', '')) };
  }

  /** Saves the live run as a file and returns its path. */
  async saveRun(): Promise<string> {
    await this.page.getByRole('button', { name: /· seed \d+$/ }).click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: text.runBar.save }).click();
    const path = await (await download).path();
    await this.page.keyboard.press('Escape');
    return path;
  }

  /** Adds pictures of one's own, as the file dialog does. */
  async add(...files: readonly { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.samples.getByRole('button', { name: text.samples.add }).click();
    await (await chooser).setFiles([...files]);
  }

  /** A picture of the strip, by its name. */
  sample(name: string | RegExp): Locator {
    return this.samples.getByRole('button', { name });
  }

  async #description(picture: Locator): Promise<string> {
    const id = await picture.getAttribute('aria-describedby');
    return (await this.page.locator(`[id="${id}"]`).textContent()) ?? '';
  }
}
