import { useId, useState } from 'react';
import { deckLimits } from '../../store/deck-edit';
import styles from './editor.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly hint?: string;
  readonly value: string;
  /** whose limit of characters holds */
  readonly field: 'title' | 'words' | 'notes' | 'formula' | 'question' | 'about';
  /** the sentence while there is nothing, where there must be something: then the last text stands */
  readonly needed?: string;
  /** more than one line */
  readonly rows?: number;
  readonly code?: boolean;
  onChange(value: string): void;
}

/** A text of a deck. What was typed stays in the field; what cannot be kept does not reach the deck. */
export function TextField(props: TextFieldProps) {
  const { label, labelHidden = false, hint, value, field, needed, rows, code = false, onChange } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const missing = needed !== undefined && draft !== null && draft.trim() === '';
  const said = missing ? needed : hint;
  const common = {
    id,
    className: code ? styles.code : styles.text,
    value: draft ?? value,
    maxLength: deckLimits[field],
    'aria-describedby': said ? `${id}-hint` : undefined,
    'aria-invalid': missing || undefined,
    spellCheck: !code,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => {
      const missed = needed !== undefined && target.value.trim() === '';
      setDraft(missed ? target.value : null);
      if (!missed) onChange(target.value);
    },
    onBlur: () => setDraft(null),
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={labelHidden ? styles.unseen : undefined}>
        {label}
      </label>
      {rows === undefined ? (
        <input type="text" autoComplete="off" {...common} />
      ) : (
        <textarea rows={rows} {...common} />
      )}
      {said && (
        <small id={`${id}-hint`} data-wrong={missing || undefined}>
          {said}
        </small>
      )}
    </div>
  );
}
