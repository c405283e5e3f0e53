import { useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { Segments } from '../../ui/controls/segments';
import { ChartMenu } from '../../ui/export/chart-menu';
import { notify } from '../../store/actions';
import { comparableRuns } from '../../store/selectors';
import { explorer } from '../../store/store';
import { provenanceOf } from '../../trace/provenance';
import { useMessages } from '../../ui/use-messages';
import styles from './chart-frame.module.css';
import { useSize, type Size } from '../../ui/use-size';

interface ChartFrameProps {
  readonly title: string;
  readonly caption: string;
  /** the exact values at the cursor or the marker */
  readonly readout: ReactNode;
  /** the sentence that stands in the chart while it is empty; null = it is not */
  readonly empty: string | null;
  readonly chart: (size: Size) => ReactNode;
  readonly table: ReactNode;
}

/** Heading, exact values, and the chart or its table: the same numbers in two forms. */
export function ChartFrame({ title, caption, readout, empty, chart, table }: ChartFrameProps) {
  const messages = useMessages();
  const { curves: text } = messages;
  const provenance = () => comparableRuns(explorer.getState()).map((run) => provenanceOf(run, messages));
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const drawing = useMemo(
    () => ({
      get current() {
        return place.current?.querySelector('svg') ?? null;
      },
    }),
    [],
  );
  return (
    <section className={styles.frame} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        <span className={styles.tools}>
          {form === 'chart' && !empty && (
            <ChartMenu
              title={title}
              drawing={drawing}
              onProblem={complain}
              words={() => ({ heading: title, caption, legend: [], provenance: provenance() })}
            />
          )}
          <Segments
            label={text.view(title)}
            value={form}
            options={[
              { value: 'chart', label: text.chart },
              { value: 'table', label: text.table },
            ]}
            onChange={(next) => setForm(next)}
          />
        </span>
        <p className={styles.caption} title={caption}>
          {caption}
        </p>
      </header>
      <div className={styles.readout}>{readout}</div>
      <div className={styles.place} ref={place}>
        {form === 'table' ? <div className={styles.table}>{table}</div> : size && chart(size)}
        {form === 'chart' && empty && <p className={styles.empty}>{empty}</p>}
      </div>
    </section>
  );
}

const complain = (text: string) => notify({ tone: 'warn', text, action: null });
