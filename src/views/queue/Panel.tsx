import { useController } from '../../controller/use-controller';
import { changeQueue } from '../../store/actions';
import { isActive } from '../../store/selectors';
import { withoutEnded } from '../../store/queue';
import { queueTimeLeft } from '../../store/queue-time';
import { useExplorer, useExplorerParts } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import { Planner } from './planner';
import { QueueRow } from './queue-row';
import styles from './queue.module.css';

/** What is to be trained, and how far it is. */
export function QueuePanel() {
  const { queue: text } = useMessages();
  return (
    <section className={styles.panel} aria-labelledby="queue-title">
      <h2 id="queue-title">{text.title}</h2>
      <p className={styles.about}>{text.about}</p>
      <Planner />
      <QueueList />
      <Unfinished />
    </section>
  );
}

function QueueList() {
  const { queue: text } = useMessages();
  const controller = useController();
  const entries = useExplorer(({ queue }) => queue);
  const { seconds, unknown } = useExplorerParts(queueTimeLeft);
  const blocked = useExplorer((state) => isActive(state) || state.live.status === 'paused');
  const pending = entries.filter(({ state }) => ['waiting', 'running', 'paused'].includes(state));
  const running = entries.some(({ state }) => state === 'running');
  const paused = entries.some(({ state }) => state === 'paused');
  const line = entries.filter(({ state }) => state === 'waiting');
  const held = entries.filter((entry) => entry.held).length;
  if (entries.length === 0) return null;
  return (
    <div className={styles.list}>
      <h3>{text.list}</h3>
      <p className={styles.about} aria-live="polite">
        {pending.length > 0 ? text.total(pending.length, seconds, unknown) : text.empty}
      </p>
      {held > 0 && (
        <div className={styles.buttons}>
          <p className={styles.about}>{text.held(held)}</p>
          <Button look="primary" onClick={() => controller.turnQueue('release')}>
            {text.trainHeld(held)}
          </Button>
        </div>
      )}
      {blocked && line.length > held && !running && !paused && <p className={styles.about}>{text.blocked}</p>}
      <ol>
        {entries.map((entry) => (
          <QueueRow key={entry.id} entry={entry} place={line.indexOf(entry)} last={line.length - 1} />
        ))}
      </ol>
      <div className={styles.buttons}>
        {running && <Button onClick={() => controller.turnQueue('pause')}>{text.pause}</Button>}
        {paused && !running && <Button onClick={() => controller.turnQueue('resume')}>{text.resume}</Button>}
        {pending.length < entries.length && (
          <Button look="quiet" onClick={() => changeQueue(withoutEnded)}>
            {text.clear}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Runs of an earlier visit that a checkpoint is kept of. */
function Unfinished() {
  const { queue: text } = useMessages();
  const controller = useController();
  const runs = useExplorerParts(({ library, queue, live }) =>
    library.entries.filter(
      ({ id, result, source, checkpoints }) =>
        result === null &&
        source === 'trained-here' &&
        checkpoints.length > 0 &&
        id !== live.runId &&
        queue.every((entry) => entry.id !== id || entry.state === 'cancelled' || entry.state === 'failed'),
    ),
  );
  if (runs.length === 0) return null;
  return (
    <div className={styles.list}>
      <h3>{text.unfinished}</h3>
      <ul>
        {runs.map(({ id, name, config, checkpoints }) => (
          <li key={id} className={styles.row}>
            <span className={styles.name}>
              {name} <small>{text.seed(config.training.seed)}</small>
            </span>
            <Button look="quiet" onClick={() => controller.goOnWith(id)}>
              {text.goOn(checkpoints.at(-1)!.step)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
