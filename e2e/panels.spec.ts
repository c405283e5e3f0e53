import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { scenes } from '../src/app/gallery/scenes';
import { english as text } from '../src/messages/english/english';
import { expect, test } from './journey';

/**
 * Every panel as it looks, from made-up values that never change: the gallery's scenes. Pixels depend on the browser
 * and its fonts, so pictures are compared only where both are those they were taken with; elsewhere each test says so.
 * After a change on purpose: npx playwright test e2e/panels.spec.ts --update-snapshots=all
 */

const madeWith = fileURLToPath(new URL('panels/made-with.json', import.meta.url));
const known = existsSync(madeWith) ? (JSON.parse(readFileSync(madeWith, 'utf8')) as Surroundings) : null;

interface Surroundings {
  /** major version of the browser */
  readonly browser: string;
  /** of what its fonts make of some letters */
  readonly letters: string;
}

/** both themes draw from the same tokens: these scenes between them hold every kind of thing that has a colour */
const darkToo = ['pictures', 'smm', 'switches', 'compare'];
const all = ['pictures', ...Object.keys(scenes)];

for (const theme of ['light', 'dark'] as const) {
  for (const scene of theme === 'light' ? all : darkToo) {
    test(`the gallery’s ${scene} looks as it did, ${theme}`, async ({ page, explorer }, { config }) => {
      await explorer.page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
      await page.goto(`./?gallery=${scene}&theme=${theme}`);
      await expect(page.getByRole('heading', { name: text.gallery.title })).toBeVisible();
      const here = await surroundings(page);
      if (config.updateSnapshots === 'all') {
        mkdirSync(dirname(madeWith), { recursive: true });
        writeFileSync(madeWith, `${JSON.stringify(here, null, 2)}\n`);
      } else {
        const strange = JSON.stringify(here) !== JSON.stringify(known);
        const reason = `the pictures were taken with ${JSON.stringify(known)}; this is ${JSON.stringify(here)}`;
        if (strange) console.log(`${scene}, ${theme}: not compared, ${reason}.`);
        test.skip(strange, reason);
      }
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(atRest);
      await expect(page).toHaveScreenshot([`${scene}-${theme}.png`], {
        fullPage: true,
        animations: 'disabled',
        // the edges of a curve may round otherwise; a sign or a figure that is gone is more
        maxDiffPixels: 300,
      });
    });
  }
}

/** Rows that are drawn in turn have all been drawn: nothing has changed for a while and some frames. */
function atRest(): Promise<void> {
  return new Promise((resolve) => {
    let frames = 0;
    let since = 0;
    const observer = new MutationObserver(wait);
    function wait(): void {
      frames = 0;
      since = performance.now();
    }
    function look(): void {
      // a busy machine draws few frames, and what follows from a size comes with the next one
      if (++frames < 12 || performance.now() - since < 600) return void requestAnimationFrame(look);
      observer.disconnect();
      resolve();
    }
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    wait();
    look();
  });
}

async function surroundings(page: Page): Promise<Surroundings> {
  const letters = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d')!;
    const families = [getComputedStyle(document.body).fontFamily, 'monospace', 'serif'];
    families.forEach((family, row) => {
      pen.font = `13px ${family}`;
      pen.fillText('Rag 0189 δ ⊙ x̃', 0, 20 + 30 * row);
    });
    const bytes = new TextEncoder().encode(canvas.toDataURL());
    const digest = await crypto.subtle.digest('SHA-256', bytes);
    return Array.from(new Uint8Array(digest).subarray(0, 8), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
  });
  return { browser: page.context().browser()!.version().split('.')[0]!, letters };
}
