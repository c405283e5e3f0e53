import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { CurveAnswer } from '../../data/deck';
import { completed } from '../../store/guesses';
import { useExplorer } from '../../store/store';
import { recordedAnswer, unitOf } from '../../store/truth';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import { useSize } from '../../ui/use-size';
import { amountsOf } from './amounts';
import { columnsFor } from './columns';
import { CurveAxes, curveScales } from './curve-axes';
import { columnAt, curvePath, drawn, snapped, stepOf } from './geometry';
import styles from './curve.module.css';

type Values = readonly (number | null)[];

interface CurveEntryProps {
  readonly answer: CurveAnswer;
  readonly values: Values | null;
  onChange(values: Values | null): void;
}

/** A curve over the axes on which it will be measured: drawn by hand, or column by column with the arrow keys. */
export function CurveEntry({ answer, values: given, onChange }: CurveEntryProps) {
  const { predict: text } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const known = useExplorer(recordedAnswer(answer));
  const columns = columnsFor(answer, known.state === 'known' ? known.truth : null);
  const count = columns.length;
  const values: Values = given?.length === count ? given : Array<null>(count).fill(null);
  const domain = [answer.low, answer.high] as const;
  const scales = size && curveScales(size, { count, domain });
  const last = useRef<{ column: number; value: number } | null>(null);

  const draw = (event: PointerEvent<HTMLElement>) => {
    if (!scales || !box.current) return;
    const { left, top } = box.current.getBoundingClientRect();
    const column = columnAt(event.clientX - left, { x: scales.x, count });
    const value = snapped(scales.y.invert(event.clientY - top), domain);
    onChange(drawn(values, last.current, { column, value }));
    last.current = { column, value };
  };
  return (
    <div className={styles.entry}>
      <p className={styles.how}>{text.draw.how}</p>
      <div
        ref={box}
        className={styles.plot}
        data-drawing=""
        role="group"
        aria-label={text.draw.region}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = null;
          draw(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && draw(event)}
        onPointerUp={() => (last.current = null)}
      >
        {size && scales && (
          <CurveAxes {...{ size, columns, ...scales }} curve={answer.truth.curve}>
            <path className={styles.guess} d={curvePath(values, scales.x, scales.y)} />
            {values.map(
              (value, i) =>
                value !== null && (
                  <circle key={i} className={styles.dot} cx={scales.x(i)} cy={scales.y(value)} r="3" />
                ),
            )}
          </CurveAxes>
        )}
        <Columns {...{ answer, columns, values, onChange }} place={scales?.x ?? null} />
      </div>
      {given && (
        <Button look="quiet" className={styles.clear} onClick={() => onChange(null)}>
          {text.draw.clear}
        </Button>
      )}
    </div>
  );
}

interface ColumnsProps {
  readonly answer: CurveAnswer;
  readonly columns: readonly number[];
  readonly values: Values;
  readonly place: ((column: number) => number) | null;
  onChange(values: Values): void;
}

/** One vertical slider for each column, in one tab stop: ← → choose one, ↑ ↓ move it. */
function Columns({ answer, columns, values, place, onChange }: ColumnsProps) {
  const messages = useMessages();
  const { draw } = messages.predict;
  const [current, setCurrent] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const amounts = amountsOf(unitOf(answer), messages);
  const domain = [answer.low, answer.high] as const;
  const start = completed({ kind: 'curve', values });

  const go = (column: number) => {
    const to = Math.min(columns.length - 1, Math.max(0, column));
    setCurrent(to);
    (list.current?.children[to] as HTMLElement | undefined)?.focus();
  };
  const move = (column: number, steps: number) => {
    const known = start?.kind === 'curve' ? start.values[column] : undefined;
    const from = values[column] ?? known ?? (domain[0] + domain[1]) / 2;
    const value = snapped(from + steps * stepOf(...domain), domain);
    onChange(values.map((one, i) => (i === column ? value : one)));
  };
  const press = (event: KeyboardEvent, column: number) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    const to = {
      ArrowLeft: column - 1,
      ArrowRight: column + 1,
      Home: 0,
      End: columns.length - 1,
    }[event.key];
    if (steps === undefined && to === undefined) return;
    event.preventDefault();
    // the page has its own use for these keys
    event.stopPropagation();
    if (steps !== undefined) move(column, event.shiftKey ? 10 * steps : steps);
    if (to !== undefined) go(to);
  };
  const axis = answer.truth.curve === 'accuracy' ? draw.epoch : draw.step;
  return (
    <div ref={list}>
      {columns.map((column, i) => (
        <div
          key={column}
          className={styles.column}
          style={{ left: place?.(i) ?? 0 }}
          role="slider"
          tabIndex={i === current ? 0 : -1}
          aria-orientation="vertical"
          aria-label={draw.column(axis, column)}
          aria-valuemin={answer.low}
          aria-valuemax={answer.high}
          aria-valuenow={values[i] ?? answer.low}
          aria-valuetext={values[i] === null ? draw.empty : amounts.value(values[i]!)}
          onFocus={() => setCurrent(i)}
          onKeyDown={(event) => press(event, i)}
        />
      ))}
    </div>
  );
}
