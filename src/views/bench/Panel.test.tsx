// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BenchReport, MeasuredProgram } from '../../training/bench/report';
import type { BenchReply } from '../../worker/bench-protocol';
import { BenchPanel } from './Panel';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const program = (name: string, median: number): MeasuredProgram => ({
  name,
  threads: 2,
  milliseconds: { median, least: median - 1, most: median + 1, count: 3 },
  imagesPerSecond: 64_000 / median,
  counted: {
    kernels: 1161,
    multiplyAdds: { executed: 11e9, needed: 11e9 },
    bytes: 2.7e9,
    peakBytes: 193e6,
    device: null,
  },
  residentBytes: null,
  roofline: { share: 0.66, boundBy: 'arithmetic' },
});

const report: BenchReport = {
  machine: { processor: '2 logical processors', cores: 2, date: '2026-01-02T03:04:05.000Z' },
  versions: {},
  counted: [],
  backends: [
    {
      backend: 'webgl',
      adapter: 'a card',
      software: false,
      peaks: { multiplyAddsPerSecond: 1e12, bytesPerSecond: 1e11 },
      rows: [
        {
          part: 'step',
          side: 96,
          batch: 64,
          ours: program('ours', 500),
          other: program('stock TensorFlow.js', 2000),
          speedup: { median: 4, least: 3.9, most: 4.1, count: 3 },
        },
      ],
    },
  ],
  growth: [
    {
      by: 'side',
      backend: 'webgl',
      points: [
        { at: 64, cost: 10 },
        { at: 128, cost: 40 },
      ],
      law: { factor: 1, exponent: 2, explained: 1 },
    },
  ],
  leftOut: ['webgpu finds no graphics adapter.'],
  seconds: 40,
};

let root: Root;
let place: HTMLElement;
let tell: (reply: BenchReply) => void;
const end = vi.fn();

beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  const measure = (listener: typeof tell) => {
    tell = listener;
    return end;
  };
  act(() => root.render(<BenchPanel measure={measure} full={false} />));
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

describe('the bench', () => {
  it('says what is being measured, and what went wrong', () => {
    act(() => tell({ type: 'progress', what: 'wasm: timing the step' }));
    expect(place.querySelector('[role=status]')!.textContent).toContain('wasm: timing the step');
    act(() => tell({ type: 'failed', message: 'There is no connection.' }));
    expect(place.querySelector('[role=status]')!.textContent).toContain('There is no connection.');
  });

  it('shows every program of every backend, how a step grows, and what was left out', () => {
    act(() => tell({ type: 'done', report }));
    const rows = [...place.querySelectorAll('tbody tr')].map(({ textContent }) => textContent);
    expect(rows[0]).toMatch(/^ours, whole step.*500 \(499 … 501\).*128.*66/);
    expect(rows[1]).toMatch(/^stock TensorFlow\.js.*2,000/);
    expect(rows[2]).toContain('4.00 × as fast (3.90 … 4.10)');
    expect(rows[3]).toBe('side64: 10 ms, 128: 40 ms2.001.000');
    expect(place.textContent).toContain('webgpu finds no graphics adapter.');
  });

  it('copies the whole report', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    act(() => tell({ type: 'done', report }));
    await act(async () => place.querySelector('button')!.click());
    expect(writeText).toHaveBeenCalledWith(JSON.stringify(report, null, 2));
    expect(place.querySelector('button')!.textContent).toBe('Copied');
    vi.unstubAllGlobals();
  });

  it('ends its worker when it is left', () => {
    end.mockClear();
    act(() => root.unmount());
    expect(end).toHaveBeenCalledOnce();
  });
});
