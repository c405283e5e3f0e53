/** A measured number as people read it in a column whose head names the unit. */
export interface Figures {
  value(value: number, unit: FigureUnit): string;
  /** with its sign: +1.2 or −1.2; what rounds to nothing has none */
  difference(value: number, unit: FigureUnit): string;
}

/** `nats`: cross-entropy. `rate`: a fraction 0..1, written in percent; its differences in points. */
export type FigureUnit = 'rate' | 'nats' | 'count' | 'milliseconds' | 'per-second' | 'steps';

const writing: Readonly<Record<FigureUnit, { readonly scale: number; readonly digits: number }>> = {
  rate: { scale: 100, digits: 1 },
  nats: { scale: 1, digits: 3 },
  count: { scale: 1, digits: 0 },
  milliseconds: { scale: 1, digits: 1 },
  'per-second': { scale: 1, digits: 1 },
  steps: { scale: 1, digits: 0 },
};

export function figuresFor(locale: string): Figures {
  const writer = (signDisplay: 'auto' | 'exceptZero') => {
    const byDigits = [0, 1, 2, 3].map(
      (digits) =>
        new Intl.NumberFormat(locale, {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
          signDisplay,
        }),
    );
    return (value: number, unit: FigureUnit) => {
      const { scale, digits } = writing[unit];
      return byDigits[digits]!.format(value * scale).replace('-', '−');
    };
  };
  return { value: writer('auto'), difference: writer('exceptZero') };
}
