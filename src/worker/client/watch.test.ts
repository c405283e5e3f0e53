import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Watch } from './watch';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000);

test('a worker that says something now and then may take as long as it likes', () => {
  const onSilence = vi.fn();
  const watch = new Watch({ ask: vi.fn(), onSilence });
  for (let turn = 0; turn < 10; turn++) {
    minutes(2.5);
    watch.heard();
  }
  expect(onSilence).not.toHaveBeenCalled();
  watch.end();
  minutes(10);
  expect(onSilence).not.toHaveBeenCalled();
});

test('one that leaves every question unanswered is given up, once', () => {
  const ask = vi.fn();
  const onSilence = vi.fn();
  new Watch({ ask, onSilence });
  minutes(3);
  expect(ask).toHaveBeenCalledTimes(12);
  expect(onSilence).not.toHaveBeenCalled();
  minutes(10);
  expect(onSilence).toHaveBeenCalledOnce();
  expect(ask).toHaveBeenCalledTimes(12);
});
