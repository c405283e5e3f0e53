import { readFileSync } from 'node:fs';
import { rgb } from 'd3-color';
import { describe, expect, it } from 'vitest';

const source = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function token(name: string, theme: 'light' | 'dark'): string {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(source);
  const value = match?.[theme === 'light' ? 1 : 2];
  if (value === undefined) throw new Error(`tokens.css has no plain pair for --${name}.`);
  return value;
}

/** WCAG 2.2 relative luminance, 0..1 */
function luminance(colour: string): number {
  const { r, g, b } = rgb(colour);
  const [red, green, blue] = [r, g, b].map((value) => {
    const unit = value / 255;
    return unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const surfaces = ['paper', 'panel', 'raised', 'sunken', 'highlight'];
  const inks = ['ink', 'ink-2', 'ink-3', 'accent', 'second', 'muted', 'good', 'warn', 'bad'];

  it.each(surfaces.flatMap((surface) => inks.map((ink) => [ink, surface] as const)))(
    'keeps text in %s readable on %s',
    (ink, surface) => {
      expect(contrast(token(ink, theme), token(surface, theme))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ['on-ink', 'ink'],
    ['on-accent', 'accent'],
  ])('keeps %s readable on %s', (ink, surface) => {
    expect(contrast(token(ink, theme), token(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['paper', 'panel', 'raised'])('shows the edge of a control on %s', (surface) => {
    expect(contrast(token('edge', theme), token(surface, theme))).toBeGreaterThanOrEqual(3);
  });
});
