// @vitest-environment jsdom
import { beforeAll, expect, test } from 'vitest';
import { chartAsSvg, chartSizes } from './chart-file';

// jsdom has none
beforeAll(() => void Object.assign(document, { adoptedStyleSheets: [] }));

function chart(inner: string): SVGSVGElement {
  document.body.innerHTML = `<div><svg viewBox="0 0 300 150" class="chart" role="img" aria-label="x">${inner}</svg></div>`;
  return document.querySelector('svg')!;
}

test('a file stands alone: namespace, size, title, white ground, no classes or roles', () => {
  const drawing = chart('<g class="a" data-tone="accent"><path d="M0,0h9" style="stroke: red"/></g>');
  const text = chartAsSvg(drawing, { size: chartSizes[0]!, title: 'Loss <of> all' });
  const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(root.getAttribute('width')).toBe('84mm');
  expect(root.getAttribute('height')).toBe('42mm');
  expect(root.getAttribute('viewBox')).toBe('0 0 300 150');
  expect(root.firstElementChild!.outerHTML).toContain('Loss &lt;of&gt; all');
  expect(root.children[1]!.getAttribute('fill')).toBe('white');
  expect(text).not.toMatch(/ (class|style|role|aria-|data-)/);
  expect(root.querySelector('path')!.getAttribute('d')).toBe('M0,0h9');
});

test('the light theme is used for a moment only', () => {
  document.documentElement.dataset['theme'] = 'dark';
  const drawing = chart('<text>x</text>');
  chartAsSvg(drawing, { size: chartSizes[1]!, title: 'x' });
  expect(document.documentElement.dataset['theme']).toBe('dark');
  expect(document.adoptedStyleSheets).toEqual([]);
});

test('what is not shown is left out, and the page is as before', () => {
  const drawing = chart('<g style="display: none"><text>hidden</text></g><text>shown</text>');
  const before = document.body.innerHTML;
  const text = chartAsSvg(drawing, { size: chartSizes[1]!, title: 'x' });
  expect(text).toContain('shown');
  expect(text).not.toContain('hidden');
  expect(document.body.innerHTML).toBe(before);
});
