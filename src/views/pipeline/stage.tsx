import type { ReactNode } from 'react';
import styles from './stage.module.css';

interface StageProps {
  /** the place in the equation, which is the place in the layout */
  readonly place: 'resized' | 'pattern' | 'mask' | 'prompted' | 'product';
  readonly symbol: string;
  /** the sign before it, shown where the terms stand below each other */
  readonly sign?: string;
  readonly note: string;
  /** `card`: beside its words, where there is room; a term of the equation stands under them */
  readonly look?: 'term' | 'card';
  /** what it is made from, before the symbol */
  readonly from?: ReactNode;
  /** unfolds it, after the symbol */
  readonly opener?: ReactNode;
  /** beside the heading */
  readonly tools?: ReactNode;
  /** under the picture, on the equation's line of numbers */
  readonly value?: ReactNode;
  readonly children: ReactNode;
}

/** One term of the equation: its symbol, what it is in a few words, its picture, its number at the probe. */
export function Stage({
  place,
  symbol,
  sign,
  note,
  look = 'term',
  from,
  opener,
  tools,
  value,
  children,
}: StageProps) {
  return (
    <section className={styles.stage} data-place={place} data-part={place} data-look={look}>
      <div className={styles.term}>
        <header className={styles.head}>
          <div className={styles.symbol}>
            {sign && (
              <span className={styles.sign} aria-hidden="true">
                {sign}
              </span>
            )}
            {from}
            <h3>{symbol}</h3>
            {opener}
          </div>
          <p className={styles.note}>{note}</p>
          {tools && <div className={styles.tools}>{tools}</div>}
        </header>
        {children}
      </div>
      <div className={styles.value}>{value}</div>
    </section>
  );
}

/** The sign between two terms. */
export function Operator({ place, children }: { readonly place: string; readonly children: string }) {
  return (
    <span className={styles.operator} data-place={place} aria-hidden="true">
      {children}
    </span>
  );
}
