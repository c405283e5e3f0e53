/** Comma-separated values by RFC 4180: CRLF after each line, quotes where they are needed. */

export type CsvValue = string | number | null;

/** @param rows the first is the head; null is an empty field */
export function csv(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // a spreadsheet would run a text that begins like this as a formula
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The fields of a file as `csv` writes it, and as spreadsheets do; what keeps a text from being a formula is taken off.
 * @returns null where it is cut short in the middle of a quoted field, or beyond the limits
 */
export function parseCsv(
  text: string,
  { rows: mostRows, columns: mostColumns }: { readonly rows: number; readonly columns: number },
): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  const token = /"([^"]*(?:""[^"]*)*)"|([^",\r\n]*)/y;
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    token.lastIndex = at;
    const [whole, quoted, plain] = token.exec(text)!;
    at += whole.length;
    row.push((quoted?.replaceAll('""', '"') ?? plain ?? '').replace(/^'(?=[=+\-@\t\r])/, ''));
    if (row.length > mostColumns) return null;
    const next = text[at];
    if (next === ',') {
      at += 1;
      // a line may end with an empty field
      if (at === text.length || text[at] === '\r' || text[at] === '\n') row.push('');
      else continue;
    } else if (next !== undefined && next !== '\r' && next !== '\n') return null;
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    rows.push(row);
    if (rows.length > mostRows) return null;
    row = [];
  }
  return rows;
}
