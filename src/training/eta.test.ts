import { expect, test } from 'vitest';
import { TimeToGo } from './eta';

const nothing = { unprompted: 0, mapping: 0, training: 0, evaluation: 0 };

function timer() {
  let now = 0;
  const time = new TimeToGo(() => now);
  const batch = (phase: Parameters<TimeToGo['end']>[0], milliseconds: number) => {
    time.begin();
    now += milliseconds;
    time.end(phase);
  };
  return { time, batch };
}

test('says nothing before a training step has been timed', () => {
  const { time, batch } = timer();
  batch('unprompted', 100);
  expect(time.seconds({ ...nothing, training: 5 })).toBeNull();
});

test('adds the remaining batches of each phase', () => {
  const { time, batch } = timer();
  batch('mapping', 100);
  batch('training', 400);
  expect(time.seconds({ ...nothing, mapping: 10, training: 5, evaluation: 10 })).toBeCloseTo(4);
});

test('follows a machine that slows down', () => {
  const { time, batch } = timer();
  batch('training', 100);
  for (let step = 0; step < 60; step++) batch('training', 200);
  expect(time.seconds({ ...nothing, training: 10 })).toBeCloseTo(2, 2);
});

test('is zero when nothing is left', () => {
  expect(timer().time.seconds(nothing)).toBe(0);
});
