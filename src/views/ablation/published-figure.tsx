import type { TableRow } from '../../data/ablation-table';
import type { PublishedNumber } from '../../data/published';
import { Facts } from '../../ui/controls/facts';
import { Popover } from '../../ui/controls/popover';
import { useMessages } from '../../ui/use-messages';
import styles from './figure.module.css';

interface PublishedFigureProps {
  readonly row: TableRow;
  readonly number: PublishedNumber;
}

/** A figure of the paper, with the table it is printed in. */
export function PublishedFigure({ row, number }: PublishedFigureProps) {
  const { ablation: text, figures, table, translated } = useMessages();
  const { value, deviation, source, differs } = number;
  const written = figures.value(value, 'rate');
  const spread = deviation === null ? '' : ` ± ${figures.value(deviation, 'rate')}`;
  const trigger = (
    <button type="button" className={styles.figure}>
      <span className={styles.value}>
        {written}
        {spread && <small>{spread}</small>}
        {differs && ' *'}
      </span>
    </button>
  );
  return (
    <Popover trigger={trigger} title={text.ask(text.published, translated(row.label))}>
      <Facts
        facts={[
          [text.facts.value, `${written}${spread} %`],
          [text.facts.source, source],
          [text.published, table.published(number)],
          [text.facts.differs, differs ? translated(differs) : ''],
        ]}
      />
      <p className={styles.single}>{text.publishedNote}</p>
    </Popover>
  );
}
