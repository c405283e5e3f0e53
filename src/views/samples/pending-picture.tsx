import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Popover } from '../../ui/controls/popover';
import { useMessages } from '../../ui/use-messages';
import styles from './sample.module.css';
import type { OwnImageView } from '../../store/store';

interface PendingPictureProps {
  readonly image: OwnImageView;
  onRemove(id: string): void;
}

/** A picture that is not in view yet, or cannot be: its place in the strip says how far it has come, or why not. */
export function PendingPicture({ image, onRemove }: PendingPictureProps) {
  const { samples: text, translated } = useMessages();
  const { id, name, state, problem } = image;
  const sentence = {
    reading: text.reading(name),
    ready: text.waiting(name),
    failed: translated(problem ?? ''),
  }[state];
  return (
    <li className={styles.item}>
      <Popover
        title={name}
        trigger={
          <button
            type="button"
            className={styles.sample}
            aria-label={`${name}: ${sentence}`}
            title={sentence}
          >
            <span className={styles.place} data-state={state}>
              {state === 'failed' && <Icon name="warning" />}
            </span>
            <span className={styles.label}>{name}</span>
          </button>
        }
      >
        <p>{sentence}</p>
        <p className={styles.away}>
          <Button onClick={() => onRemove(id)}>
            {state === 'failed' ? text.dismiss : text.remove(name)}
          </Button>
        </p>
      </Popover>
    </li>
  );
}
