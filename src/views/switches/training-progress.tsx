import type { QueueEntry } from '../../store/queue';
import { runConfig, sameRun } from '../../store/run-config';
import { isActive } from '../../store/selectors';
import type { Settings } from '../../store/settings';
import { useExplorer } from '../../store/store';
import { Button } from '../../ui/controls/button';
import { ThinProgress } from '../../ui/controls/thin-progress';
import { useMessages } from '../../ui/use-messages';
import styles from './switches.module.css';

interface TrainingProgressProps {
  readonly settings: Settings;
  cancel(runId: string): void;
}

/** How far the queue is with a run of these settings, where it was asked for; nothing where it is not in the queue. */
export function TrainingProgress({ settings, cancel }: TrainingProgressProps) {
  const { switches: text } = useMessages();
  const wanted = runConfig(settings);
  const entry = useExplorer(({ queue }) =>
    queue.findLast((one) => inQueue(one) && sameRun(one.config, wanted)),
  );
  const behind = useExplorer(isActive);
  if (!entry) return null;
  return (
    <div className={styles.training}>
      <Course entry={entry} />
      {entry.state === 'waiting' && behind && <p>{text.waits}</p>}
      <Button look="quiet" onClick={() => cancel(entry.id)}>
        {text.cancel}
      </Button>
    </div>
  );
}

function Course({ entry: { label, state, progress, eta } }: { readonly entry: QueueEntry }) {
  const { queue: text, format } = useMessages();
  const said = [
    text.states[state],
    progress && `${format.count(progress.done)} / ${format.count(progress.total)}`,
    eta !== null && text.left(eta),
  ];
  return (
    <>
      <p>
        {label}: {said.filter(Boolean).join(' · ')}
      </p>
      {progress && progress.total > 0 && (
        <ThinProgress max={progress.total} value={progress.done} label={label} />
      )}
    </>
  );
}

function inQueue({ state }: QueueEntry): boolean {
  return state === 'waiting' || state === 'running' || state === 'paused';
}
