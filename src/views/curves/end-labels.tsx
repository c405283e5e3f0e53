import { spread } from '../../ui/pictures/spread';
import { margin } from './geometry';
import styles from './lines.module.css';
import type { Course } from './course';
import type { Size } from './use-size';

export interface EndLabel {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly tone: Course['tone'] | 'muted';
  /** height at which its line ends, in pixels */
  readonly at: number;
}

/** Direct labels at the right end of the lines, moved apart where they would touch. */
export function EndLabels({ labels, size }: { readonly labels: readonly EndLabel[]; readonly size: Size }) {
  const heights = spread(
    labels.map(({ at }) => at),
    { gap: 14, low: margin.top, high: size.height - margin.bottom },
  );
  return labels.map(({ key, name, value, tone }, i) => (
    <text
      key={key}
      className={styles.label}
      data-tone={tone}
      x={size.width - margin.right + 10}
      y={heights[i]}
      dy="0.32em"
    >
      {name} {value}
    </text>
  ));
}
