import { useLayoutEffect, useRef } from 'react';
import { explorer, type ExplorerState } from '../../store/store';
import { linePath, thinned, trailingMean, type Scale } from './geometry';
import styles from './lines.module.css';
import type { Course } from './course';

interface LossLineProps {
  readonly course: Course;
  readonly window: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** A run's loss, faint, and its trailing mean. It follows the store without rendering: at most one drawing a frame. */
export function LossLine({ course, window, x, y }: LossLineProps) {
  const raw = useRef<SVGPathElement>(null);
  const mean = useRef<SVGPathElement>(null);
  const { id, tone, origin } = course;

  useLayoutEffect(() => {
    const find = ({ runs }: ExplorerState) => runs.find((run) => run.id === id);
    let frame = 0;
    const draw = () => {
      frame = 0;
      const run = find(explorer.getState());
      if (!run) return;
      const [left, right] = x.range();
      const shape = { from: run.curvesFrom, limit: 2 * Math.abs(right! - left!) };
      raw.current?.setAttribute('d', linePath(thinned(run.losses, shape), x, y));
      mean.current?.setAttribute('d', linePath(thinned(trailingMean(run.losses, window), shape), x, y));
    };
    draw();
    const unsubscribe = explorer.subscribe(
      (state) => find(state)?.losses,
      () => (frame ||= requestAnimationFrame(draw)),
    );
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [id, window, x, y]);

  return (
    <>
      <path ref={raw} className={styles.faint} data-tone={tone} />
      <path ref={mean} className={styles.line} data-tone={tone} data-origin={origin} />
    </>
  );
}
