import type { CSSProperties } from 'react';
import styles from './slider.module.css';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** the value in words, as a screen reader says it */
  readonly valueText?: string;
  readonly disabled?: boolean;
  onChange(value: number): void;
}

/** A native range: arrows, Page keys, Home and End are the browser's own. */
export function Slider(props: SliderProps) {
  const { label, value, min, max, step = 1, valueText, disabled, onChange } = props;
  const share = max > min ? (value - min) / (max - min) : 0;
  return (
    <input
      className={styles.slider}
      style={{ '--share': share } as CSSProperties}
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      onChange={({ target }) => onChange(target.valueAsNumber)}
    />
  );
}
