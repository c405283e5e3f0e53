import { useMemo, useState } from 'react';
import { changeTable } from '../../store/actions';
import { publishedChoices, publishedOf, shownMetrics, type PublishedChoice } from '../../store/columns';
import { useExplorer } from '../../store/store';
import { chosenRows, shownTable } from '../../store/table';
import { useTaskTitle } from '../../trace/network-title';
import { useMessages } from '../../ui/use-messages';
import { RecordedTask } from './recorded-task';
import styles from './ablation.module.css';
import { AblationTable } from './ablation-table';
import { Tools } from './tools';

interface AblationPanelProps {
  /** on a slide only what it is about, without the tools: a hall reads few rows */
  readonly rows?: 'all' | 'chosen';
}

/** The table that fills itself: every variant with its numbers, and what each is worth against the baseline. */
export function AblationPanel({ rows = 'all' }: AblationPanelProps) {
  const { ablation: text } = useMessages();
  const titleOf = useTaskTitle();
  const table = useExplorer(shownTable);
  const chosen = useExplorer(chosenRows);
  const metrics = useExplorer(shownMetrics);
  const view = useExplorer((state) => state.table);
  const loading = useExplorer(({ library, lab }) => library.state === 'loading' || lab.state === 'loading');
  const reserved = useExplorer(({ lab }) => lab.state === 'loading') && rows === 'all';
  const choices = useExplorer(publishedChoices);
  const [wanted, setWanted] = useState<PublishedChoice | null | undefined>(undefined);
  // the mean of all datasets is the fairest single figure to stand beside another task
  const published = useMemo(
    () =>
      wanted === undefined ? (choices.find(({ data }) => data === 'Average') ?? choices[0] ?? null) : wanted,
    [wanted, choices],
  );
  const run = table?.rows[0]?.runs[0];
  if (!table || !run) {
    return (
      <section className={styles.panel} data-loading={reserved || undefined}>
        <h2>{text.title}</h2>
        <p className={styles.empty}>{loading ? text.loading : text.empty}</p>
      </section>
    );
  }
  const { config } = run;
  const data = titleOf(config);
  const { side } = config.method;
  const shown = rows === 'chosen' ? chosen : table.rows;
  const caption = text.caption({ data, side, epochs: config.training.epochs, rows: shown.length });
  return (
    <section className={styles.panel} data-loading={reserved || undefined} aria-labelledby="ablation-title">
      <header className={styles.head}>
        <div>
          <h2 id="ablation-title">{text.title}</h2>
          <p className={styles.caption}>{caption}</p>
          <RecordedTask rows={table.rows} />
        </div>
        {rows === 'all' && (
          <Tools
            table={table}
            metrics={metrics}
            published={published}
            choices={choices}
            onPublished={setWanted}
          />
        )}
      </header>
      <AblationTable
        rows={shown}
        metrics={metrics}
        view={view}
        published={published}
        publishedOf={publishedOf}
        onChange={changeTable}
      />
      {published && <p className={styles.note}>{text.publishedNote}</p>}
    </section>
  );
}
