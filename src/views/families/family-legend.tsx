import type { RowCurves } from '../../store/table';
import { useMessages } from '../../ui/use-messages';
import styles from './families.module.css';
import { pointAt } from './geometry';

interface FamilyLegendProps {
  readonly families: readonly RowCurves[];
  readonly at: number;
  readonly write: (value: number) => string;
  readonly stressed: string | null;
  onStress(key: string | null): void;
}

/** Names, seeds, and the values at the cursor; a variant that is pointed at stands out in both charts. */
export function FamilyLegend({ families, at, write, stressed, onStress }: FamilyLegendProps) {
  const { families: text, translated } = useMessages();
  return (
    <div className={styles.legend}>
      <p className={styles.moment}>{text.at(at)}</p>
      <ul aria-label={text.legend}>
        {families.map(({ row, mean, count }, i) => {
          const point = pointAt(mean, at);
          return (
            <li
              key={row.key}
              className={styles.entry}
              data-family={i}
              data-stressed={stressed === row.key || undefined}
              onPointerEnter={() => onStress(row.key)}
              onPointerLeave={() => onStress(null)}
            >
              <svg width="18" height="8" aria-hidden="true">
                <line className={styles.mean} x1="1" x2="17" y1="4" y2="4" />
              </svg>
              <span className={styles.label} title={translated(row.label)}>
                {translated(row.label)}
              </span>
              <small>{text.seeds(count)}</small>
              <b>
                {point ? write(point.y) : text.none}
                {point && point.deviation !== null && <small> ± {write(point.deviation)}</small>}
              </b>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
