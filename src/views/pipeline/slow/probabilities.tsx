import { useMessages } from '../../../ui/use-messages';
import { Figure } from '../open/figure';
import styles from './probabilities.module.css';
import type { StepInspection } from '../../../data/inspection';
import type { SubStepId } from '../../../store/view';
import type { StageView } from '../open/stage-view';

interface ProbabilitiesProps {
  readonly at: SubStepId;
  readonly view: StageView;
  readonly answer: StepInspection | null;
}

const mostShown = 10;

/** What the labels get for the picture in view: before the step, and once it is taken, after it. */
export function Probabilities({ at, view, answer }: ProbabilitiesProps) {
  const { slow: text, format, translated } = useMessages();
  if (!answer) return null;
  const { before, after, label } = answer.sample;
  const taken = at === 'adam';
  const targets = [...before.keys()]
    .toSorted((a, b) => Math.max(before[b]!, after[b]!) - Math.max(before[a]!, after[a]!))
    .slice(0, mostShown)
    .toSorted((a, b) => a - b);
  return (
    <Figure
      title={text.probabilities}
      {...(taken ? { note: text.beforeAfter } : {})}
      part="mapping"
      size="wide"
    >
      <ol className={styles.list}>
        {targets.map((target) => (
          <li key={target} data-label={target === label || undefined}>
            <span>{translated(view.classes[target] ?? String(target))}</span>
            <i aria-hidden="true">
              <b style={{ inlineSize: `${before[target]! * 100}%` }} />
              {taken && <b data-after style={{ inlineSize: `${after[target]! * 100}%` }} />}
            </i>
            <span className={styles.figure}>
              {taken
                ? `${format.percent(before[target]!)} → ${format.percent(after[target]!)}`
                : format.percent(before[target]!)}
            </span>
          </li>
        ))}
      </ol>
    </Figure>
  );
}
