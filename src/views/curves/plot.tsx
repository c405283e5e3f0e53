import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { moveMarker } from '../../store/actions';
import { newestStep, shownRun, shownStep } from '../../store/selectors';
import { explorer, useExplorer } from '../../store/store';
import { epochTicks, margin, nearest, stepped, type Scale } from './geometry';
import { commandOf } from '../../ui/keys';
import styles from './plot.module.css';
import type { Size } from '../../ui/use-size';

interface PlotProps {
  readonly name: string;
  readonly size: Size;
  readonly x: Scale;
  readonly y: Scale;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
  readonly formatValue: (value: number) => string;
  /** steps that the cursor stops at, ascending */
  readonly stops: readonly number[];
  readonly epochWord: string;
  /** the values at a step, in words */
  readonly speak: (step: number) => string;
  /** the step under the pointer; null = none */
  onPoint(step: number | null): void;
  readonly children: ReactNode;
}

/** Axes, the page's time marker and the cursor; the curves come as children. */
export function Plot(props: PlotProps) {
  const {
    name,
    size,
    x,
    y,
    totalSteps,
    stepsPerEpoch,
    formatValue,
    stops,
    epochWord,
    speak,
    onPoint,
    children,
  } = props;
  const [, end = 0] = x.range();
  const box = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const marked = useExplorer(shownStep);

  const stopAt = (event: PointerEvent | React.MouseEvent) => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    return nearest(stops, x.invert(event.clientX - left)) ?? null;
  };
  const point = (step: number | null) => {
    setPointed(step);
    onPoint(step);
  };
  const press = (event: KeyboardEvent) => {
    const to = stepped(commandOf('chart', event), stops, marked);
    if (to === undefined) return;
    event.preventDefault();
    markStep(to);
  };

  return (
    <div
      ref={box}
      className={styles.plot}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={totalSteps}
      aria-valuenow={marked}
      aria-valuetext={speak(marked)}
      onPointerMove={(event) => point(stopAt(event))}
      onPointerLeave={() => point(null)}
      onClick={(event) => {
        const step = stopAt(event);
        if (step !== null) markStep(step);
      }}
      onKeyDown={press}
    >
      <svg
        width={size.width}
        height={size.height}
        viewBox={`0 0 ${size.width} ${size.height}`}
        aria-hidden="true"
      >
        <g className={styles.grid}>
          {y.ticks(5).map((value) => (
            <g key={value} transform={`translate(0,${y(value)})`}>
              <line x1={margin.left} x2={end} />
              <text x={margin.left - 7} dy="0.32em">
                {formatValue(value)}
              </text>
            </g>
          ))}
        </g>
        <g className={styles.epochs} transform={`translate(0,${size.height - 6})`}>
          {epochTicks(totalSteps, { stepsPerEpoch, width: end - margin.left }).map(({ epoch, step }) => (
            <text key={epoch} x={x(step)}>
              {epoch}
            </text>
          ))}
          <text className={styles.unit} x={end + 16}>
            {epochWord}
          </text>
        </g>
        <VerticalLine kind="marker" at={x(Math.min(marked, totalSteps))} height={size.height} />
        {pointed !== null && <VerticalLine kind="cursor" at={x(pointed)} height={size.height} />}
        {children}
      </svg>
    </div>
  );
}

interface VerticalLineProps {
  readonly kind: 'marker' | 'cursor';
  readonly at: number;
  readonly height: number;
}

function VerticalLine({ kind, at, height }: VerticalLineProps) {
  return (
    <g className={styles[kind]} transform={`translate(${at},0)`}>
      <line y1={margin.top - 4} y2={height - margin.bottom} />
      {kind === 'marker' && <path d="M-4,0h8l-4,6z" />}
    </g>
  );
}

/** Moves the page's marker; the newest step is followed from then on. */
function markStep(step: number): void {
  moveMarker(step >= newestStep(shownRun(explorer.getState())) ? null : step);
}
