import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import type { CurveAnswer } from '../../data/deck';
import type { Size } from '../../ui/use-size';
import { useMessages } from '../../ui/use-messages';
import { columnLabels, type Scale } from './geometry';
import styles from './curve.module.css';

/** Room round the plot in rem. */
const room = { left: 3, right: 1, top: 2.2, bottom: 1.8 };

export interface CurveScales {
  /** over column indices */
  readonly x: Scale;
  readonly y: Scale;
}

export function curveScales(
  { width, height, rem }: Size,
  { count, domain }: { readonly count: number; readonly domain: readonly [number, number] },
): CurveScales {
  const end = Math.max(room.left * rem + 1, width - room.right * rem);
  return {
    x: scaleLinear([0, Math.max(1, count - 1)], [room.left * rem, end]),
    y: scaleLinear(domain, [height - room.bottom * rem, room.top * rem]),
  };
}

interface CurveAxesProps extends CurveScales {
  readonly size: Size;
  readonly curve: CurveAnswer['truth']['curve'];
  readonly columns: readonly number[];
  readonly children: ReactNode;
}

/** The axes that a curve is drawn over, and on which it is measured afterwards: the same for both. */
export function CurveAxes({ size, curve, columns, x, y, children }: CurveAxesProps) {
  const { predict, format } = useMessages();
  const { draw } = predict;
  const [left, right] = x.range() as [number, number];
  const shown = columnLabels(columns, Math.max(2, Math.floor((right - left) / (2.5 * size.rem))));
  return (
    <svg width={size.width} height={size.height} className={styles.axes} aria-hidden="true">
      <text x={0} y={0.8 * size.rem} className={styles.axis}>
        {draw[curve]}
      </text>
      {y.ticks(5).map((tick) => (
        <g key={tick} transform={`translate(0,${y(tick)})`}>
          <line x1={left} x2={right} />
          <text x={left - 0.5 * size.rem} dy="0.32em" textAnchor="end">
            {format.decimal(tick)}
          </text>
        </g>
      ))}
      {shown.map((i) => (
        <text key={i} x={x(i)} y={size.height - 0.4 * size.rem} textAnchor="middle">
          {i === 0 ? `${curve === 'accuracy' ? draw.epoch : draw.step} ` : ''}
          {format.count(columns[i]!)}
        </text>
      ))}
      {children}
    </svg>
  );
}
