import {
  memo,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import type { PictureSheets } from '../../data/picture-sheets';
import type { Theme } from '../../lib/diverging';
import { useMessages } from '../../ui/use-messages';
import { classMark } from './class-marks';
import { classNames, pointNear, pointsInside, pointTowards, spotOf, type Plane, type Spot } from './geometry';
import { paintMoves, paintOthers, paintPoints, type Painted } from './paint';
import { PointTip } from './point-tip';
import styles from './space.module.css';
import { useCanvas } from './use-canvas';

export interface PaneProps {
  /** what side it is, in words */
  readonly name: string;
  readonly plane: Plane;
  /** which of the plane's sides */
  readonly side: number;
  readonly painted: Omit<Painted, 'points' | 'theme' | 'plane'> & { readonly sheets: PictureSheets | null };
  readonly classes: readonly string[];
  readonly theme: Theme;
  /** pictures whose moves are drawn */
  readonly among: readonly number[];
  readonly pointed: number | null;
  readonly picked: number | null;
  describe(index: number): string;
  onPoint(index: number | null): void;
  onPick(index: number): void;
  onRegion(indices: readonly number[]): void;
  onNearest(index: number, side: number): void;
  onGiveUp(): void;
}

/** Pixels within which a pointer finds a point; a finger covers more. */
const reach = { mouse: 12, touch: 24 };

/** One side of the feature space: points under the pointer, by arrow keys, and in a region. */
export function Pane(props: PaneProps) {
  const { name, plane, side, painted, classes, theme, among, pointed, picked, describe } = props;
  const { space: text } = useMessages().survey;
  const id = useId();
  const [points, before] = [plane.sides[side]!, plane.sides[0]!];
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const course = useRef<Spot[]>([]);
  const [region, setRegion] = useState<string | null>(null);
  const [here, setHere] = useState(false);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      const others = plane.sides.filter((_, other) => other !== side);
      paintOthers(context, others, getComputedStyle(context.canvas).color);
      paintPoints(context, { ...painted, points, theme, plane });
    },
    [painted, points, theme, plane, side],
  );
  useCanvas(base, plane, draw);
  const drawMoves = useCallback(
    (context: CanvasRenderingContext2D) => {
      const style = getComputedStyle(context.canvas);
      const [ink, accent] = [style.color, style.outlineColor];
      paintMoves(context, { points, before, ink, accent, among, pointed, picked });
    },
    // the theme changes what the style says
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [points, before, among, pointed, picked, theme],
  );
  useCanvas(over, plane, drawMoves);
  // a region that is let go outside the window
  useEffect(() => {
    course.current = [];
  }, [plane]);

  const spot = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Spot => {
    const { left, top } = currentTarget.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const found = (event: PointerEvent<HTMLElement>) =>
    pointNear(points, spot(event), event.pointerType === 'touch' ? reach.touch : reach.mouse);
  const press = (event: PointerEvent<HTMLElement>) => {
    // a finger scrolls the page
    if (event.button !== 0 || event.pointerType === 'touch') return;
    course.current = [spot(event)];
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    setHere(true);
    if (course.current.length === 0) return props.onPoint(found(event));
    course.current.push(spot(event));
    if (course.current.length > 3) setRegion(course.current.map(({ x, y }) => `${x},${y}`).join(' '));
  };
  const release = (event: PointerEvent<HTMLElement>) => {
    const drawn = course.current;
    course.current = [];
    setRegion(null);
    if (isRegion(drawn)) return props.onRegion(pointsInside(points, drawn));
    const index = found(event);
    if (index !== null) props.onPick(index);
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const at = pointed ?? picked ?? 0;
    const to = pointed === null && event.key.startsWith('Arrow') ? at : pointTowards(points, at, event.key);
    setHere(true);
    if (to !== null) props.onPoint(to);
    else if (event.key === 'Enter' || event.key === ' ') props.onPick(at);
    else if (event.key === 'n' || event.key === 'N') props.onNearest(at, side);
    else if (event.key === 'Escape') props.onGiveUp();
    else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <figure className={styles.pane}>
      <figcaption>{name}</figcaption>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a drawing with keys of its own */}
      <div
        className={styles.plot}
        role="application"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
        tabIndex={0}
        aria-label={text.plot(name)}
        aria-describedby={`${id}-keys`}
        style={{ width: plane.width, height: plane.height }}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={() => {
          course.current = [];
          setRegion(null);
        }}
        onPointerLeave={() => {
          setHere(false);
          props.onPoint(null);
        }}
        onBlur={() => {
          setHere(false);
          props.onPoint(null);
        }}
        onKeyDown={key}
      >
        <canvas ref={base} aria-hidden="true" />
        <ClassNames {...{ points, painted, classes, theme, plane }} />
        <canvas ref={over} className={styles.over} aria-hidden="true" />
        {region !== null && (
          <svg className={styles.region} aria-hidden="true">
            <polygon points={region} />
          </svg>
        )}
        {here && pointed !== null && (
          <PointTip
            spot={spotOf(points, pointed)}
            plane={plane}
            sheets={painted.sheets}
            index={pointed}
            text={describe(pointed)}
          />
        )}
        <span id={`${id}-keys`} className={styles.unseen}>
          {text.keys}
        </span>
      </div>
    </figure>
  );
}

/** Whether a course encloses anything, or was a press with a trembling hand. */
function isRegion(course: readonly Spot[]): boolean {
  const [xs, ys] = [course.map(({ x }) => x), course.map(({ y }) => y)];
  const extent = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  return course.length > 3 && extent(xs) + extent(ys) > 16;
}

interface ClassNamesProps {
  readonly points: Float32Array;
  readonly painted: PaneProps['painted'];
  readonly classes: readonly string[];
  readonly theme: Theme;
  readonly plane: Plane;
}

const ClassNames = memo(function ClassNames({
  points,
  painted: { labels },
  classes,
  theme,
  plane: { width, height },
}: ClassNamesProps) {
  const names = classNames(points, labels, { classes: classes.length, width, height });
  return (
    <div className={styles.names} aria-hidden="true">
      {names.map(({ label, x, y }) => (
        <span key={label} style={{ left: x, top: y, color: classMark(label, theme).colour }}>
          {classes[label]}
        </span>
      ))}
    </div>
  );
});
