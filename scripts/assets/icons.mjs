// node scripts/assets/icons.mjs: public/icons from public/icon.svg, for systems that take no SVG.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { decode, encode } from 'fast-png';
import { ensureBrowser } from '../browser.mjs';
import { root } from '../setup.mjs';

const svg = readFileSync(`${root}public/icon.svg`, 'utf8');
// a maskable icon keeps its picture within the middle four fifths, on a ground that reaches to the edges
const maskable = svg
  .replace('viewBox="0 0 16 16"', 'viewBox="-2 -2 20 20"')
  .replace('<rect width="16" height="16" rx="3"', '<rect x="-2" y="-2" width="20" height="20"');
if (maskable === svg) throw new Error('public/icon.svg has another shape: mend scripts/assets/icons.mjs.');

const icons = [
  { file: 'icon-192', side: 192, drawing: svg },
  { file: 'icon-512', side: 512, drawing: svg },
  { file: 'maskable-512', side: 512, drawing: maskable },
  { file: 'apple-touch', side: 180, drawing: maskable },
];

const { chromium } = await import('@playwright/test');
const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: ['--no-sandbox'] });
mkdirSync(`${root}public/icons`, { recursive: true });
for (const { file, side, drawing } of icons) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const source = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;
  await page.setContent(
    `<style>body { margin: 0 }</style><img src="${source}" width="${side}" height="${side}">`,
  );
  const shot = decode(await page.screenshot({ omitBackground: true }));
  writeFileSync(`${root}public/icons/${file}.png`, encode(shot, { zlib: { level: 9 } }));
  await page.close();
}
await browser.close();
