import { headersOf } from '../scripts/build/hosting';
import type { Page } from '@playwright/test';

/** What the page's main thread did in a stretch of time, as the browser traces it. */
export interface MainThread {
  /** milliseconds that each task held the thread, ascending: what other programs took of the processor is left out */
  readonly tasks: readonly number[];
  /** the same by the clock on the wall */
  readonly wall: readonly number[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** microseconds */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Traces the page while `act` runs. */
export async function traced(page: Page, act: () => Promise<void>): Promise<MainThread> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'] },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === main?.pid && tid === main.tid,
  );
  const milliseconds = (times: readonly (number | undefined)[]) =>
    times.map((time) => (time ?? 0) / 1000).sort((a, b) => a - b);
  return {
    tasks: milliseconds(tasks.map(({ tdur, dur }) => tdur ?? dur)),
    wall: milliseconds(tasks.map(({ dur }) => dur)),
  };
}

/** The value below which a share of ascending values lies. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.ceil(share * ascending.length) - 1] ?? 0;
}

/** Keeps one core busy beside the page, until the page is closed. */
export async function keepBusy(page: Page): Promise<void> {
  await page.route('**/busy.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', headers: headersOf('busy.js'), body: 'for (;;);' }),
  );
  await page.evaluate(() => void new Worker('busy.js'));
}
