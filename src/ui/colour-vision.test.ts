import { readFileSync } from 'node:fs';
import { lab, rgb } from 'd3-color';
import { describe, expect, it } from 'vitest';
import { divergingTable, tableSize, type Theme } from '../lib/diverging';

/**
 * What is told apart by colour is told apart by everybody: distances in CIELAB after the simulation of Machado,
 * Oliveira and Fernandes (2009) at full severity, and in greyscale, as on a printer.
 */

type Linear = readonly [number, number, number];

const visions: Readonly<Record<string, readonly Linear[]>> = {
  trichromacy: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  greyscale: [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
};
const names = Object.keys(visions);

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const toByte = (value: number) => {
  const inside = Math.min(1, Math.max(0, value));
  return 255 * (inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055);
};

/** A colour as it is seen. */
function seen(colour: string, vision: string): string {
  const { r, g, b } = rgb(colour);
  const linear = [r, g, b].map((value) => toLinear(value / 255));
  const [red, green, blue] = visions[vision]!.map((row) =>
    toByte(row.reduce((sum, weight, i) => sum + weight * linear[i]!, 0)),
  );
  return rgb(red!, green!, blue!).formatHex();
}

/** Euclidean distance in CIELAB: about 2 is just noticed, 10 is seen at a glance. */
function distance(one: string, other: string, vision: string): number {
  const [a, b] = [lab(seen(one, vision)), lab(seen(other, vision))];
  return Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b);
}

function pairs<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((one, i) => all.slice(i + 1).map((other) => [one, other] as const));
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const tokens = read('./tokens.css');

function token(name: string, theme: Theme): string {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens);
  return match![theme === 'light' ? 1 : 2]!;
}

interface Family {
  readonly colour: string;
  /** how its line is broken; empty = not at all */
  readonly dashes: string;
}

/** The eight families of Compare's charts, as their style says. */
function families(theme: Theme): readonly Family[] {
  const css = read('../views/families/families.module.css');
  const blocks = [...css.matchAll(/\[data-family='\d'\] \{([^}]*)\}/g)].map(([, body]) => body!);
  return blocks.map((body) => {
    const value = /--family: ([^;]+);/.exec(body)![1]!;
    const named = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
    const own = [...value.matchAll(/#[0-9a-f]{6}/g)].map(([hex]) => hex);
    const colour = named ? token(named, theme) : own[theme === 'light' ? 0 : 1]!;
    return { colour, dashes: /--dashes: ([^;]+);/.exec(body)?.[1] ?? '' };
  });
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const paper = token('paper', theme);

  it.each(names)('tells the reference, what it is compared with and the unprompted apart (%s)', (vision) => {
    const colours = ['accent', 'second', 'muted'].map((name) => token(name, theme));
    // in greyscale the labels at the ends of the lines have to do it
    const least = vision === 'greyscale' ? -1 : 12;
    for (const [one, other] of pairs(colours)) expect(distance(one, other, vision)).toBeGreaterThan(least);
    for (const colour of colours) expect(distance(colour, paper, vision)).toBeGreaterThan(30);
  });

  it('tells the lines of Compare apart by how they are broken, and by colour where that is seen', () => {
    const all = families(theme);
    expect(all).toHaveLength(8);
    expect(new Set(all.map(({ dashes }) => dashes)).size).toBe(8);
    for (const [one, other] of pairs(all)) {
      expect(
        distance(one.colour, other.colour, 'trichromacy'),
        `${one.colour} ${other.colour}`,
      ).toBeGreaterThan(10);
    }
  });

  it.each(names)('draws no line of Compare too pale (%s)', (vision) => {
    for (const { colour } of families(theme)) expect(distance(colour, paper, vision)).toBeGreaterThan(25);
  });

  it.each(names.filter((name) => name !== 'greyscale'))('shows the sign of a mask (%s)', (vision) => {
    const at = (position: number) => mapped(position, theme);
    for (const magnitude of [0.4, 0.7, 1]) {
      expect(distance(at(-magnitude), at(magnitude), vision), `±${magnitude}`).toBeGreaterThan(20);
    }
  });

  it.each(names)('shows how large a mask is, on both sides of zero (%s)', (vision) => {
    for (const side of [-1, 1]) {
      const steps = [0, 0.25, 0.5, 0.75, 1].map((magnitude) => mapped(side * magnitude, theme));
      for (let i = 1; i < steps.length; i += 1) {
        expect(distance(steps[i - 1]!, steps[i]!, vision), `${side} ${i}`).toBeGreaterThan(6);
      }
    }
  });
});

function mapped(position: number, theme: Theme): string {
  const row = Math.round(((position + 1) / 2) * (tableSize - 1));
  const [red, green, blue] = divergingTable(theme).slice(row * 3, row * 3 + 3);
  return rgb(red!, green!, blue!).formatHex();
}
