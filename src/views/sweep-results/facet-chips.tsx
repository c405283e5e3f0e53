import type { FacetValue } from '../../data/results/result-query';
import { useMessages } from '../../ui/use-messages';
import styles from './sweep-results.module.css';

interface FacetChipsProps {
  readonly facet: 'data' | 'backbone';
  readonly values: readonly FacetValue[];
  readonly chosen: readonly string[];
  onChoose(values: readonly string[]): void;
}

/** Values with how many rows each has; several can be let through at once. */
export function FacetChips({ facet, values, chosen, onChoose }: FacetChipsProps) {
  const { sweepResults: text, format } = useMessages();
  const name = text.facets[facet];
  return (
    <div className={styles.facet} role="group" aria-label={name}>
      <span className={styles.facetName} aria-hidden="true">
        {name}
      </span>
      <div className={styles.chips}>
        {values.map(({ value, count }) => {
          const on = chosen.includes(value);
          return (
            <button
              key={value}
              type="button"
              className={styles.chip}
              aria-pressed={on}
              data-empty={count === 0 || undefined}
              onClick={() => onChoose(on ? chosen.filter((one) => one !== value) : [...chosen, value])}
            >
              {value} <small>{format.count(count)}</small>
            </button>
          );
        })}
      </div>
    </div>
  );
}
