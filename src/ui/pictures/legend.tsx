import { useMemo } from 'react';
import { Canvas } from './canvas';
import { tick } from './number';
import { rampPixels } from './pixels';
import { spread } from './spread';
import styles from './legend.module.css';
import type { Theme } from '../../lib/diverging';

export interface LegendProps {
  /** what the colours stand for */
  readonly name: string;
  /** half width of the range */
  readonly limit: number;
  readonly theme: Theme;
  /** values to point at, each with a short sign */
  readonly marks: readonly { readonly sign: string; readonly value: number; readonly strong: boolean }[];
  /** some values lie beyond the range: the ends of the scale are pointed */
  readonly clipped: boolean;
}

/** The one scale of all pictures drawn with the diverging map: true values, and where the probed ones lie. */
export function Legend({ name, limit, theme, marks, clipped }: LegendProps) {
  const ramp = useMemo(() => rampPixels(theme), [theme]);
  const place = (value: number) => 50 + 50 * Math.max(-1, Math.min(1, value / limit));
  const labels = spread(
    marks.map(({ value }) => place(value)),
    { gap: 5, low: 0, high: 100 },
  );
  return (
    <div className={styles.legend} role="img" aria-label={name}>
      <div className={styles.marks}>
        {marks.map(({ sign, value, strong }, i) => (
          <span key={sign} className={styles.mark} data-strong={strong || undefined}>
            <b style={{ left: `${labels[i]}%` }}>{sign}</b>
            <i style={{ left: `${place(value)}%` }} />
          </span>
        ))}
      </div>
      <div className={styles.ramp} data-clipped={clipped || undefined}>
        <Canvas pixels={ramp} />
      </div>
      <div className={styles.ticks}>
        {[-1, -0.5, 0, 0.5, 1].map((position) => (
          <span
            key={position}
            style={{ left: `${50 + 50 * position}%` }}
            data-edge={Math.sign(position) * Number(Math.abs(position) === 1)}
            data-half={Math.abs(position) === 0.5 || undefined}
          >
            {position === 0 ? '0' : (position > 0 ? '+' : '') + tick(position * limit)}
          </span>
        ))}
      </div>
    </div>
  );
}
