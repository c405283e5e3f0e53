import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line, curveStepAfter, curveLinear } from 'd3-shape';
import { tick } from '../../../ui/pictures/number';
import styles from './kernel-plot.module.css';

interface KernelPlotProps {
  /** what is drawn, in words */
  readonly name: string;
  /** for each interpolation, the weight of the coarse value at every pixel of the axis */
  readonly kernels: readonly { readonly id: string; readonly profile: Float32Array }[];
  /** the interpolation of the run */
  readonly own: string;
  /** first pixel, and the one behind the last */
  readonly span: readonly [number, number];
  /** the probed pixel of this axis */
  readonly at: number;
}

const box = { width: 320, height: 120 };

/** How much one coarse value counts in the pixels around it, for every way to enlarge. */
export function KernelPlot({ name, kernels, own, span, at }: KernelPlotProps) {
  const [start, end] = span;
  const [low = 0, high = 1] = extent(kernels.flatMap(({ profile }) => [...profile.subarray(start, end)]));
  const x = scaleLinear([start, end], [0, box.width]);
  const y = scaleLinear([Math.min(0, low), Math.max(1, high)], [box.height - 4, 4]);
  const drawn = kernels.toSorted((a, b) => Number(a.id === own) - Number(b.id === own));
  return (
    <div className={styles.plot} role="img" aria-label={name}>
      <svg viewBox={`0 0 ${box.width} ${box.height}`} preserveAspectRatio="none">
        <rect className={styles.probe} x={x(at)} width={x(at + 1) - x(at)} y="0" height={box.height} />
        <line className={styles.base} x1="0" x2={box.width} y1={y(0)} y2={y(0)} />
        {drawn.map(({ id, profile }) => {
          const stepped = id === 'patch-wise' || id === 'nearest';
          const shape = line<number>()
            .curve(stepped ? curveStepAfter : curveLinear)
            .x((_, i) => x(start + i + (stepped ? 0 : 0.5)))
            .y((weight) => y(weight));
          const values = [...profile.subarray(start, end)];
          // a step ends where the next one begins, the last one, too
          if (stepped) values.push(values.at(-1) ?? 0);
          return <path key={id} d={shape(values) ?? ''} data-kind={id} data-own={id === own || undefined} />;
        })}
      </svg>
      <p aria-hidden="true">
        <span>{start}</span>
        <span>{tick(end - 1)}</span>
      </p>
    </div>
  );
}
