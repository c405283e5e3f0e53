import { expect, test } from 'vitest';
import { RunControl } from './control';

test('holds from pause to resume, however often it is paused', () => {
  const control = new RunControl({ paused: true });
  expect(control.paused).toBe(true);
  control.pause();
  expect(control.paused).toBe(true);
  control.resume();
  expect(control.paused).toBe(false);
});

test('a single step passes one batch and holds again', () => {
  const control = new RunControl({ paused: true });
  control.step();
  expect([control.paused, control.stepping]).toEqual([false, true]);
  control.batchDone();
  expect([control.paused, control.stepping]).toEqual([true, false]);
  control.resume();
  control.batchDone();
  expect(control.paused).toBe(false);
});

test('stop cannot be taken back', () => {
  const control = new RunControl({ paused: true });
  control.stop();
  control.resume();
  expect([control.paused, control.stopped]).toEqual([false, true]);
});

test('tells who listens of every change, until they no longer do', () => {
  const control = new RunControl();
  const heard: boolean[] = [];
  const unlisten = control.listen(() => heard.push(control.paused));
  control.pause();
  control.resume();
  unlisten();
  control.pause();
  expect(heard).toEqual([true, false]);
});
