// npm run gallery: pictures of every place in both themes and three sizes, from the built page and its recorded runs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { decode, encode } from 'fast-png';
import { ensureBrowser } from './browser.mjs';
import { root } from './setup.mjs';

const places = [{ name: 'explore', query: '' }];
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
];

const { preview } = await import('vite');
const { chromium } = await import('@playwright/test');
const server = await preview({ root, logLevel: 'warn', preview: { port: 4188 } });
const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: ['--no-sandbox'] });
mkdirSync(`${root}docs/gallery`, { recursive: true });

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of sizes) {
    for (const { name, query } of places) {
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
      // the recorded run's last step, and an engine that waits for Play
      await page.addInitScript(() => {
        Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
      });
      await page.goto(server.resolvedUrls.local[0] + query);
      await page.getByRole('button', { name: 'Mask, red channel' }).waitFor();
      await page.waitForLoadState('load');
      await page.waitForTimeout(2500);
      const shot = decode(await page.screenshot());
      // the same pixels packed as small as they go: δ is noise, and a browser packs in haste
      const file = `${root}docs/gallery/${name}-${viewport.width}-${colorScheme}.png`;
      writeFileSync(file, encode(shot, { zlib: { level: 9 } }));
      await page.close();
    }
  }
}

await browser.close();
await server.close();
