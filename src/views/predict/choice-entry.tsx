import { useId } from 'react';
import type { ChoiceAnswer } from '../../data/deck';
import { useMessages } from '../../ui/use-messages';
import styles from './predict.module.css';

interface ChoiceEntryProps {
  readonly answer: ChoiceAnswer;
  readonly value: string | null;
  onChange(is: string): void;
}

/** One of a few: native radio buttons as cards, so that arrow keys move between them. */
export function ChoiceEntry({ answer, value, onChange }: ChoiceEntryProps) {
  const { predict: text } = useMessages();
  const name = useId();
  return (
    <fieldset className={styles.options}>
      <legend className={styles.unseen}>{text.choose}</legend>
      {answer.options.map((option) => (
        <label key={option.is} className={styles.option}>
          <input
            type="radio"
            name={name}
            checked={option.is === value}
            onChange={() => onChange(option.is)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
