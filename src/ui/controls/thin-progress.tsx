import styles from './thin-progress.module.css';

interface ThinProgressProps {
  readonly label: string;
  readonly value: number;
  /** 1 without */
  readonly max?: number;
}

/** How far something in a list has come, no higher than a line. */
export function ThinProgress({ label, value, max = 1 }: ThinProgressProps) {
  return <progress className={styles.progress} max={max} value={value} aria-label={label} />;
}
