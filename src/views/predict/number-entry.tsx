import { scaleLinear } from 'd3-scale';
import { useId, useState, type CSSProperties } from 'react';
import type { NumberAnswer } from '../../data/deck';
import { unitOf } from '../../store/truth';
import { Slider } from '../../ui/controls/slider';
import { useMessages } from '../../ui/use-messages';
import { amountsOf } from './amounts';
import { snapped, stepOf } from './geometry';
import styles from './number-entry.module.css';

interface NumberEntryProps {
  readonly answer: NumberAnswer;
  /** null = nothing has been said yet: the slider stands in the middle, and does not count */
  readonly value: number | null;
  onChange(value: number | null): void;
}

/** A number on a labelled scale: by slider or typed. */
export function NumberEntry({ answer, value, onChange }: NumberEntryProps) {
  const messages = useMessages();
  const { predict: text } = messages;
  const unit = unitOf(answer);
  const { low, high } = answer;
  const amounts = amountsOf(unit, messages);
  const middle = snapped((low + high) / 2, [low, high]);
  const said = value === null ? text.unset : amounts.value(value);
  const scale = scaleLinear([low, high], [0, 1]);
  return (
    <div className={styles.entry}>
      <output className={styles.said} data-unset={value === null || undefined}>
        {said}
      </output>
      {/* a hand that takes the slider and leaves it in the middle has said the middle */}
      <div
        className={styles.slider}
        data-unset={value === null || undefined}
        onPointerUp={() => value === null && onChange(middle)}
      >
        <Slider
          label={text.guess}
          value={value ?? middle}
          min={low}
          max={high}
          step={stepOf(low, high)}
          valueText={said}
          onChange={(next) => onChange(snapped(next, [low, high]))}
        />
        <div className={styles.ticks} aria-hidden="true">
          {scale.ticks(5).map((tick) => (
            <span key={tick} style={{ '--at': scale(tick) } as CSSProperties}>
              {Number.isInteger(tick) ? messages.format.count(tick) : messages.format.decimal(tick)}
            </span>
          ))}
        </div>
      </div>
      <Typed unit={text.units[unit]} {...{ low, high, value, onChange }} />
    </div>
  );
}

interface TypedProps extends Pick<NumberEntryProps, 'value' | 'onChange'> {
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

/** What is typed stays as it was typed until the field is left. */
function Typed({ unit, low, high, value, onChange }: TypedProps) {
  const { predict: text, format } = useMessages();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const number = Number(typed?.replace(',', '.').replace('−', '-'));
  const wrong = typed !== null && typed.trim() !== '' && !(number >= low && number <= high);
  const type = (next: string) => {
    setTyped(next);
    const meant = Number(next.replace(',', '.').replace('−', '-'));
    if (next.trim() === '') onChange(null);
    else if (meant >= low && meant <= high) onChange(meant);
  };
  return (
    <p className={styles.typed}>
      <label htmlFor={id}>{text.field(unit)}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={typed ?? (value === null ? '' : String(value))}
        aria-invalid={wrong}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => type(target.value)}
        onBlur={() => setTyped(null)}
      />
      <small id={`${id}-hint`} className={styles.wrong}>
        {wrong && text.outside(format.decimal(low), format.decimal(high))}
      </small>
    </p>
  );
}
