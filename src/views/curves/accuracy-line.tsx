import { linePath, type Scale } from './geometry';
import styles from './lines.module.css';
import type { EpochRecord } from '../../training/events';
import type { Course } from './course';

interface AccuracyLineProps {
  readonly course: Course;
  readonly epochs: readonly EpochRecord[];
  readonly x: Scale;
  readonly y: Scale;
  /** the step whose point is drawn larger */
  readonly at: number;
}

/** A run's accuracy: a point for each epoch that was measured, and lines between them. */
export function AccuracyLine({ course, epochs, x, y, at }: AccuracyLineProps) {
  const { tone, origin } = course;
  const points = epochs.map(({ step, testAccuracy }) => ({ step, value: testAccuracy }));
  const current = recordAt(epochs, at)?.step;
  return (
    <>
      <path className={styles.line} data-tone={tone} data-origin={origin} d={linePath(points, x, y)} />
      {points.map(({ step, value }) => (
        <circle
          key={step}
          className={styles.point}
          data-tone={tone}
          data-origin={origin}
          cx={x(step)}
          cy={y(value)}
          r={step === current ? 4 : 2.5}
        />
      ))}
    </>
  );
}

/** What was last measured at a step; undefined before the first epoch's end. */
export function recordAt(epochs: readonly EpochRecord[], step: number): EpochRecord | undefined {
  return epochs.findLast((record) => record.step <= step);
}
