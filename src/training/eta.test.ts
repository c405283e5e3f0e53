import { expect, test } from 'vitest';
import { TimeToGo, type Phase, type Work } from './eta';

function timer(work: Partial<Work>) {
  let now = 0;
  const time = new TimeToGo(() => now, { unprompted: 0, mapping: 0, training: 0, evaluation: 0, ...work });
  const batch = (phase: Phase, milliseconds: number) => {
    time.begin();
    now += milliseconds;
    time.end(phase);
    now += 5000; // a pause
  };
  return { time, batch };
}

test('says nothing before a training step has been timed', () => {
  const { time, batch } = timer({ unprompted: 1, training: 5 });
  batch('unprompted', 100);
  expect(time.seconds).toBeNull();
});

test('adds the remaining batches of each phase', () => {
  const { time, batch } = timer({ mapping: 11, training: 6, evaluation: 10 });
  batch('mapping', 100);
  batch('training', 400);
  expect(time.seconds).toBeCloseTo(4);
});

test('follows a machine that slows down', () => {
  const { time, batch } = timer({ training: 211 });
  batch('training', 100);
  for (let step = 0; step < 200; step++) batch('training', 200);
  expect(time.seconds).toBeCloseTo(2, 2);
});

test('is not misled where one batch in ten waits for the nine before it', () => {
  const { time, batch } = timer({ training: 60 });
  for (let step = 1; step <= 50; step++) batch('training', step % 10 === 0 ? 1000 : 1);
  expect(time.seconds).toBeGreaterThan(0.9);
  expect(time.seconds).toBeLessThan(1.4);
});

test('does not count pauses', () => {
  const { time, batch } = timer({ training: 3 });
  batch('training', 100);
  batch('training', 100);
  expect(time.seconds).toBeCloseTo(0.1);
});
