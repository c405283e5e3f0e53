import { lazy } from '../lib/lazy';

/** Numbers as people read them, in one locale. Fractions come in as 0..1. */
export interface Format {
  /** 1,234 */
  count(value: number): string;
  /** 77.6 from 0.776: a figure in a column headed “%” */
  percent(fraction: number): string;
  /** +7.3 or −7.3 from 0.073: a difference in percentage points */
  points(difference: number): string;
  /** 0.003, with as many significant digits as it takes, up to three */
  decimal(value: number): string;
  /** 12 s, 3:05 min, 1:02:00 h: a duration that is shown while it runs down */
  duration(seconds: number): string;
  /** 73.7 kB, 9.7 MB, 10.7 GB: in the unit that leaves the figure between 1 and 1,000, where there is one */
  bytes(value: number): string;
  /** 9.0 from 9,000,000: always with one decimal, for a figure that runs */
  megabytes(value: number): string;
  /** 24 Nov 2026, 01:55, in the time of the place. @param value milliseconds since 1970 */
  date(value: number): string;
  /** a, b and c */
  list(items: readonly string[]): string;
}

/** How the parts of a duration are written behind their numbers. */
export interface TimeUnits {
  readonly seconds: string;
  readonly minutes: string;
  readonly hours: string;
}

const symbols: TimeUnits = { seconds: 's', minutes: 'min', hours: 'h' };

const kilobyte = [1e3, 'kB'] as const;
const byteUnits = [[1e9, 'GB'], [1e6, 'MB'], kilobyte] as const;

export function formatFor(locale: string, units: TimeUnits = symbols): Format {
  const count = new Intl.NumberFormat(locale);
  const oneDecimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const points = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const decimal = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  // milliseconds to make, and the first view has no dates
  const date = lazy(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }));
  const list = lazy(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const minus = (text: string) => text.replace('-', '−');
  return {
    count: (value) => minus(count.format(value)),
    percent: (fraction) => minus(oneDecimal.format(fraction * 100)),
    points: (difference) => minus(points.format(difference * 100)),
    decimal: (value) => minus(decimal.format(value)),
    duration: (seconds) => {
      const whole = Math.max(0, Math.round(seconds));
      if (whole < 60) return `${whole} ${units.seconds}`;
      const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
      return hours === 0
        ? `${minutes}:${twoDigits(whole % 60)} ${units.minutes}`
        : `${hours}:${twoDigits(minutes)}:${twoDigits(whole % 60)} ${units.hours}`;
    },
    megabytes: (value) => oneDecimal.format(value / 1e6),
    bytes: (value) => {
      const [size, unit] = byteUnits.find(([least]) => value >= least) ?? kilobyte;
      return `${decimal.format(value / size)} ${unit}`;
    },
    date: (value) => date().format(value),
    list: (items) => list().format(items),
  };
}

/** The forms of a word that go with numbers; a language has `other`, and may have more. */
export type PluralForms = { readonly [Rule in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** The form of a word that goes with a number: `plural(locale)(1, {one: 'step', other: 'steps'})`. */
export function pluralFor(locale: string) {
  const rules = new Intl.PluralRules(locale);
  return (value: number, forms: PluralForms): string => forms[rules.select(value)] ?? forms.other;
}
