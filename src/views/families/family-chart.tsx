import { useId, useMemo, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { dataName } from '../../store/data-name';
import { moveMarker, notify } from '../../store/actions';
import { useExplorer } from '../../store/store';
import type { RowCurves } from '../../store/table';
import { useSize } from '../../ui/use-size';
import { commandOf, type KeyCommand } from '../../ui/keys';
import { ChartMenu } from '../../ui/export/chart-menu';
import { useMessages } from '../../ui/use-messages';
import styles from './families.module.css';
import { FamilyLines } from './family-lines';
import { FamilyLegend } from './family-legend';
import {
  lastStep,
  margin,
  pointAt,
  stepScale,
  stepTicks,
  valueDomain,
  valueScale,
  valueTicks,
  type Scale,
} from './geometry';

export interface FamilyChartProps {
  readonly title: string;
  readonly caption: string;
  /** the sentence in its place while there is nothing to draw */
  readonly empty: string;
  readonly families: readonly RowCurves[];
  /** what was done to each seed before the mean, so that the faint lines are what the bold one is the mean of */
  readonly smooth?: (values: ArrayLike<number>) => ArrayLike<number>;
  readonly form: 'linear' | 'log';
  readonly write: (value: number) => string;
  readonly tick: (value: number) => string;
  readonly tools?: ReactNode;
  /** step under the cursor of either chart; null = none */
  readonly pointed: number | null;
  onPoint(step: number | null): void;
  /** the variant that stands out; null = all alike */
  readonly stressed: string | null;
  onStress(key: string | null): void;
}

const unsmoothed = (values: ArrayLike<number>) => values;

/** One chart of several variants with its legend, which also reads the values at the cursor. */
export function FamilyChart(props: FamilyChartProps) {
  const { title, caption, empty, families, smooth = unsmoothed, form, write, tick, tools, stressed } = props;
  const { pointed, onPoint, onStress } = props;
  const { families: text, saving, translated } = useMessages();
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const size = useSize(place);
  const marked = useExplorer(({ view }) => view.step);
  const drawn = families.filter(({ mean }) => mean.length > 0);
  const last = lastStep(drawn);
  const at = pointed ?? marked ?? last;
  const scales = useMemo(() => {
    if (!size) return null;
    return { x: stepScale(last, size), y: valueScale(valueDomain(drawn), size, form) };
    // `drawn` is made anew at every render from what the store keeps
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [families, last, size, form]);
  const values = drawn.flatMap(({ row, mean }) => {
    const point = pointAt(mean, at);
    return point ? [`${translated(row.label)} ${write(point.y)}`] : [];
  });
  const spoken = [text.at(at), ...values].join(', ');
  const frame = useRef<HTMLElement>(null);
  const words = () => ({
    heading: title,
    caption,
    legend: families.flatMap(({ row, count }, i) => {
      const entry = frame.current?.querySelector<SVGElement>(`li[data-family='${i}'] line`);
      if (!entry) return [];
      const mark = document.createElementNS(entry.namespaceURI, 'g') as SVGElement;
      mark.dataset['family'] = String(i);
      mark.append(entry.cloneNode());
      return [{ label: `${translated(row.label)}, ${text.seeds(count)}`, mark }];
    }),
    provenance: [text.band, provenanceOfRows(families, saving.by)],
  });
  return (
    <section ref={frame} className={styles.chart} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        <span className={styles.tools}>
          {tools}
          <ChartMenu title={title} drawing={drawing} words={words} onProblem={complain} />
        </span>
        <p className={styles.caption}>{caption}</p>
      </header>
      <div className={styles.body}>
        <div className={styles.place} ref={place}>
          {drawn.length === 0 && <p className={styles.empty}>{empty}</p>}
          {size && scales && drawn.length > 0 && (
            <Cursor name={title} x={scales.x} last={last} at={at} spoken={spoken} onPoint={onPoint}>
              <svg
                ref={drawing}
                width={size.width}
                height={size.height}
                viewBox={`0 0 ${size.width} ${size.height}`}
                aria-hidden="true"
              >
                <Axes {...scales} size={size} form={form} tick={tick} word={text.step} />
                {drawn.map((family) => (
                  <FamilyLines
                    key={family.row.key}
                    family={family}
                    index={families.indexOf(family)}
                    smooth={smooth}
                    dimmed={stressed !== null && stressed !== family.row.key}
                    {...scales}
                  />
                ))}
                <Rule at={scales.x(marked ?? last)} height={size.height} kind="marker" />
                {pointed !== null && <Rule at={scales.x(pointed)} height={size.height} kind="cursor" />}
              </svg>
            </Cursor>
          )}
        </div>
        <FamilyLegend families={families} at={at} write={write} stressed={stressed} onStress={onStress} />
      </div>
    </section>
  );
}

const complain = (text: string) => notify({ tone: 'warn', text, action: null });

/** Which devices and data the runs behind the lines come from. */
function provenanceOfRows(families: readonly RowCurves[], by: string): string {
  const runs = families.flatMap(({ row }) => row.runs);
  const some = (values: readonly string[]) => [...new Set(values)].join(', ');
  return [
    by,
    some(runs.map(({ config }) => dataName(config.data))),
    some(runs.map(({ provenance }) => provenance.device)),
    some(runs.map(({ provenance }) => provenance.dataHash.slice(0, 12))),
  ].join(' · ');
}

interface CursorProps {
  readonly name: string;
  readonly x: Scale;
  readonly last: number;
  readonly at: number;
  /** the moment and the values there, in words */
  readonly spoken: string;
  readonly children: ReactNode;
  onPoint(step: number | null): void;
}

/** Pointing reads, a press or an arrow key moves the page's time marker. */
function Cursor({ name, x, last, at, spoken, children, onPoint }: CursorProps) {
  const box = useRef<HTMLDivElement>(null);
  const stepAt = (event: PointerEvent | React.MouseEvent) => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    return Math.min(last, Math.max(0, Math.round(x.invert(event.clientX - left))));
  };
  const mark = (to: number) => moveMarker(to >= last ? null : Math.max(0, to));
  const press = (event: KeyboardEvent) => {
    const stride = Math.max(1, Math.round(last / 100));
    const moves: Readonly<Record<KeyCommand<'chart'>, number>> = {
      forth: at + stride,
      back: at - stride,
      farForth: at + 10 * stride,
      farBack: at - 10 * stride,
      first: 0,
      last,
    };
    const command = commandOf('chart', event);
    if (command === null) return;
    event.preventDefault();
    mark(moves[command]);
  };
  return (
    <div
      ref={box}
      className={styles.cursor}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at}
      aria-valuetext={spoken}
      onPointerMove={(event) => onPoint(stepAt(event))}
      onPointerLeave={() => onPoint(null)}
      onClick={(event) => mark(stepAt(event))}
      onKeyDown={press}
    >
      {children}
    </div>
  );
}

