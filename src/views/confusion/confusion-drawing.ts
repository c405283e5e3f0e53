import { svgAsPng } from '../../ui/export/chart-file';
import type { AnswersShown } from '../../store/survey';
import type { Grid } from './grid';

export interface Drawing {
  readonly title: string;
  readonly classes: readonly string[];
  readonly shown: AnswersShown;
  readonly grids: readonly Grid[];
  readonly truth: string;
  readonly answer: string;
}

const side = 40;
const labels = { left: 90, top: 84 };
const gap = 24;

/** The matrices for paper: numbers and shades, without pictures, in light colours. */
export function confusionAsSvg(drawing: Drawing): string {
  const { title, grids, classes } = drawing;
  const extent = labels.left + classes.length * side + gap;
  const [width, height] = extentOf(drawing);
  const parts = grids.map(
    (grid, at) => `<g transform="translate(${at * extent},0)">${matrix(grid, drawing)}</g>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">`,
    `<title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="white"/>`,
    ...parts,
    '</svg>',
  ].join('');
}

export function confusionAsPng(drawing: Drawing, pixels: number): Promise<Blob> {
  const [width, height] = extentOf(drawing);
  return svgAsPng(confusionAsSvg(drawing), { columns: pixels, rows: Math.round((pixels * height) / width) });
}

function extentOf({ grids, classes }: Drawing): [width: number, height: number] {
  const inner = classes.length * side;
  return [grids.length * (labels.left + inner + gap) - gap + 4, labels.top + inner + 4];
}

function matrix({ name, cells }: Grid, { classes, shown, truth, answer }: Drawing): string {
  const words = classes.flatMap((label, at) => {
    const middle = (at + 0.5) * side;
    return [
      `<text x="${labels.left - 6}" y="${labels.top + middle + 4}" text-anchor="end">${escaped(label)}</text>`,
      `<text transform="translate(${labels.left + middle + 4},${labels.top - 6}) rotate(-90)">${escaped(label)}</text>`,
    ];
  });
  const squares = cells.map(({ count, share }, at) => {
    const [x, y] = [
      labels.left + (at % classes.length) * side,
      labels.top + Math.floor(at / classes.length) * side,
    ];
    const ink = shown === 'difference' && count < 0 ? '10,103,134' : '181,67,15';
    const hue = shown !== 'difference' && at % (classes.length + 1) === 0 ? '10,103,134' : ink;
    const sign = shown === 'difference' && count > 0 ? '+' : '';
    return `<rect x="${x}" y="${y}" width="${side - 1}" height="${side - 1}" fill="rgba(${hue},${shadeOf(share)})"/>${
      count === 0
        ? ''
        : `<text x="${x + side / 2}" y="${y + side / 2 + 4}" text-anchor="middle">${sign}${count}</text>`
    }`;
  });
  const heads = `<text x="4" y="14" font-weight="bold">${escaped(name)}</text><text x="4" y="${labels.top - 6}">${escaped(truth)} ↓ ${escaped(answer)} →</text>`;
  return heads + words.join('') + squares.join('');
}

function shadeOf(share: number): string {
  return (0.04 + 0.5 * Math.min(1, Math.abs(share))).toFixed(3);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
