import { spread } from '../../ui/pictures/spread';
import { margin } from './geometry';
import styles from './lines.module.css';
import type { Course } from './course';

export interface EndLabel {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly tone: Course['tone'] | 'muted';
  /** where its line ends, in pixels */
  readonly end: number;
  readonly at: number;
}

interface EndLabelsProps {
  readonly labels: readonly EndLabel[];
  readonly height: number;
}

/** Direct labels where the lines end, moved apart where they would touch. */
export function EndLabels({ labels, height }: EndLabelsProps) {
  const heights = spread(
    labels.map(({ at }) => at),
    { gap: 14, low: margin.top, high: height - margin.bottom },
  );
  return labels.map(({ key, name, value, tone, end }, i) => (
    <text key={key} className={styles.label} data-tone={tone} x={end + margin.gap} y={heights[i]} dy="0.32em">
      {name} {value}
    </text>
  ));
}
