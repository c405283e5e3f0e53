import { useId, useState, type KeyboardEvent } from 'react';
import { useController } from '../../controller/use-controller';
import type { RunEntry } from '../../data/run-entry';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import styles from './library.module.css';
import { accuracyOf } from './rows';
import { RunDetails } from './run-details';

interface KeptRunProps {
  readonly entry: RunEntry;
  /** in words */
  readonly settings: string;
  readonly chosen: boolean;
  onChoose(): void;
}

/** One kept run: its name to be written on, and its numbers; more of it on demand. */
export function KeptRun({ entry, settings, chosen, onChoose }: KeptRunProps) {
  const { library: text, format } = useMessages();
  const controller = useController();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { name, config, result, epochs, tags, check } = entry;
  const accuracy = accuracyOf(entry);
  return (
    <li className={styles.run}>
      <input type="checkbox" checked={chosen} aria-label={text.choose(name)} onChange={onChoose} />
      <div className={styles.what}>
        <input
          // written anew when it has been tidied, or changed in another tab
          key={name}
          className={styles.name}
          type="text"
          aria-label={text.name}
          defaultValue={name}
          spellCheck={false}
          onKeyDown={leaveOnEnter}
          onBlur={({ target }) => {
            if (target.value !== name) controller.library.annotate(entry.id, { name: target.value });
            // an empty name is no name
            if (target.value.trim() === '') target.value = name;
          }}
        />
        <p className={styles.quiet}>
          {settings}
          {result === null && ` · ${text.unfinished(epochs.length, config.training.epochs)}`}
        </p>
        {(tags.length > 0 || check) && (
          <p className={styles.marks}>
            {check && (
              <span className={styles.checked} data-verdict={check.verdict}>
                <Icon name={check.verdict === 'different' ? 'warning' : 'check'} />
                {text.check.verdicts[check.verdict]}
              </span>
            )}
            {tags.map((tag) => (
              <span key={tag} className={styles.mark}>
                {tag}
              </span>
            ))}
          </p>
        )}
      </div>
      <span className={styles.accuracy} title={text.accuracyHint}>
        {accuracy === null ? '–' : text.accuracy(accuracy)}
      </span>
      <span className={styles.date}>{format.date(entry.created)}</span>
      <span className={styles.bytes}>{format.bytes(entry.bytes)}</span>
      <button
        type="button"
        className={styles.more}
        aria-label={text.more(name)}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name="chevron" />
      </button>
      <div id={id} className={styles.details} hidden={!open}>
        {open && <RunDetails entry={entry} />}
      </div>
    </li>
  );
}

function leaveOnEnter({ key, currentTarget }: KeyboardEvent<HTMLInputElement>): void {
  if (key === 'Enter') currentTarget.blur();
}
