import { useState } from 'react';
import styles from './datasets.module.css';

interface NameFieldProps {
  readonly label: string;
  readonly name: string;
  /** why the last name was not taken */
  readonly refused?: string | null;
  onName(name: string): void;
}

/** Takes the name when it is left, and an empty one not at all. */
export function NameField({ label, name, refused = null, onName }: NameFieldProps) {
  const [draft, setDraft] = useState(name);
  const [heard, setHeard] = useState(refused);
  if (heard !== refused) {
    setHeard(refused);
    // a name that was not taken is not on show as if it had been
    if (refused !== null) setDraft(name);
  }
  const take = () => {
    const next = draft.trim();
    if (next === '') setDraft(name);
    else if (next !== name) onName(next);
  };
  return (
    <input
      className={styles.name}
      aria-label={label}
      value={draft}
      maxLength={80}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={take}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
        if (key === 'Escape') setDraft(name);
      }}
    />
  );
}
