import { memo } from 'react';
import type { ShownResult } from '../../worker/results-protocol';
import type { ShownColumn } from './columns';
import styles from './sweep-results.module.css';

interface ResultLineProps {
  /** from 0, in the whole view */
  readonly place: number;
  /** CSS pixels from the top of all rows */
  readonly start: number;
  /** null until it has arrived */
  readonly row: ShownResult | null;
  readonly columns: readonly ShownColumn[];
  readonly chosen: boolean;
  /** where the keyboard comes in */
  readonly reached: boolean;
  onFocus(): void;
  onChoose(): void;
}

/** One run, or one configuration; pressed, it stands open below the table. */
export const ResultLine = memo(
  function ResultLine({ place, start, row, columns, chosen, reached, onFocus, onChoose }: ResultLineProps) {
    return (
      // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the table hears the keys of all rows
      <div
        role="row"
        className={styles.line}
        data-place={place}
        aria-rowindex={place + 2}
        aria-selected={chosen}
        aria-busy={row === null || undefined}
        tabIndex={reached ? 0 : -1}
        style={{ transform: `translateY(${start}px)` }}
        onFocus={onFocus}
        onClick={onChoose}
      >
        {columns.map(({ id, align, cell }, index) => {
          const content = row && cell(row);
          return (
            <div
              key={id}
              role={index === 0 ? 'rowheader' : 'gridcell'}
              aria-colindex={index + 1}
              className={styles.cell}
              data-align={align}
              // it may be cut short
              title={align === 'start' && typeof content === 'string' ? content : undefined}
            >
              {content}
            </div>
          );
        })}
      </div>
    );
  },
  // what is done with it depends on its place alone
  (before, now) =>
    before.row === now.row &&
    before.columns === now.columns &&
    before.place === now.place &&
    before.start === now.start &&
    before.chosen === now.chosen &&
    before.reached === now.reached,
);
