import { useMemo } from 'react';
import { histogramOf } from './histogram';
import { tick } from './number';
import styles from './value-histogram.module.css';

interface ValueHistogramProps {
  /** what is counted, and what can be read from it */
  readonly name: string;
  readonly values: ArrayLike<number>;
  /** half width of the range; values beyond stand in the outermost bars */
  readonly limit: number;
  /** odd, so that zero has a bar of its own */
  readonly bins?: number;
  /** a value to point at: its bar is lit */
  readonly mark: number;
}

/** How often which value occurs, and where one of them lies. */
export function ValueHistogram({ name, values, limit, bins = 41, mark }: ValueHistogramProps) {
  const { bars, place, ticks } = useMemo(() => histogramOf(values, { limit, bins }), [values, limit, bins]);
  const at = place(mark);
  return (
    <div className={styles.histogram} role="img" aria-label={name}>
      <svg className={styles.plot} viewBox="0 0 1 1" preserveAspectRatio="none">
        {bars.map(({ x, width, height }, i) => (
          <rect
            key={i}
            className={styles.bar}
            data-holds={(at >= x && at < x + width) || undefined}
            x={x + width * 0.06}
            width={width * 0.88}
            y={1 - height}
            height={height}
          />
        ))}
        <line className={styles.base} x1="0" x2="1" y1="1" y2="1" />
        <line className={styles.marker} x1={at} x2={at} y1="-0.04" y2="1" />
      </svg>
      <div className={styles.ticks} aria-hidden="true">
        {ticks.map((value) => (
          <span key={value} style={{ left: `${place(value) * 100}%` }}>
            {tick(value)}
          </span>
        ))}
      </div>
    </div>
  );
}
