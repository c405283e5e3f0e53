import { memo } from 'react';
import type { RowCurves } from '../../store/table';
import { bandPath, meanPath, seedPath, type Scale } from './geometry';
import styles from './families.module.css';

interface FamilyLinesProps {
  readonly family: RowCurves;
  /** place in the legend: its colour and dashes */
  readonly index: number;
  readonly smooth: (values: ArrayLike<number>) => ArrayLike<number>;
  readonly dimmed: boolean;
  readonly x: Scale;
  readonly y: Scale;
}

/** One variant: its band, its seeds, its mean. */
export const FamilyLines = memo(function FamilyLines(props: FamilyLinesProps) {
  const { family, index, smooth, dimmed, x, y } = props;
  const { curves, mean } = family;
  return (
    <g className={styles.family} data-family={index} data-dimmed={dimmed || undefined}>
      <path className={styles.band} d={bandPath(mean, x, y)} />
      {curves.length > 1 &&
        curves.map((curve) => (
          <path
            key={curve.runId}
            className={styles.seed}
            d={seedPath({ ...curve, y: smooth(curve.y) }, x, y)}
          />
        ))}
      <path className={styles.mean} d={meanPath(mean, x, y)} />
      {mean.length === 1 && <circle className={styles.point} cx={x(mean[0]!.x)} cy={y(mean[0]!.y)} r={3} />}
    </g>
  );
});
