import { useMemo, useRef, type RefObject } from 'react';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { useSize } from '../../ui/use-size';
import { BarButtons } from './bar-buttons';
import { margin, plotOf, type Bar, type Plot } from './geometry';
import styles from './losses.module.css';
import type { Row } from './row';

interface LossChartProps {
  readonly rows: readonly Row[];
  readonly drawing: RefObject<SVGSVGElement | null>;
  partOf(side: string, bar: Bar): string;
}

/** The distribution, one run under the other on the same axes. */
export function LossChart({ rows, drawing, partOf }: LossChartProps) {
  const { survey: words } = useMessages();
  const { losses: text } = words;
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const selection = useExplorer((state) => state.selection);
  const marked = useMemo(() => new Set(selection?.indices), [selection]);
  const plot = useMemo(() => {
    return (
      size &&
      plotOf(
        rows.map(({ bars }) => bars),
        size,
      )
    );
  }, [rows, size]);
  return (
    <div className={styles.place} ref={place} data-rows={rows.length}>
      {size && plot && (
        <>
          <svg
            ref={drawing}
            className={styles.chart}
            width={size.width}
            height={size.height}
            viewBox={`0 0 ${size.width} ${size.height}`}
            aria-hidden="true"
          >
            <g className={styles.ends}>
              <text x={plot.x(0) - 8} y={12} textAnchor="end">
                ← {text.better}
              </text>
              <text x={plot.x(0) + 8} y={12}>
                {text.worse} →
              </text>
            </g>
            {rows.map((row, at) => (
              <g
                key={row.part}
                transform={`translate(0,${margin.top + at * (plot.height + margin.between)})`}
              >
                <Bars row={row} plot={plot} width={size.width} marked={marked} />
              </g>
            ))}
            <line
              className={styles.zero}
              x1={plot.x(0)}
              x2={plot.x(0)}
              y1={margin.top - 6}
              y2={size.height - margin.bottom}
            />
            <g className={styles.axis} transform={`translate(0,${size.height - margin.bottom + 14})`}>
              {plot.x.ticks(Math.max(3, Math.floor(size.width / 90))).map((value) => (
                <text key={value} x={plot.x(value)}>
                  {words.signed(value)}
                </text>
              ))}
              <text x={(margin.left + size.width - margin.right) / 2} y={14}>
                {text.axis}
              </text>
            </g>
          </svg>
          {rows.map((row, at) => (
            <BarButtons
              key={row.part}
              row={row}
              plot={plot}
              top={margin.top + at * (plot.height + margin.between)}
              partOf={partOf}
            />
          ))}
        </>
      )}
    </div>
  );
}

interface BarsProps {
  readonly row: Row;
  readonly plot: Plot;
  readonly width: number;
  /** pictures that are chosen, here or in another panel */
  readonly marked: ReadonlySet<number>;
}

function Bars({ row: { name, bars, facts }, plot: { x, y, height }, width, marked }: BarsProps) {
  const { survey: words } = useMessages();
  const block = (bar: Bar, count: number) => ({
    x: x(bar.left) + 0.5,
    width: Math.max(1, x(bar.right) - x(bar.left) - 1),
    y: y(count),
    height: height - y(count),
  });
  const mean = Math.min(Math.max(facts.mean, x.domain()[0]!), x.domain()[1]!);
  return (
    <>
      <g className={styles.grid}>
        {y.ticks(3).map((value) => (
          <g key={value} transform={`translate(0,${y(value)})`}>
            <line x1={margin.left} x2={width - margin.right} />
            <text x={margin.left - 6} dy="0.32em">
              {value}
            </text>
          </g>
        ))}
      </g>
      {bars.map((bar) => (
        <g key={bar.left} className={styles.bar} data-worse={bar.left >= 0 || undefined}>
          <rect {...block(bar, bar.indices.length)} />
          {marked.size > 0 && (
            <rect
              className={styles.marked}
              {...block(bar, bar.indices.filter((index) => marked.has(index)).length)}
            />
          )}
        </g>
      ))}
      <g className={styles.mean} transform={`translate(${x(mean)},0)`}>
        <line y1={4} y2={height} />
        <text x={mean < 0 ? -5 : 5} y={10} textAnchor={mean < 0 ? 'end' : 'start'}>
          {words.losses.mean} {words.signed(facts.mean)}
        </text>
      </g>
      {name && (
        <text className={styles.name} x={width - margin.right} y={10}>
          {name}
        </text>
      )}
    </>
  );
}
