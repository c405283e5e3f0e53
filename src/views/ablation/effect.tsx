import type { Cell } from '../../data/table-cell';
import type { Column } from '../../store/columns';
import { useMessages } from '../../ui/use-messages';
import styles from './effect.module.css';
import { effectMarks, type DifferenceScale } from './geometry';

export interface EffectScale {
  readonly metric: Column;
  readonly scale: DifferenceScale;
  readonly width: number;
}

const height = 26;
const middle = height / 2;

/** One row's difference to the baseline: the pairs of seeds, their mean, and its interval. */
export function Effect({ cell, scale, width }: EffectScale & { readonly cell: Cell | null }) {
  const marks = effectMarks(cell, scale);
  const verdict = cell?.difference?.verdict ?? 'neutral';
  return (
    <svg className={styles.effect} width={width} height={height} data-verdict={verdict} aria-hidden="true">
      <line className={styles.zero} x1={scale(0)} x2={scale(0)} y1={0} y2={height} />
      {marks?.whisker && (
        <>
          <line
            className={styles.whisker}
            x1={marks.whisker.from}
            x2={marks.whisker.to}
            y1={middle}
            y2={middle}
          />
          {marks.whisker.cut.map(([end, cut]) => {
            const at = end === 'low' ? marks.whisker!.from : marks.whisker!.to;
            const out = end === 'low' ? -1 : 1;
            return cut ? (
              <path
                key={end}
                className={styles.cut}
                d={`M${at - 3 * out},${middle - 3}l${4 * out},3l${-4 * out},3`}
              />
            ) : (
              <line key={end} className={styles.whisker} x1={at} x2={at} y1={middle - 3} y2={middle + 3} />
            );
          })}
        </>
      )}
      {marks?.pairs.map((at, i) => (
        <line key={i} className={styles.pair} x1={at} x2={at} y1={middle + 5} y2={middle + 10} />
      ))}
      {marks && <circle className={styles.mean} cx={marks.at} cy={middle} r={4} />}
    </svg>
  );
}

/** The scale that all rows share. */
export function EffectAxis({ metric, scale, width }: EffectScale) {
  const { ablation: text, figures, translated } = useMessages();
  const ticks = scale.ticks(3);
  return (
    <>
      <span className={styles.name}>
        {text.effect(translated(metric.short), text.pointUnits[metric.unit])}
      </span>
      <svg className={styles.axis} width={width} height={14} aria-hidden="true">
        {ticks.map((value) => (
          <text key={value} x={scale(value)} y={11}>
            {value === 0 ? '0' : tick(figures.difference(value, metric.unit))}
          </text>
        ))}
      </svg>
    </>
  );
}

/** A tick of a round number needs no zeros behind its point. */
function tick(figure: string): string {
  return figure.includes('.') ? figure.replace(/\.?0+$/, '') : figure;
}
