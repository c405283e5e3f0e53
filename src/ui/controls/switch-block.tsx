import { useId, type ReactNode } from 'react';
import { Icon } from './icon';
import styles from './switch-block.module.css';

export interface SwitchOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly glyph?: ReactNode;
  /** what kind it is, where it is no ordinary one */
  readonly mark?: string | undefined;
  /** what it is, and what choosing it does: read with the option */
  readonly hint: string;
  /** whether its result is there at once, in a word; null = it cannot be chosen, only stand in */
  readonly chosen: { readonly ready: boolean; readonly word: string } | null;
  readonly disabled?: boolean;
  /** what it can do at once in place of the chosen one; null = nothing */
  readonly standIn?: StandIn | null;
}

export interface StandIn {
  readonly word: string;
  readonly hint: string;
  /** null = it would change nothing, and the word says so */
  readonly state: 'on' | 'off' | null;
}

interface SwitchBlockProps<T extends string> {
  /** the question that it answers */
  readonly question: string;
  readonly value: T;
  readonly options: readonly SwitchOption<T>[];
  /** what stands in for the chosen one now */
  readonly standingIn?: T | undefined;
  /** a word where nothing else can be chosen now */
  readonly idle?: string | undefined;
  /** the block is open until another one is opened */
  readonly open?: boolean;
  /** under the options */
  readonly children?: ReactNode;
  onChange(value: T): void;
  onStandIn?(value: T): void;
}

/**
 * One question on two lines: the question, and what is chosen. It opens in place and closes the block that was open
 * before. Native details and radio buttons, so search, arrow keys and form tools work as everywhere.
 */
export function SwitchBlock<T extends string>(props: SwitchBlockProps<T>) {
  const { question, value, options, standingIn, idle, open = false, children, onChange, onStandIn } = props;
  const seen = options.find((option) => option.value === (standingIn ?? value));
  const id = useId();
  return (
    <details
      className={styles.block}
      name="switches"
      open={open}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) currentTarget.scrollIntoView({ block: 'nearest' });
      }}
    >
      <summary className={styles.head}>
        <span className={styles.question}>{question}</span>
        <Icon name="chevron" />
        <span className={styles.chosen} data-standing-in={standingIn} data-idle={idle}>
          <span className={styles.glyph}>{seen?.glyph}</span>
          <b>{seen?.label}</b>
          {standingIn !== undefined && <span className={styles.aside}>{seen?.standIn?.word}</span>}
          {idle && <span className={styles.aside}>{idle}</span>}
        </span>
      </summary>
      <fieldset className={styles.options}>
        <legend className={styles.unseen}>{question}</legend>
        {options.map((option) => (
          <OptionRow
            key={option.value}
            name={id}
            option={option}
            checked={option.value === value}
            onChange={onChange}
            onStandIn={onStandIn}
          />
        ))}
      </fieldset>
      <div className={styles.about}>{children}</div>
    </details>
  );
}

interface OptionRowProps<T extends string> {
  readonly name: string;
  readonly option: SwitchOption<T>;
  readonly checked: boolean;
  onChange(value: T): void;
  onStandIn: ((value: T) => void) | undefined;
}

function OptionRow<T extends string>({ name, option, checked, onChange, onStandIn }: OptionRowProps<T>) {
  const { value, label, glyph, mark, hint, chosen, disabled = false, standIn } = option;
  const id = useId();
  const words = (
    <>
      <span className={styles.glyph}>{glyph}</span>
      <span className={styles.label}>
        {label}
        {mark && <small className={styles.mark}>{mark}</small>}
      </span>
    </>
  );
  return (
    <div className={styles.row} data-disabled={disabled || undefined}>
      {chosen ? (
        <label className={styles.option} title={hint}>
          <input
            className={styles.input}
            type="radio"
            name={name}
            checked={checked}
            disabled={disabled}
            aria-describedby={id}
            onChange={() => onChange(value)}
          />
          {words}
          <span className={styles.state} data-ready={chosen.ready || undefined}>
            {chosen.word}
          </span>
        </label>
      ) : (
        <span className={styles.option} title={hint}>
          {words}
        </span>
      )}
      {standIn && (
        <button
          type="button"
          className={styles.standIn}
          aria-pressed={standIn.state === 'on'}
          aria-label={`${standIn.word}: ${label}`}
          title={standIn.hint}
          disabled={standIn.state === null}
          onClick={() => onStandIn?.(value)}
        >
          {standIn.word}
        </button>
      )}
      <span hidden id={id}>
        {hint}
      </span>
    </div>
  );
}
