import { beforeEach, expect, test, vi } from 'vitest';
import type { Drawing } from '../../data/live-picture';
import type { Command, DeviceReport } from '../protocol';
import { noteDrawing, withDrawing } from './drawing-here';

const open = { type: 'open', backend: 'auto', assets: '', data: 'toy', backbone: 'toy' } as const;
const report = (drawing?: Drawing) => ({ drawing }) as DeviceReport;
const asks = () => (withDrawing(open) as Extract<Command, { type: 'open' }>).drawing;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.stubGlobal('navigator', { userAgent: 'Browser 1' });
});

test('a browser in which drawing has failed is not asked again before its next version', () => {
  expect(asks()).toBe('where-fast');
  noteDrawing(report({ by: 'device' }));
  noteDrawing(report({ by: 'readback', why: 'software' }));
  noteDrawing(report());
  expect(asks()).toBe('where-fast');
  noteDrawing(report({ by: 'readback', why: 'other-pixels' }));
  expect(asks()).toBe('never');
  vi.stubGlobal('navigator', { userAgent: 'Browser 2' });
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
  });
  noteDrawing(report({ by: 'readback', why: 'failed' }));
  expect(asks()).toBe('where-fast');
});

test('other commands stay as they are', () => {
  expect(withDrawing({ type: 'pause' })).toEqual({ type: 'pause' });
});
