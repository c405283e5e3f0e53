import { signed } from '../../../ui/pictures/number';
import { useMessages } from '../../../ui/use-messages';
import { normsOf, ofLabel, stagesOf, type Norms } from './step-facts';
import styles from './step-numbers.module.css';
import type { StepInspection } from '../../../data/inspection';
import type { SubStepId } from '../../../store/view';
import type { StageView } from '../open/stage-view';

interface StepNumbersProps {
  readonly at: SubStepId;
  readonly view: StageView;
  readonly answer: StepInspection;
}

/** The step in numbers: loss and answers before and after, how far the gradients reach, how far the values move. */
export function StepNumbers({ at, view, answer }: StepNumbersProps) {
  const { slow: text, format, translated } = useMessages();
  const label = ofLabel(answer);
  const moved = at === 'adam';
  const arrow = (before: string, after: string) => (moved ? `${before} → ${after}` : before);
  const pattern = normsOf(answer, 'pattern');
  const stages = at === 'gradient-mask' || at === 'adam' ? stagesOf(answer) : [];
  return (
    <div className={styles.numbers}>
      <dl className={styles.facts}>
        <div data-lit={at === 'loss' || moved || undefined}>
          <dt>{text.facts.loss}</dt>
          <dd>{arrow(signed(answer.loss.before, 4), signed(answer.loss.after, 4))}</dd>
        </div>
        <div data-lit={moved || undefined}>
          <dt>{text.facts.accuracy}</dt>
          <dd>{arrow(format.percent(answer.accuracy.before), format.percent(answer.accuracy.after))} %</dd>
        </div>
        {label && (
          <div data-lit={at === 'map' || moved || undefined}>
            <dt>
              {text.facts.probability} “{translated(view.classes[answer.sample.label] ?? '')}”
            </dt>
            <dd>{arrow(format.percent(label.before), format.percent(label.after))} %</dd>
          </div>
        )}
      </dl>
      <table className={styles.norms}>
        <thead>
          <tr>
            <td />
            <th scope="col">{text.facts.rate}</th>
            <th scope="col">{text.facts.value}</th>
            <th scope="col">{text.facts.gradient}</th>
            <th scope="col">{text.facts.change}</th>
          </tr>
        </thead>
        <tbody>
          {pattern && (
            <Row
              name={text.facts.pattern}
              rate={answer.learningRates.pattern}
              norms={pattern}
              lit={at === 'gradient-pattern' || moved}
            />
          )}
          <MaskRow at={at} answer={answer} />
          {stages.map((stage) => (
            <Row
              key={stage}
              name={stage.replace('blocks.', '')}
              stage={stage}
              rate={null}
              norms={normsOf(answer, 'mask', (name) => isOf(name, stage))}
              lit={false}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MaskRow({ at, answer }: Omit<StepNumbersProps, 'view'>) {
  const { slow: text } = useMessages();
  return (
    <Row
      name={text.facts.mask}
      rate={answer.learningRates.mask}
      norms={normsOf(answer, 'mask')}
      lit={at === 'gradient-mask' || at === 'adam'}
    />
  );
}

function isOf(name: string, stage: string): boolean {
  return name.replace(/^mask_generator\./, '').startsWith(stage);
}

interface RowProps {
  readonly name: string;
  /** of the mask network, under the row of the whole */
  readonly stage?: string;
  readonly rate: number | null;
  readonly norms: Norms | null;
  readonly lit: boolean;
}

function Row({ name, stage, rate, norms, lit }: RowProps) {
  const { slow: text, stages, format } = useMessages();
  if (!norms) return null;
  const block = /^blocks\.(\d+)/.exec(stage ?? '')?.[1];
  const words = block === undefined ? name : stages.mask.block(Number(block) + 1);
  return (
    <tr data-lit={lit || undefined} data-stage={stage !== undefined || undefined}>
      <th scope="row">{words}</th>
      <td>{rate === null ? '' : format.decimal(rate)}</td>
      <td>{format.decimal(norms.before)}</td>
      <td>{format.decimal(norms.gradient)}</td>
      <td>{norms.still ? text.facts.still : format.decimal(norms.change)}</td>
    </tr>
  );
}
