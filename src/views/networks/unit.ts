import type { Normalisation } from '../../core/normalisation';
import { byteLine } from '../../lib/normalisation';

export type Three = readonly [number, number, number];

/** As (x − mean) / deviation for x in 0..1, to six decimals. */
export function inFractions(unit: Normalisation): { readonly mean: Three; readonly deviation: Three } {
  const lines = [0, 1, 2].map((channel) => byteLine(unit, channel));
  const three = (of: (line: (typeof lines)[number]) => number): Three => {
    const [red, green, blue] = lines.map((line) => Number((of(line) / 255).toFixed(6)));
    return [red!, green!, blue!];
  };
  return { mean: three(({ zero }) => zero), deviation: three(({ scale }) => scale) };
}

export function unitWords(unit: Normalisation): string {
  const { mean, deviation } = inFractions(unit);
  return `(x − ${mean.join(', ')}) / ${deviation.join(', ')}`;
}
