import type { Column } from '../../store/columns';
import type { TableView } from '../../store/table-view';
import { useMessages } from '../../ui/use-messages';
import styles from './ablation.module.css';

interface ColumnHeadProps {
  readonly metric: Column;
  readonly sort: TableView['sort'];
  onSort(): void;
}

/** A metric's name; pressed, the table is sorted by it, the best first. */
export function ColumnHead({ metric, sort, onSort }: ColumnHeadProps) {
  const { ablation: text, translated } = useMessages();
  const { short, label, definition, unit, better } = metric;
  const sorted = sort.by === metric.id;
  // the best first: upwards where less is better
  const upwards = (better === 'higher') === sort.reversed;
  return (
    <th scope="col" aria-sort={sorted ? (upwards ? 'ascending' : 'descending') : 'none'}>
      <button
        type="button"
        className={styles.sort}
        data-sorted={sorted || undefined}
        aria-label={text.sortBy(translated(label))}
        title={translated(`${label}. ${definition}`)}
        onClick={onSort}
      >
        {translated(short)}
        <i aria-hidden="true">{sorted ? (upwards ? '↑' : '↓') : ''}</i>
        <small>{text.units[unit]}</small>
      </button>
    </th>
  );
}
