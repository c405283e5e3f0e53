import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SignOfLife } from '../protocol';
import { openTrainer } from './open-trainer';

/** A worker thread that says and does what a test tells it to, and the browser's locks. */
class FakeWorker extends EventTarget {
  readonly posted: unknown[] = [];
  terminated = false;

  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

let worker: FakeWorker;
/** by name, what is called when the holder of the lock has ended */
let waiting: Map<string, () => void>;

beforeEach(() => {
  worker = new FakeWorker();
  waiting = new Map();
  vi.useFakeTimers();
  vi.stubGlobal(
    'Worker',
    vi.fn(function () {
      return worker;
    }),
  );
  vi.stubGlobal('navigator', {
    locks: { request: (name: string, granted: () => void) => Promise.resolve(waiting.set(name, granted)) },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const alive: SignOfLife = { type: 'alive', lock: 'engine 7' };

function opened() {
  const onEvent = vi.fn();
  const onDeath = vi.fn();
  return { client: openTrainer({ onEvent, onDeath }), onEvent, onDeath };
}

test('a worker that ends without an error is known at once', () => {
  const { onDeath, onEvent } = opened();
  worker.say(alive);
  worker.say(alive);
  expect(onEvent, 'signs of life stay between the two ends').not.toHaveBeenCalled();
  waiting.get('engine 7')!();
  expect(onDeath).toHaveBeenCalledExactlyOnceWith('The engine ended without a word.');
});

test('one that hangs is given up, and ended for good', () => {
  const { onDeath } = opened();
  worker.say({ type: 'alive', lock: null } satisfies SignOfLife);
  vi.advanceTimersByTime(200_000);
  expect(worker.posted).toContainEqual({ type: 'are-you-there' });
  expect(onDeath).toHaveBeenCalledExactlyOnceWith('The engine no longer answers.');
  expect(worker.terminated).toBe(true);
});

test('one that was closed is not mourned', () => {
  const { client, onDeath } = opened();
  worker.say(alive);
  client.close();
  expect(worker.terminated).toBe(true);
  waiting.get('engine 7')!();
  worker.dispatchEvent(new Event('error'));
  vi.advanceTimersByTime(600_000);
  expect(onDeath).not.toHaveBeenCalled();
});

test('a worker that goes down while drawing is tried leaves word of it, and one that is let go does not', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('addEventListener', vi.fn());
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('navigator', { ...navigator, userAgent: 'Browser 1' });
  const plain = { backend: 'auto', assets: '', data: 'toy', backbone: 'toy' } as const;
  const open = { type: 'open', ...plain, drawing: 'where-fast' } as const;
  const letGo = opened().client;
  letGo.send(open);
  letGo.close();
  expect(kept.size).toBe(0);
  for (let turn = 0; turn < 2; turn += 1) {
    opened().client.send(open);
    worker.dispatchEvent(new Event('messageerror'));
    worker = new FakeWorker();
  }
  opened().client.send(open);
  expect(worker.posted.at(-1)).toMatchObject({ drawing: 'never' });
});
