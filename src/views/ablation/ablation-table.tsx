import { Fragment, useMemo } from 'react';
import { blocks } from '../../core/ablation/registry';
import type { TableRow } from '../../data/ablation-table';
import type { PublishedNumber } from '../../data/published';
import type { Column, PublishedChoice } from '../../store/columns';
import type { TableView } from '../../store/table-view';
import { useMessages } from '../../ui/use-messages';
import styles from './ablation.module.css';
import { ColumnHead } from './column-head';
import { EffectAxis } from './effect';
import { differenceScale, groupedRows, leadMetric, toggled } from './geometry';
import { VariantRow } from './variant-row';

export interface AblationTableProps {
  readonly rows: readonly TableRow[];
  readonly metrics: readonly Column[];
  readonly view: TableView;
  /** whose printed figures stand in the last column; null = no such column */
  readonly published: PublishedChoice | null;
  readonly publishedOf: (row: TableRow) => readonly PublishedNumber[];
  onChange(change: Partial<TableView>): void;
}

/** Of the drawn differences, in CSS pixels. */
const effectWidth = 128;

/** Variants × metrics. What a number is and where it comes from opens at the number. */
export function AblationTable(props: AblationTableProps) {
  const { rows, metrics, view, published, publishedOf, onChange } = props;
  const { ablation: text } = useMessages();
  const lead = leadMetric(metrics, view.sort.by);
  const scale = useMemo(
    () =>
      lead &&
      differenceScale(
        rows.map(({ cells }) => cells[lead.id]),
        effectWidth,
      ),
    [rows, lead],
  );
  const keys = rows.map(({ key }) => key);
  const sort = (by: TableView['sort']['by']) => {
    const again = view.sort.by === by;
    // once: the best first; again: the best last; a third time: back to the order of the method
    const back = again && view.sort.reversed;
    onChange({ sort: back ? { by: 'plan', reversed: false } : { by, reversed: again } });
  };
  const columns = 3 + metrics.length + Number(scale !== null) + Number(published !== null);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={styles.scroll} role="region" aria-label={text.region} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td className={styles.pick} />
            <th scope="col" className={styles.name}>
              {text.variant}
            </th>
            <th scope="col" title={text.seedsHint}>
              {text.seeds}
            </th>
            {metrics.map((metric, i) => (
              <Fragment key={metric.id}>
                <ColumnHead metric={metric} sort={view.sort} onSort={() => sort(metric.id)} />
                {i === 0 && scale && lead && (
                  <th scope="col" className={styles.effect}>
                    <EffectAxis metric={lead} scale={scale} width={effectWidth} />
                  </th>
                )}
              </Fragment>
            ))}
            {published && (
              <th scope="col" className={styles.published}>
                {text.publishedHead}
                <small>{text.publishedChoice(published)}</small>
              </th>
            )}
          </tr>
        </thead>
        {groupedRows(rows, view.sort.by).map((group) => (
          <tbody key={group.block ?? 'all'}>
            {group.block && (
              <tr className={styles.group}>
                <th scope="rowgroup" colSpan={columns}>
                  <GroupName block={group.block} />
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <VariantRow
                key={row.key}
                row={row}
                metrics={metrics}
                effect={scale && lead ? { metric: lead, scale, width: effectWidth } : null}
                published={
                  published &&
                  (publishedOf(row).find(
                    ({ model, data }) => model === published.model && data === published.data,
                  ) ??
                    'none')
                }
                chosen={view.chosen.length === 0 || view.chosen.includes(row.key)}
                onChoose={() => onChange({ chosen: toggled(view.chosen, row.key, keys) })}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function GroupName({ block }: { readonly block: string }) {
  const { ablation: text, translated } = useMessages();
  const known = blocks.find(({ id }) => id === block);
  if (!known) return block === 'forks' ? text.forks : text.several;
  return (
    <>
      {translated(known.label)} <span>{translated(known.question)}</span>
    </>
  );
}
