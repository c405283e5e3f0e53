import { useId, type ReactNode } from 'react';
import styles from './option-group.module.css';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  /** what choosing it does now, in two or three words */
  readonly note?: string | undefined;
  /** a longer sentence, read with the option */
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly glyph?: ReactNode;
}

interface OptionGroupProps<T extends string> {
  /** the question */
  readonly legend: string;
  /** the term for it, in small */
  readonly term?: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  onChange(value: T): void;
}

/** One question with one answer: native radio buttons, so arrow keys and form tools work as everywhere. */
export function OptionGroup<T extends string>(props: OptionGroupProps<T>) {
  const { legend, term, value, options, onChange } = props;
  const id = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        {legend}
        {term && <small className={styles.term}>{term}</small>}
      </legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option} title={option.hint}>
          <input
            className={styles.input}
            type="radio"
            name={id}
            checked={option.value === value}
            disabled={option.disabled}
            aria-describedby={option.hint ? `${id}-${option.value}` : undefined}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.mark} aria-hidden="true">
            {option.glyph}
          </span>
          <span className={styles.label}>{option.label}</span>
          {option.note && <span className={styles.note}>{option.note}</span>}
          {option.hint && (
            <span hidden id={`${id}-${option.value}`}>
              {option.hint}
            </span>
          )}
        </label>
      ))}
    </fieldset>
  );
}
