import { useController } from '../../controller/use-controller';
import { changeQueue } from '../../store/actions';
import { moved, type QueueEntry } from '../../store/queue';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { ThinProgress } from '../../ui/controls/thin-progress';
import { useMessages } from '../../ui/use-messages';
import styles from './queue.module.css';

interface QueueRowProps {
  readonly entry: QueueEntry;
  /** among those that wait, −1 for one that does not */
  readonly place: number;
  readonly last: number;
}

/** One run of the queue: how far, how long still, and its place in the line. */
export function QueueRow({ entry, place, last }: QueueRowProps) {
  const { queue: text, format, translated } = useMessages();
  const controller = useController();
  const { id, config, state, progress, eta, problem } = entry;
  const label = translated(entry.label);
  const active = state === 'running' || state === 'paused';
  const pending = active || state === 'waiting';
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
  const name = `${label}, ${text.seed(config.training.seed)}`;
  return (
    <li className={styles.row} data-state={state}>
      <span className={styles.name} title={label}>
        {label} <small>{text.seed(config.training.seed)}</small>
      </span>
      <span className={styles.controls}>
        {place > 0 && (
          <Button
            look="quiet"
            aria-label={text.earlier(name)}
            onClick={() => changeQueue((queue) => moved(queue, id, place - 1))}
          >
            <span className={styles.up}>
              <Icon name="chevron" />
            </span>
          </Button>
        )}
        {place >= 0 && place < last && (
          <Button
            look="quiet"
            aria-label={text.later(name)}
            onClick={() => changeQueue((queue) => moved(queue, id, place + 1))}
          >
            <Icon name="chevron" />
          </Button>
        )}
        {pending && (
          <Button look="quiet" aria-label={text.cancel(name)} onClick={() => controller.cancelQueued(id)}>
            <Icon name="close" />
          </Button>
        )}
      </span>
      {active && <ThinProgress value={share} label={name} />}
      <small className={styles.state}>
        {(problem && translated(problem)) ??
          [
            text.states[state],
            ...(active && progress
              ? [`${format.count(progress.done)} / ${format.count(progress.total)}`]
              : []),
            ...(active && eta !== null ? [text.left(eta)] : []),
          ].join(' · ')}
      </small>
    </li>
  );
}
