import { useId, useState } from 'react';
import styles from './field.module.css';

interface NumberFieldProps {
  readonly label: string;
  /** what it means, under the field */
  readonly hint?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  /** the sentence for a value outside min..max */
  readonly outside: string;
  onChange(value: number): void;
}

/**
 * A number that may be typed slowly: the page hears of it when it is a number within the limits. What was
 * typed stays until the field is left, then it shows the value in use.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, hint, value, min, max, whole, outside, onChange } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const fits = (text: string) => {
    const number = Number(text);
    return text.trim() !== '' && number >= min && number <= max && (!whole || Number.isInteger(number));
  };
  const wrong = draft !== null && !fits(draft);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={styles.input}
        type="text"
        inputMode={whole ? 'numeric' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        value={draft ?? String(value)}
        aria-invalid={wrong}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          setDraft(target.value);
          if (fits(target.value)) onChange(Number(target.value));
        }}
        onBlur={() => setDraft(null)}
      />
      <small id={`${id}-hint`} className={wrong ? styles.wrong : styles.hint}>
        {wrong ? outside : hint}
      </small>
    </div>
  );
}
