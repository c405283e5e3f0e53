import type { Messages } from '../../messages/messages';
import type { AnswerUnit, Measured } from '../../data/truth';

/** Numbers of one question in words, on the scale it was answered on: a share as 0..100. */
export interface Amounts {
  /** without its unit, for axes and marks */
  bare(value: number): string;
  /** with its unit; a difference with its sign */
  value(value: number): string;
  /** how far two of them are apart */
  apart(distance: number): string;
  /** with what it is uncertain by */
  measured(measured: Measured): string;
}

export function amountsOf(unit: AnswerUnit, { predict: text, figures }: Messages): Amounts {
  const share = unit === 'rate' || unit === 'points';
  const figure = (value: number) => (share ? figures.value(value / 100, 'rate') : figures.value(value, unit));
  const signed = (value: number) =>
    share ? figures.difference(value / 100, 'rate') : figures.difference(value, unit);
  const bare = unit === 'points' ? signed : figure;
  return {
    bare,
    value: (value) => text.amount(bare(value), text.units[unit]),
    apart: (distance) => text.amount(figure(Math.abs(distance)), text.gapUnits[unit]),
    measured: ({ value, deviation, interval }) => {
      const number = bare(value);
      const [low, high] = interval ?? [];
      const spread =
        low !== undefined && high !== undefined
          ? text.withInterval(number, bare(low), bare(high))
          : deviation !== null
            ? text.withDeviation(number, figure(deviation))
            : number;
      return text.amount(spread, text.units[unit]);
    },
  };
}
