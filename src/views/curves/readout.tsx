import styles from './readout.module.css';
import type { Course } from './course';

export interface Reading {
  readonly key: string;
  readonly name: string;
  readonly tone: Course['tone'] | 'muted';
  readonly value: string;
}

/** One moment's exact values, in boxes that keep their width. */
export function Readout({
  moment,
  readings,
}: {
  readonly moment: string;
  readonly readings: readonly Reading[];
}) {
  return (
    <p className={styles.readout}>
      <span className={styles.moment}>{moment}</span>
      {readings.map(({ key, name, tone, value }) => (
        <span key={key} className={styles.reading} data-tone={tone}>
          {name} <b>{value}</b>
        </span>
      ))}
    </p>
  );
}
