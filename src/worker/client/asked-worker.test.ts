import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askedWorker } from './asked-worker';

interface Question {
  readonly type: 'look';
}
type Answer = { readonly type: 'found' } | { readonly type: 'failed'; readonly message: string };
interface Progress {
  readonly type: 'progress';
  readonly done: number;
}

/** A worker thread that says what a test tells it to. */
class FakeWorker extends EventTarget {
  readonly posted: unknown[] = [];
  readonly postMessage = (message: unknown) => void this.posted.push(message);
  readonly terminate = vi.fn();
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

let started: FakeWorker[];
const asked = () =>
  askedWorker<Question, Answer, Progress>({
    start: () => started[started.push(new FakeWorker()) - 1] as unknown as Worker,
    silent: 'It hangs.',
    broken: (reason) => `It broke: ${reason}.`,
    closed: 'It was closed.',
    failed: (message) => ({ type: 'failed', message }),
  });
const look: Question = { type: 'look' };

beforeEach(() => {
  started = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('nothing starts before the first question, and several share one worker', async () => {
  const client = asked();
  client.cancel();
  expect(started).toHaveLength(0);
  const onProgress = vi.fn();
  const [first, second] = [client.ask(look, onProgress), client.ask(look)];
  expect(started).toHaveLength(1);
  expect(started[0]!.posted).toEqual([
    { type: 'look', request: 1 },
    { type: 'look', request: 2 },
  ]);
  started[0]!.say({ type: 'found', request: 2 });
  started[0]!.say({ type: 'progress', request: 1, done: 3 });
  started[0]!.say({ type: 'failed', request: 1, message: 'It is no ZIP.' });
  expect(await first).toMatchObject({ type: 'failed', message: 'It is no ZIP.' });
  expect(await second).toMatchObject({ type: 'found' });
  expect(onProgress).toHaveBeenCalledExactlyOnceWith({ type: 'progress', request: 1, done: 3 });
});

test('a refusal ends nothing else', async () => {
  const client = asked();
  const [first, second] = [client.ask(look), client.ask(look)];
  started[0]!.say({ type: 'failed', request: 1, message: 'It is no ZIP.' });
  await first;
  expect(started[0]!.terminate).not.toHaveBeenCalled();
  started[0]!.say({ type: 'found', request: 2 });
  expect(await second).toMatchObject({ type: 'found' });
});

test.for([
  ['breaks', (worker: FakeWorker) => worker.dispatchEvent(new Event('error')), /^It broke/],
  ['hangs', () => vi.advanceTimersByTime(200_000), /^It hangs/],
] as const)('after one that %s comes another one', async ([, end, sentence]) => {
  const client = asked();
  const lost = client.ask(look);
  end(started[0]!);
  const failed = await lost;
  expect(failed).toMatchObject({ type: 'failed', message: expect.stringMatching(sentence) as string });
  expect(started[0]!.terminate).toHaveBeenCalled();
  const next = client.ask(look);
  started[1]!.say({ type: 'found', request: 2 });
  expect(await next).toMatchObject({ type: 'found' });
});

test('what the page has closed stays closed', async () => {
  const client = asked();
  const lost = client.ask(look);
  client.close();
  expect(await lost).toEqual({ type: 'failed', message: 'It was closed.' });
  expect(await client.ask(look)).toEqual({ type: 'failed', message: 'It was closed.' });
  expect(started).toHaveLength(1);
});
