/** One metric of one table as a picture: a line for each variant, its seeds as dots, their mean and deviation. */
import { scaleLinear } from 'd3-scale';
import { symbol, symbolCircle, symbolDiamond } from 'd3-shape';
import type { TableRow } from '../../data/ablation-table';
import type { Metric, MetricId } from '../../data/metrics';
import { plusMinus, unitNames } from '../../data/unit-text';

export interface DotPlot {
  readonly title: string;
  readonly metric: Metric & { readonly id: MetricId };
  readonly rows: readonly TableRow[];
  /** what stands beside a row in words, never on its axis: other models and data */
  readonly beside: (row: TableRow) => string | null;
  /** head of that column */
  readonly besideHead: string;
}

const size = { width: 980, left: 250, right: 400, top: 64, line: 28, bottom: 52 };
const colour = { ink: '#1a1a1a', quiet: '#595959', grid: '#d9d9d9', seed: '#0b62a4', mean: '#b3401a' };
const font = `font-family="Helvetica, Arial, sans-serif"`;

/** @returns an SVG document; null where no row has the number */
export function dotPlot({ title, metric, rows, beside, besideHead }: DotPlot): string | null {
  const shown = rows.filter(({ cells }) => Number.isFinite(cells[metric.id]?.value));
  if (shown.length === 0) return null;
  const { width, left, right, top, line, bottom } = size;
  const [x0, x1] = [left, width - right];
  const height = top + shown.length * line + bottom;
  const values = shown.flatMap((row) => extentOf(row, metric.id));
  const x = scaleLinear().domain(padded(values)).nice(5).range([x0, x1]);
  const base = top + shown.length * line;
  const { value: unit } = unitNames[metric.unit];
  const scale = metric.unit === 'rate' ? 100 : 1;
  const ticks = x.ticks(5).map((tick) => {
    const at = round(x(tick));
    return [
      `<line x1="${at}" x2="${at}" y1="${top - 8}" y2="${base}" stroke="${colour.grid}"/>`,
      text(Number((tick * scale).toFixed(6)).toString(), {
        x: at,
        y: base + 18,
        anchor: 'middle',
        fill: colour.quiet,
      }),
    ].join('');
  });
  const reference = shown.find(({ standing }) => standing === 'reference')?.cells[metric.id]?.value;
  const lines = shown.map((row, i) =>
    rowOf(row, { metric, x, y: top + (i + 0.5) * line, beside: beside(row) }),
  );
  const axis = unit ? `${metric.label} (${unit})` : metric.label;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(`${title}: ${axis}`)}">`,
    `<title>${escaped(`${title}: ${axis}`)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(title, { x: 16, y: 24, size: 15, weight: 'bold' }),
    text('mean ± deviation (N)', { x: x1 + 24, y: top - 16, fill: colour.quiet }),
    text(besideHead, { x: x1 + 170, y: top - 16, fill: colour.quiet }),
    ...ticks,
    ...(reference === undefined ? [] : [referenceLine(round(x(reference)), { top, base })]),
    ...lines,
    text(axis, { x: (x0 + x1) / 2, y: base + 40, anchor: 'middle' }),
    '</svg>',
    '',
  ].join('\n');
}

function referenceLine(at: number, { top, base }: { top: number; base: number }): string {
  return `<line x1="${at}" x2="${at}" y1="${top - 8}" y2="${base}" stroke="${colour.quiet}" stroke-dasharray="4 3"/>`;
}

interface Placed {
  readonly metric: DotPlot['metric'];
  readonly x: (value: number) => number;
  readonly y: number;
  readonly beside: string | null;
}

function rowOf(row: TableRow, { metric, x, y, beside }: Placed): string {
  const { value, deviation, seeds, provenance } = row.cells[metric.id]!;
  const after = size.width - size.right + 24;
  const mark = (type: typeof symbolCircle, area: number, at: number, fill: string): string =>
    `<path d="${symbol(type, area)() ?? ''}" transform="translate(${round(x(at))},${y})" fill="${fill}"/>`;
  const spread =
    deviation === null
      ? []
      : [
          `<line x1="${round(x(value - deviation))}" x2="${round(x(value + deviation))}" y1="${y}" y2="${y}" stroke="${colour.mean}" stroke-width="2"/>`,
        ];
  const own = seeds.filter((seed) => Number.isFinite(seed.value));
  return [
    text(shortened(row.label, 38), { x: size.left - 14, y: y + 4, anchor: 'end' }),
    ...spread,
    ...own.map((seed) => mark(symbolCircle, 22, seed.value, colour.seed)),
    mark(symbolDiamond, 70, value, colour.mean),
    text(`${plusMinus(value, deviation, metric.unit)} (${provenance.count})`, { x: after, y: y + 4 }),
    ...(beside === null ? [] : [text(beside, { x: after + 146, y: y + 4, fill: colour.quiet })]),
  ].join('');
}

function extentOf({ cells }: TableRow, id: MetricId): number[] {
  const { value, deviation, seeds } = cells[id]!;
  const spread = deviation ?? 0;
  return [value - spread, value + spread, ...seeds.map((seed) => seed.value)].filter(Number.isFinite);
}

/** A single value has an axis too. */
function padded(values: readonly number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least || Math.abs(most) || 1) * 0.06;
  return [least - room, most + room];
}

interface Lettering {
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly fill?: string;
  readonly weight?: 'bold';
}

function text(
  words: string,
  { x, y, size: points = 12, anchor = 'start', fill = colour.ink, weight }: Lettering,
): string {
  const bold = weight ? ` font-weight="${weight}"` : '';
  return `<text x="${round(x)}" y="${round(y)}" ${font} font-size="${points}"${bold} text-anchor="${anchor}" fill="${fill}">${escaped(words)}</text>`;
}

const round = (value: number): number => Math.round(value * 100) / 100;

function shortened(words: string, most: number): string {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

/** Text that stays text: names come from files. */
function escaped(words: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return Array.from(words, (letter) => named[letter] ?? (letter < ' ' ? ' ' : letter)).join('');
}
