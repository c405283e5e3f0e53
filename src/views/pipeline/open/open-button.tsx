import { openStage } from '../../../store/actions';
import { useExplorer } from '../../../store/store';
import type { StageId } from '../../../store/view';
import { Icon } from '../../../ui/controls/icon';
import { useMessages } from '../../../ui/use-messages';
import styles from './open-button.module.css';

/** The id of whatever stands open in the bench. */
export const drawerId = 'open-stage';

interface OpenButtonProps {
  readonly stage: StageId;
  /** its name stands beside it, not only in it */
  readonly labelled?: boolean;
}

/** Unfolds a stage in place, and folds it again. Quiet: the picture is what is looked at. */
export function OpenButton({ stage, labelled = false }: OpenButtonProps) {
  const { openers: text } = useMessages();
  const open = useExplorer(({ view }) => view.open === stage);
  return (
    <button
      type="button"
      className={styles.button}
      data-opens={stage}
      data-control
      aria-expanded={open}
      aria-controls={open ? drawerId : undefined}
      aria-label={text.stages[stage]}
      title={text.stages[stage]}
      onPointerEnter={fetchAhead}
      onFocus={fetchAhead}
      onClick={() => openStage(open ? null : stage)}
    >
      {labelled && <span>{text.short[stage]}</span>}
      <Icon name="chevron" />
    </button>
  );
}

/** Who comes near is likely to open it. */
function fetchAhead(): void {
  // offline, the click says what is wrong
  import('./open-stage').catch(() => undefined);
}
