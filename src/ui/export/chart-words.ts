import { wrapped } from '../../lib/wrapped';

/** What a chart in a file says of itself: its name above it, its legend and where its numbers come from below. */
export interface ChartWords {
  readonly heading: string;
  readonly caption: string;
  /** `mark` is drawn as it stands on the page, in its own 18 × 8 units; null marks are left out by the caller */
  readonly legend: readonly { readonly label: string; readonly mark: SVGElement }[];
  /** one line for each run */
  readonly provenance: readonly string[];
}

export const noWords: ChartWords = { heading: '', caption: '', legend: [], provenance: [] };

/** In the chart's own units, which are CSS pixels. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

const edge = 10;
const column = 190;
const lines = { heading: 20, caption: 16, legend: 16, provenance: 13 };
/** Width of a letter, about: no file is laid out by the fonts of the machine that opens it. */
const letter = { small: 4.9, caption: 6 };

interface Surroundings {
  readonly words: ChartWords;
  /** marks of the legend, among the children of the drawing */
  readonly keys: readonly SVGElement[];
  readonly extent: Extent;
}

/** Moves the drawing down and writes round it. @returns how large the whole is now */
export function surround(drawing: SVGSVGElement, { words, keys, extent }: Surroundings): Extent {
  const { heading, caption, legend, provenance } = words;
  const make = (name: string) => document.createElementNS(drawing.namespaceURI, name);
  const write = (text: string, x: number, y: number, look: Readonly<Record<string, string>>) => {
    const element = make('text');
    const attributes = { x: String(x), y: String(y), 'font-family': 'sans-serif', stroke: 'none', ...look };
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    drawing.append(element);
  };
  const room = extent.width - 2 * edge;
  const said = caption ? wrapped(caption, Math.max(20, Math.floor(room / letter.caption))) : [];
  const top = (heading ? lines.heading + edge : 0) + lines.caption * said.length;
  const whole = make('g');
  whole.setAttribute('transform', `translate(0,${top})`);
  whole.append(...Array.from(drawing.childNodes).filter((child) => !keys.includes(child as SVGElement)));
  drawing.prepend(whole);
  if (heading) write(heading, edge, edge + 10, { 'font-size': '14', 'font-weight': '600', fill: '#1d1c1a' });
  said.forEach((line, i) =>
    write(line, edge, edge + 10 + lines.caption * (i + 1), { 'font-size': '11', fill: '#57544d' }),
  );

  let y = top + extent.height + (legend.length > 0 ? edge : 0);
  const columns = Math.max(1, Math.floor(room / column));
  legend.forEach(({ label }, i) => {
    const [x, at] = [edge + column * (i % columns), y + lines.legend * Math.floor(i / columns)];
    keys[i]!.setAttribute('transform', `translate(${x},${at})`);
    write(label, x + 24, at + 8, { 'font-size': '11', fill: '#1d1c1a' });
  });
  y += lines.legend * Math.ceil(legend.length / columns);
  const most = Math.max(20, Math.floor(room / letter.small));
  const written = provenance.flatMap((line) => wrapped(line, most));
  written.forEach((line, i) =>
    write(line, edge, y + edge + lines.provenance * i, { 'font-size': '9', fill: '#57544d' }),
  );
  return {
    width: extent.width,
    height: y + (written.length > 0 ? edge + lines.provenance * written.length : 0),
  };
}
