import type { ReactNode } from 'react';
import styles from './facts.module.css';

interface FactsProps {
  /** name and value; a fact without a value is left out */
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
}

/** Names and values under one another. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
