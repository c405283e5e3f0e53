// npm run gallery: pictures of Explore in both themes and three sizes, from the built page and its recorded run.
import { mkdirSync } from 'node:fs';
import { ensureBrowser } from './browser.mjs';
import { root } from './setup.mjs';

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
    const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
    // the recorded run's last step, and an engine that stays out of the picture
    await page.route('**/models/**', () => undefined);
    await page.goto(server.resolvedUrls.local[0]);
    await page.getByText('recorded').first().waitFor();
    await page.waitForLoadState('load');
    await page.waitForTimeout(2500);
    await page.screenshot({ path: `${root}docs/gallery/explore-${viewport.width}-${colorScheme}.png` });
    await page.close();
  }
}

await browser.close();
await server.close();
