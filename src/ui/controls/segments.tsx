import { useId } from 'react';
import styles from './segments.module.css';

interface SegmentsProps<T extends string> {
  /** what is chosen, read with every option */
  readonly label: string;
  /** whether the label is also seen */
  readonly labelShown?: boolean;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint?: string }[];
  onChange(value: T): void;
}

/** A few short options in one row: native radio buttons, so arrow keys move between them. */
export function Segments<const T extends string>(props: SegmentsProps<T>) {
  const { label, labelShown = false, value, options, onChange } = props;
  const id = useId();
  return (
    <fieldset className={styles.segments} data-control>
      <legend className={labelShown ? styles.label : styles.unseen}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option} title={option.hint}>
          <input
            className={styles.input}
            type="radio"
            name={id}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.face}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
