import { expect, test } from 'vitest';
import { RunControl } from './control';

const settled = async (promise: Promise<void>) => {
  let done = false;
  void promise.then(() => (done = true));
  await new Promise((resolve) => setTimeout(resolve, 0));
  return done;
};

test('holds while paused and lets go on resume', async () => {
  const control = new RunControl({ paused: true });
  const released = control.released();
  expect(await settled(released)).toBe(false);
  control.resume();
  expect(await settled(released)).toBe(true);
});

test('a single step passes one batch and holds again', async () => {
  const control = new RunControl({ paused: true });
  control.step();
  expect(await settled(control.released())).toBe(true);
  control.batchDone();
  expect(control.paused).toBe(true);
  expect(await settled(control.released())).toBe(false);
});

test('pausing twice keeps waiting until someone resumes', async () => {
  const control = new RunControl({ paused: true });
  const released = control.released();
  control.pause();
  expect(await settled(released)).toBe(false);
});

test('stop releases and cannot be taken back', async () => {
  const control = new RunControl({ paused: true });
  const released = control.released();
  control.stop();
  control.resume();
  expect(await settled(released)).toBe(true);
  expect(control.stopped).toBe(true);
});
