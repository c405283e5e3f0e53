import { moveMarker } from '../../../store/actions';
import { newestStep, shownRun } from '../../../store/selectors';
import { explorer } from '../../../store/store';
import { Button } from '../../../ui/controls/button';
import { useMessages } from '../../../ui/use-messages';
import type { Inspection } from '../../../store/inspections';
import styles from './asked.module.css';
import { isOfBench } from './of-bench';
import type { StageView } from './stage-view';

interface AnswerStepProps {
  readonly view: StageView;
  readonly asked: Pick<Inspection, 'answer' | 'step'> | null;
}

/** Which step an answer is of; where the bench shows another, or a part is switched off in it, the way there. */
export function AnswerStep({ view, asked }: AnswerStepProps) {
  const { stages: text } = useMessages();
  if (!asked?.answer || asked.step === null) return null;
  const { step } = asked;
  if (isOfBench(view, asked)) return <p className={styles.step}>{text.ofStep(step)}</p>;
  return (
    <p className={styles.step} role="status">
      <span>{view.knockedOut ? text.switchedOff(step) : text.otherStep(step, view.snapshot.step)}</span>{' '}
      <Button onClick={() => showStep(step, view)}>{text.showStep(step)}</Button>
    </p>
  );
}

/** Follows the newest step where it is that one; a marker that stands shows the run whole. */
function showStep(step: number, { knockedOut }: StageView): void {
  const newest = newestStep(shownRun(explorer.getState()));
  moveMarker(step >= newest && !knockedOut ? null : step);
}
