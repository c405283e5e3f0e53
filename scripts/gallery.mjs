// npm run gallery [NAME …]: pictures of every place in both themes and three sizes, from the built page and its recorded runs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { ensureBrowser } from './browser.mjs';
import { root } from './setup.mjs';

const mask = ['button', 'Mask, red channel'];

/** `ready`: role and name of what must be on the page before the picture is taken. */
const places = [
  { name: 'door', query: '', ready: ['heading', /./] },
  { name: 'explore', query: '?place=explore', ready: mask },
  { name: 'explore-mask', query: '?place=explore&open=mask', ready: mask },
  { name: 'explore-slowly', query: '?place=explore&slow=multiply', ready: mask },
  {
    name: 'explore-pair',
    query: '?place=explore&beside=run:full',
    ready: ['region', 'Two side by side'],
  },
  // the feature space is laid out first
  {
    name: 'explore-all',
    query: '?place=explore&at=survey',
    ready: ['application', /./],
    gone: /Finding nearest neighbours|Laying out/,
  },
  { name: 'compare', query: '?place=compare', ready: ['table'] },
  { name: 'lecture', query: '?place=lecture', ready: ['heading', 'SMM in ten minutes'] },
  {
    name: 'lecture-slide',
    query: '?place=lecture&deck=ten-minutes&slide=two-samples',
    ready: ['heading', /./],
  },
  { name: 'data', query: '?place=data', ready: ['heading', 'Data & models'] },
];
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
];

const only = process.argv.slice(2);
const { preview } = await import('vite');
const { chromium } = await import('@playwright/test');
const server = await preview({ root, logLevel: 'warn', preview: { port: 4188 } });
const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: ['--no-sandbox'] });
mkdirSync(`${root}docs/gallery`, { recursive: true });

for (const { name, query, ready, gone } of places) {
  if (only.length > 0 && !only.includes(name)) continue;
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of sizes) {
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce', locale: 'en' });
      // the recorded run's last step, and an engine that waits for Play
      await page.addInitScript(() => {
        Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
      });
      await page.goto(server.resolvedUrls.local[0] + query);
      const [role, of] = ready;
      await page.getByRole(role, { name: of }).first().waitFor();
      await page.waitForLoadState('networkidle');
      if (gone) await page.getByText(gone).first().waitFor({ state: 'hidden', timeout: 120_000 });
      await page.waitForTimeout(1500);
      // δ is noise: as PNG a page of it takes four times the room
      const devtools = await page.context().newCDPSession(page);
      const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 88 });
      const file = `${root}docs/gallery/${name}-${viewport.width}-${colorScheme}.webp`;
      writeFileSync(file, Buffer.from(data, 'base64'));
      await page.close();
    }
  }
}

await browser.close();
await server.close();