interface AxesProps {
  readonly x: Scale;
  readonly y: Scale;
  readonly size: { readonly width: number; readonly height: number };
  readonly form: 'linear' | 'log';
  readonly tick: (value: number) => string;
  readonly word: string;
}

function Axes({ x, y, size: { width, height }, form, tick, word }: AxesProps) {
  return (
    <>
      <g className={styles.grid}>
        {valueTicks(y, form).map((value) => (
          <g key={value} transform={`translate(0,${y(value)})`}>
            <line x1={margin.left} x2={width - margin.right} />
            <text x={margin.left - 6} dy="0.32em">
              {tick(value)}
            </text>
          </g>
        ))}
      </g>
      <g className={styles.steps} transform={`translate(0,${height - 7})`}>
        {stepTicks(x, { width }).map((value) => (
          <text key={value} x={x(value)}>
            {value === 0 ? word : value}
          </text>
        ))}
      </g>
    </>
  );
}

function Rule({ at, height, kind }: { readonly at: number; readonly height: number; readonly kind: string }) {
  return (
    <g className={styles[kind]} transform={`translate(${at},0)`}>
      <line y1={margin.top - 4} y2={height - margin.bottom} />
      {kind === 'marker' && <path d="M-4,0h8l-4,6z" />}
    </g>
  );
}
