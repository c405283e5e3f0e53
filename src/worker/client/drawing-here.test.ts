import { beforeEach, expect, test, vi } from 'vitest';
import type { Drawing } from '../../data/live-picture';
import type { Command, DeviceReport } from '../protocol';
import { endTry, forgetDrawing, noteDrawing, withDrawing } from './drawing-here';

const plain = { backend: 'auto', assets: '', data: 'toy', backbone: 'toy' } as const;
const open = { type: 'open', ...plain, drawing: 'where-fast' } as const;
const report = (drawing?: Drawing) => ({ drawing }) as DeviceReport;
const asks = () => (withDrawing(open) as Extract<Command, { type: 'open' }>).drawing;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('navigator', { userAgent: 'Browser 1' });
  vi.stubGlobal('addEventListener', vi.fn());
  forgetDrawing();
});

test('a browser in which drawing has failed is not asked again before its next version', () => {
  expect(asks()).toBe('where-fast');
  noteDrawing(report({ by: 'readback', why: 'software' }));
  noteDrawing(report({ by: 'readback', why: 'failed' }));
  expect(asks()).toBe('where-fast');
  noteDrawing(report({ by: 'readback', why: 'other-pixels' }));
  expect(asks()).toBe('never');
  vi.stubGlobal('navigator', { userAgent: 'Browser 2' });
  expect(asks()).toBe('where-fast');
});

test('what has come out on this page is not tried again on it, unless it fails after all', () => {
  noteDrawing(report({ by: 'device' }));
  expect(asks()).toBe('proved');
  noteDrawing(report({ by: 'readback', why: 'unwatched' }));
  expect(asks(), 'a worker that nobody looks at says nothing of it').toBe('proved');
  noteDrawing(report({ by: 'readback', why: 'failed' }));
  expect(asks()).toBe('where-fast');
});

test('two tries of which nobody heard the end are the last, until somebody wants another', () => {
  expect(asks()).toBe('where-fast');
  endTry();
  expect(asks(), 'one that was given up does not count').toBe('where-fast');
  expect(asks()).toBe('where-fast');
  expect(asks()).toBe('never');
  forgetDrawing();
  expect(asks()).toBe('where-fast');
});

test('one that keeps nothing is asked with each page', () => {
  vi.stubGlobal('localStorage', {
    getItem() {
      throw new Error('denied');
    },
    setItem() {
      throw new Error('denied');
    },
    removeItem() {
      throw new Error('denied');
    },
  });
  noteDrawing(report({ by: 'readback', why: 'lost' }));
  expect(asks()).toBe('where-fast');
});

test('other commands stay as they are', () => {
  expect(withDrawing({ type: 'pause' })).toEqual({ type: 'pause' });
  const unwatched = { ...plain, type: 'open' } as const;
  expect(withDrawing(unwatched), 'nobody looks at what it does').toBe(unwatched);
});
