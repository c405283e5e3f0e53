import { extent, max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import styles from './sparkline.module.css';

interface SparklineProps {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** the point that is shown now */
  readonly at: number;
}

const box = { width: 240, height: 64 };

/** A curve without axes: how something grew, and where on it the page stands. From zero up. */
export function Sparkline({ name, points, at }: SparklineProps) {
  const [first = 0, last = 1] = extent(points, ({ x }) => x);
  const x = scaleLinear([first, last], [0, box.width]);
  const y = scaleLinear([0, max(points, (point) => point.y) || 1], [box.height, 4]);
  const path = line<(typeof points)[number]>()
    .x((point) => x(point.x))
    .y((point) => y(point.y))(points);
  const shown = points.findLast((point) => point.x <= at) ?? points[0];
  return (
    <div className={styles.line} role="img" aria-label={name}>
      <svg viewBox={`0 0 ${box.width} ${box.height}`} preserveAspectRatio="none">
        <line className={styles.base} x1="0" x2={box.width} y1={box.height} y2={box.height} />
        <path d={path ?? ''} />
      </svg>
      {shown && (
        <i
          style={{ left: `${(x(shown.x) / box.width) * 100}%`, top: `${(y(shown.y) / box.height) * 100}%` }}
        />
      )}
    </div>
  );
}
