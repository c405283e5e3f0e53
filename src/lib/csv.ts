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
