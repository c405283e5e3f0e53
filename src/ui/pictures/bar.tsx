import styles from './bar.module.css';

/** A fraction 0..1 as a length. Says nothing: its figure stands beside it. */
export function Bar({
  fraction,
  tone,
}: {
  readonly fraction: number;
  readonly tone: 'accent' | 'second' | 'quiet';
}) {
  return (
    <span className={styles.bar} data-tone={tone} aria-hidden="true">
      <i style={{ transform: `scaleX(${fraction})` }} />
    </span>
  );
}
