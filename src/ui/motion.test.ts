import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('nothing moves on the page when the person asks for less motion', () => {
  const base = readFileSync(new URL('./base.css', import.meta.url), 'utf8');
  const reduced = base.slice(base.indexOf('prefers-reduced-motion: reduce'));
  for (const stop of [
    'animation-duration: 0.01ms !important',
    'animation-iteration-count: 1 !important',
    'transition-duration: 0.01ms !important',
    'scroll-behavior: auto !important',
  ]) {
    expect(reduced).toContain(stop);
  }
});
