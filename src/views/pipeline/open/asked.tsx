import { ThinProgress } from '../../../ui/controls/thin-progress';
import { useMessages } from '../../../ui/use-messages';
import type { Inspection } from '../../../store/inspections';
import styles from './asked.module.css';

interface AskedProps {
  /** null until the question has been put */
  readonly asked: Pick<Inspection, 'state' | 'progress' | 'answer' | 'message'> | null;
  /** whether anything was asked at all */
  readonly wanted?: boolean;
}

/** Where an answer of the run is: on its way, with how far, or refused and why. Nothing once it is there. */
export function Asked({ asked, wanted = true }: AskedProps) {
  const { stages: text } = useMessages();
  if (!wanted) return null;
  const refused = asked?.state === 'refused';
  const waiting = !refused && !asked?.answer;
  return (
    <div className={styles.asked} role="status" data-waiting={waiting || undefined}>
      {refused && <p>{asked.message}</p>}
      {waiting && (
        <>
          <p>{text.asking}</p>
          {asked?.progress !== null && asked?.progress !== undefined && (
            <ThinProgress label={text.asking} value={asked.progress} />
          )}
        </>
      )}
    </div>
  );
}
