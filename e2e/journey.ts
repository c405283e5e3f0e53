import { test as base, expect, type ConsoleMessage, type Page, type Request } from '@playwright/test';
import { Explorer } from './explorer';

/**
 * The test of every journey: a page that is watched from its first request to its last. Whatever a person would
 * never see but should never happen fails the journey, whichever it is: an error in the console, an exception, a
 * breach of the content security policy, a request to anywhere else.
 */

interface Journey {
  readonly explorer: Explorer;
  /** the browser tells the page to save data: no engine is loaded before it is wanted, and the processor is spared */
  readonly savesData: boolean;
  /** errors that this journey provokes; any other one fails it */
  readonly provoked: readonly RegExp[];
}

export const test = base.extend<Journey>({
  provoked: [[], { option: true }],
  savesData: [false, { option: true }],
  explorer: async ({ page, baseURL, provoked, savesData }, use) => {
    if (savesData) {
      await page.addInitScript(() =>
        Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
      );
    }
    const problems = watch(page, new URL(baseURL!).origin);
    await use(new Explorer(page));
    const unexpected = problems.filter((problem) => !provoked.some((pattern) => pattern.test(problem)));
    expect(unexpected, 'nothing goes wrong behind the page').toEqual([]);
  },
});

export { expect };

/** Collects what goes wrong in a page and its workers, in words. */
function watch(page: Page, origin: string): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    // a breach of the policy is such an error too
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('crash', () => problems.push('the page crashed'));
  page.on('request', (request: Request) => {
    const url = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== origin) {
      problems.push(`request to ${url.href}`);
    }
  });
  return problems;
}
