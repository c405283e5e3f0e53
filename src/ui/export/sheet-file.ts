import type { Sheet } from '../../lib/sheet';
import { UserError } from '../../lib/user-error';

/** A table as a picture for a slide: dark on white, whatever the page's theme, two pixels for each of its own. */

const scale = 2;
const family = 'system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif';
const line = 26;
const gap = 22;
const edge = 28;
const ink = { strong: '#1a1a1a', quiet: '#5b5b5b' };

type Pen = CanvasRenderingContext2D;

export async function sheetAsPng(sheet: Sheet): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) throw cannotDraw();
  const widths = widthsOf(sheet, pen);
  const width = widths.reduce((sum, own) => sum + own + gap, 2 * edge - gap);
  const notes = sheet.notes.flatMap((note) => wrapped(note, { pen, width: width - 2 * edge }));
  const titled = sheet.groups.filter(({ title }) => title).length;
  const rows = sheet.groups.reduce((sum, group) => sum + group.rows.length, 0);
  const height = 2 * edge + line * (2.5 + titled + rows) + 20 * notes.length + 12;
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  pen.scale(scale, scale);
  draw(sheet, { pen, widths, width, height, notes });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(cannotDraw())), 'image/png');
  });
}

const fonts = {
  caption: `600 16px ${family}`,
  head: `600 13px ${family}`,
  title: `italic 13px ${family}`,
  cell: `13px ${family}`,
  note: `12px ${family}`,
};

function widthsOf({ columns, groups }: Sheet, pen: Pen): readonly number[] {
  const width = (text: string, font: string): number => {
    pen.font = font;
    return pen.measureText(text).width;
  };
  return columns.map(({ head }, i) =>
    Math.max(
      width(head, fonts.head),
      ...groups.flatMap(({ rows }) => rows.map((row) => width(row[i]!, fonts.cell))),
    ),
  );
}

interface Drawing {
  readonly pen: Pen;
  /** of each column */
  readonly widths: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly notes: readonly string[];
}

function draw({ caption, columns, groups }: Sheet, { pen, widths, width, height, notes }: Drawing): void {
  let y = edge;
  const write = (text: string, x: number, font: string, colour = ink.strong): void => {
    pen.font = font;
    pen.fillStyle = colour;
    pen.fillText(text, x, y + line / 2);
  };
  const row = (cells: readonly string[], font: string): void => {
    let x = edge;
    cells.forEach((text, i) => {
      pen.textAlign = columns[i]!.align;
      write(text, columns[i]!.align === 'left' ? x : x + widths[i]!, font);
      x += widths[i]! + gap;
    });
    pen.textAlign = 'left';
    y += line;
  };
  const rule = (weight: number): void => {
    pen.fillStyle = ink.strong;
    pen.fillRect(edge, y, width - 2 * edge, weight);
  };
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = 'middle';
  write(caption, edge, fonts.caption);
  y += line * 1.5;
  rule(1.5);
  row(
    columns.map(({ head }) => head),
    fonts.head,
  );
  for (const { title, rows } of groups) {
    rule(0.5);
    if (title) {
      write(title, edge, fonts.title, ink.quiet);
      y += line;
    }
    for (const cells of rows) row(cells, fonts.cell);
  }
  rule(1.5);
  y += 12;
  for (const note of notes) {
    write(note, edge, fonts.note, ink.quiet);
    y += 20;
  }
}

function wrapped(text: string, { pen, width }: { pen: Pen; width: number }): readonly string[] {
  pen.font = fonts.note;
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)!} ${word}`.trim();
    if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function cannotDraw(): UserError {
  return new UserError('This browser cannot draw the table as a picture. Save it as LaTeX or CSV instead.');
}
