import { symbol } from 'd3-shape';
import type { Theme } from '../../lib/diverging';
import { useMessages } from '../../ui/use-messages';
import { classMark } from './class-marks';
import styles from './space.module.css';

interface ClassLegendProps {
  readonly classes: readonly string[];
  readonly theme: Theme;
  /** part of the selection that was made here */
  readonly chosen: string | null;
  onChoose(label: number): void;
}

/** Colour and shape of each class; pressing one chooses its pictures. */
export function ClassLegend({ classes, theme, chosen, onChoose }: ClassLegendProps) {
  const { space: text } = useMessages().survey;
  return (
    <ul className={styles.legend} aria-label={text.legend}>
      {classes.map((name, label) => {
        const { colour, shape } = classMark(label, theme);
        return (
          <li key={name}>
            <button
              type="button"
              aria-pressed={chosen === `class:${label}`}
              title={text.legend}
              onClick={() => onChoose(label)}
            >
              <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
                <path d={symbol(shape, 46)() ?? ''} fill={colour} />
              </svg>
              {name}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
