/** Numbers as a paper prints them, in English, for files; the page's own are written by src/messages/format.ts. */
import type { Unit } from './metrics';

/** `value · scale`, with so many digits behind the point. */
const writing: Readonly<Record<Unit, { readonly scale: number; readonly digits: number }>> = {
  rate: { scale: 100, digits: 1 },
  nats: { scale: 1, digits: 3 },
  count: { scale: 1, digits: 0 },
  milliseconds: { scale: 1, digits: 1 },
  'per-second': { scale: 1, digits: 1 },
  steps: { scale: 1, digits: 0 },
};

/** What stands in brackets behind a column's name; empty where the name says enough. */
export const unitNames: Readonly<Record<Unit, { readonly value: string; readonly difference: string }>> = {
  rate: { value: '%', difference: 'points' },
  nats: { value: '', difference: '' },
  count: { value: '', difference: '' },
  milliseconds: { value: '', difference: '' },
  'per-second': { value: '', difference: '' },
  steps: { value: '', difference: '' },
};

/** 72.0 ± 2.0, or the value alone where no deviation can be said. */
export function plusMinus(value: number, deviation: number | null, unit: Unit): string {
  return deviation === null ? plain(value, unit) : `${plain(value, unit)} ± ${plain(deviation, unit)}`;
}

/** +1.2 or −1.2; a difference that rounds to nothing has no sign. */
export function signed(value: number, unit: Unit): string {
  const text = plain(value, unit);
  if (/^−?[0.]*$/.test(text)) return text.replace('−', '');
  return value > 0 ? `+${text}` : text;
}

/** With the sign of a minus, not a hyphen, and thousands set apart. */
function plain(value: number, unit: Unit): string {
  const { scale, digits } = writing[unit];
  const [whole, fraction] = (value * scale).toFixed(digits).replace('-', '−').split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
