import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { launchOptions } from './browser';

/** A browser with a disk of its own, whose pages are killed at moments that are the same each time. */

/** SMM_CRASHES=20 for more of it; SMM_CRASH_SEED for other moments */
const seed = Number(process.env['SMM_CRASH_SEED'] || 7);

/** How many times a page is killed, where nobody has asked for more or less. */
export function crashesOr(few: number): number {
  return Number(process.env['SMM_CRASHES'] || few);
}

/** Milliseconds after which a page ends, by a small generator. */
export function randomMoments(count: number, { from, to }: { from: number; to: number }): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return from + (state / 2 ** 32) * (to - from);
  });
}

export interface CrashRig {
  readonly context: BrowserContext;
  /** a file on this machine, as a person has one */
  fileOf(name: string, bytes: Uint8Array): Promise<string>;
}

/** Opens the browser for as long as the work takes, and leaves nothing behind. */
export async function withCrashRig(baseURL: string, work: (rig: CrashRig) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'smm-crash-'));
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...launchOptions,
    baseURL,
    locale: 'en',
    serviceWorkers: 'block',
    acceptDownloads: true,
    viewport: { width: 1280, height: 800 },
  });
  const fileOf = async (name: string, bytes: Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  };
  try {
    await work({ context, fileOf });
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends the renderer as a lack of memory does: nothing of the page gets to run any more. */
export async function kill(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

/** A new page that must have nothing to complain of. */
export async function reopened(context: BrowserContext, problems: string[]): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  return page;
}

/** Time in which the page itself gets to run: a machine that stalls does not count. */
export async function runs(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate(async (left) => {
    for (let turns = Math.ceil(left / 50); turns > 0; turns--) {
      await new Promise((turn) => setTimeout(turn, 50));
    }
  }, milliseconds);
}
