import styles from './tone-dot.module.css';

/** The colour of a run, beside its name: the same as its curve. */
export function ToneDot({ tone }: { readonly tone: 'accent' | 'second' | 'muted' }) {
  return <span className={styles.dot} data-tone={tone} aria-hidden="true" />;
}
