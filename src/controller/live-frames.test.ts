import { beforeEach, expect, test, vi } from 'vitest';
import type { Command } from '../worker/protocol';
import { LiveFrames, type LiveFrame } from './live-frames';

const watch = { runId: 'a', sampleId: 'test/0', pictures: [] };
let sent: Command[];
let frames: LiveFrames;

beforeEach(() => {
  sent = [];
  frames = new LiveFrames((command) => sent.push(command));
});

function frame(request: number) {
  const close = vi.fn<() => void>();
  return {
    close,
    event: { type: 'frame', request, step: 17, places: [], bitmap: { close } } as unknown as LiveFrame,
  };
}

test('the next frame is asked for when the last one has been shown', async () => {
  let shown = () => undefined as void;
  frames.watch(watch, () => new Promise((resolve) => (shown = resolve)));
  expect(sent).toEqual([{ type: 'watch', request: 1, ...watch }]);
  frames.hear(frame(1).event);
  await Promise.resolve();
  expect(sent).toHaveLength(1);
  shown();
  await vi.waitFor(() => expect(sent.at(-1)).toEqual({ type: 'frame-taken', request: 1 }));
});

test('a frame that could not be shown does not keep the next one away', async () => {
  frames.watch(watch, () => Promise.reject(new Error('no canvas')));
  frames.hear(frame(1).event);
  await vi.waitFor(() => expect(sent.at(-1)).toEqual({ type: 'frame-taken', request: 1 }));
});

test('what comes for an earlier look, or for nobody, is freed', () => {
  const listener = vi.fn(() => Promise.resolve());
  const end = frames.watch(watch, listener);
  frames.watch({ ...watch, sampleId: 'test/1' }, listener);
  const late = frame(1);
  frames.hear(late.event);
  expect(late.close).toHaveBeenCalledOnce();
  end();
  expect(sent, 'the look that came after goes on').not.toContainEqual({ type: 'watch-end' });
  frames.hear(frame(2).event);
  expect(listener).toHaveBeenCalledOnce();
});

test('the end is said once', () => {
  const end = frames.watch(watch, () => Promise.resolve());
  end();
  end();
  expect(sent.filter(({ type }) => type === 'watch-end')).toHaveLength(1);
  const late = frame(1);
  frames.hear(late.event);
  expect(late.close).toHaveBeenCalledOnce();
});
