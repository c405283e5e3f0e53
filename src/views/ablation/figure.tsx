import type { TableRow } from '../../data/ablation-table';
import type { Cell, Difference, Verdict } from '../../data/table-cell';
import type { Column } from '../../store/columns';
import { Popover } from '../../ui/controls/popover';
import { useMessages } from '../../ui/use-messages';
import { FigureFacts } from './figure-facts';
import styles from './figure.module.css';

/** A difference's reading as a sign: it holds without colour. */
const signs: Readonly<Record<Verdict, string>> = {
  better: '▲',
  worse: '▼',
  unclear: '',
  same: '=',
  neutral: '',
};

/** One number of the table, with its spread and its difference; pressed, it says where it comes from. */
export function Figure({ row, metric }: { readonly row: TableRow; readonly metric: Column }) {
  const { ablation: text, translated } = useMessages();
  const cell = row.cells[metric.id];
  if (!cell) return <span className={styles.none}>{text.none}</span>;
  const trigger = (
    <button type="button" className={styles.figure}>
      <Value cell={cell} metric={metric} />
      {cell.difference && <DifferenceLine difference={cell.difference} metric={metric} />}
    </button>
  );
  return (
    <Popover trigger={trigger} title={text.ask(translated(metric.label), translated(row.label))}>
      <FigureFacts row={row} metric={metric} cell={cell} />
    </Popover>
  );
}

function Value({ cell, metric }: { readonly cell: Cell; readonly metric: Column }) {
  const { ablation: text, figures } = useMessages();
  const { value, deviation } = cell;
  if (!Number.isFinite(value)) return <span className={styles.value}>{text.notReached}</span>;
  return (
    <span className={styles.value}>
      {figures.value(value, metric.unit)}
      {deviation !== null && (
        <small>
          {' ± '}
          {figures.value(deviation, metric.unit)}
        </small>
      )}
    </span>
  );
}

interface DifferenceLineProps {
  readonly difference: Difference;
  readonly metric: Column;
}

function DifferenceLine({ difference: { value, verdict }, metric }: DifferenceLineProps) {
  const { ablation: text, figures } = useMessages();
  if (!Number.isFinite(value)) return null;
  return (
    <span className={styles.difference} data-verdict={verdict}>
      <i aria-hidden="true">{signs[verdict]}</i> {figures.difference(value, metric.unit)}
      <span className={styles.unseen}>, {text.verdicts[verdict]}</span>
    </span>
  );
}
