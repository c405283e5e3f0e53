import type { ResultQuery, ResultSort } from '../../data/results/result-query';
import { useMessages } from '../../ui/use-messages';
import type { ShownColumn } from './columns';
import { isUpwards } from './sort-direction';
import styles from './sweep-results.module.css';

interface HeadLineProps {
  readonly columns: readonly ShownColumn[];
  readonly sort: ResultQuery['sort'];
  onSort(by: ResultSort): void;
}

/** Names of the columns; pressed, the table is sorted by one. */
export function HeadLine({ columns, sort, onSort }: HeadLineProps) {
  const { sweepResults: text } = useMessages();
  return (
    <div role="rowgroup" className={styles.heads}>
      <div role="row" aria-rowindex={1} className={styles.line}>
        {columns.map(({ id, head, name, unit, align }, index) => {
          const sorted = sort.by === id;
          const upwards = sorted && isUpwards(sort);
          return (
            <div
              key={id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted ? (upwards ? 'ascending' : 'descending') : 'none'}
              className={styles.cell}
              data-align={align}
            >
              {id === 'difference' || id === 'apart' ? (
                <span title={name}>
                  {head} <small>{unit}</small>
                </span>
              ) : (
                <button
                  type="button"
                  className={styles.sort}
                  data-sorted={sorted || undefined}
                  aria-label={text.sortBy(name)}
                  title={name}
                  onClick={() => onSort(id)}
                >
                  {head}
                  {unit && <small> {unit}</small>}
                  {sorted && <i aria-hidden="true">{upwards ? '↑' : '↓'}</i>}
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
