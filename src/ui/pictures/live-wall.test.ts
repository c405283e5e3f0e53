import { beforeEach, expect, test, vi } from 'vitest';
import type { Hung } from './hung';
import { LiveWall, type WallFrame } from './live-wall';

let on: { hung: Set<Hung>; onChange: () => void };
let wall: LiveWall;
beforeEach(() => {
  on = { hung: new Set(), onChange: () => undefined };
  wall = new LiveWall(on);
});

function hang(gain: number, show: Hung['show'] = vi.fn()): () => void {
  const one: Hung = { stage: 'mask', rule: { by: 'signed', gain }, show };
  on.hung.add(one);
  on.onChange();
  return () => {
    on.hung.delete(one);
    on.onChange();
  };
}
const told = () => Promise.resolve();

/** One of the first `count` subjects, side by side. */
function frame(step: number, count: number) {
  const image = { close: vi.fn<() => void>() };
  const subjects = wall.subjects().slice(0, count);
  const places = new Map(subjects.map(({ key }, i) => [key, { x: i * 8, y: 0, width: 8, height: 8 }]));
  return { image, frame: { step, image, places } as unknown as WallFrame };
}

test('a canvas shows its part of a frame, and its snapshot when there is none for it', async () => {
  const [showA, showB] = [vi.fn(), vi.fn()];
  hang(1, showA);
  hang(2, showB);
  await told();
  const first = frame(17, 2);
  wall.show(first.frame);
  expect(showB).toHaveBeenLastCalledWith({ x: 8, y: 0, width: 8, height: 8, image: first.image });
  expect(wall.step()).toBe(17);
  wall.show(frame(19, 1).frame);
  expect(showA).toHaveBeenLastCalledWith(expect.objectContaining({ x: 0 }));
  expect(showB).toHaveBeenLastCalledWith(null);
  expect(first.image.close, 'an image is freed when the next one is shown').toHaveBeenCalledOnce();
  wall.show(null);
  expect(showA).toHaveBeenLastCalledWith(null);
  expect(wall.step()).toBeNull();
});

test('one that was taken down is left alone', async () => {
  const show = vi.fn();
  const down = hang(1, show);
  await told();
  const late = frame(17, 1);
  down();
  wall.show(late.frame);
  expect(show).not.toHaveBeenCalled();
});

test('what is wanted is told once for all that come and go together, and only if it changes', async () => {
  const listener = vi.fn();
  wall.listen(listener);
  const takeA = hang(1);
  hang(2);
  await told();
  expect(listener).toHaveBeenCalledOnce();
  const before = wall.subjects();
  expect(before.map(({ rule }) => rule)).toEqual([
    { by: 'signed', gain: 1 },
    { by: 'signed', gain: 2 },
  ]);
  // a new snapshot hangs the same subject anew, and a second canvas of it is the same one
  takeA();
  hang(1);
  hang(1);
  await told();
  expect(wall.subjects()).toBe(before);
  expect(listener).toHaveBeenCalledOnce();
  hang(3);
  await told();
  expect(wall.subjects()).toHaveLength(3);
});
