import { useId, type ReactNode } from 'react';
import { useController } from '../controller/use-controller';
import { shownSamples } from '../store/selectors';
import { goTo, selectSample } from '../store/actions';
import { useExplorer } from '../store/store';
import { pictureId } from '../store/survey';
import { Button } from '../ui/controls/button';
import { Icon } from '../ui/controls/icon';
import { Tile } from '../ui/pictures/tile';
import { useMessages } from '../ui/use-messages';
import { benchWay } from './bench-way';
import styles from './picture-card.module.css';
import type { Side, Surveys } from './use-surveys';

interface PictureCardProps {
  readonly surveys: Surveys;
  readonly index: number;
  /** what else can be done with it */
  readonly tools?: ReactNode;
  onClose(): void;
}

/** One test picture: what it is, what the network answers before and after, and the way to the bench. */
export function PictureCard({ surveys: { sides, sheets, run }, index, tools, onClose }: PictureCardProps) {
  const { survey: text, translated } = useMessages();
  const id = useId();
  const survey = sides[0]?.survey;
  if (!survey || !run) return null;
  const nameOf = (label: number | undefined) => translated(run.classes[label ?? -1] ?? '');
  return (
    <aside className={styles.card} aria-labelledby={id}>
      <header className={styles.head}>
        <h4 id={id}>{text.card.title(index + 1, survey.count)}</h4>
        <Button look="quiet" aria-label={text.card.close} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={styles.body}>
        <span className={styles.picture}>
          <Tile sheets={sheets} index={index} />
        </span>
        <p className={styles.truth}>
          <small>{text.card.truth}</small>
          <b>{nameOf(survey.labels[index])}</b>
        </p>
      </div>
      {sides.map((side) => (
        <Answers key={side.run.id} side={side} index={index} nameOf={nameOf} />
      ))}
      <div className={styles.tools}>
        <BenchButton index={index} />
        {tools}
      </div>
    </aside>
  );
}

interface AnswersProps {
  readonly side: Side;
  readonly index: number;
  nameOf(label: number | undefined): string;
}

function Answers({ side: { letter, run, survey }, index, nameOf }: AnswersProps) {
  const { survey: text, translated } = useMessages();
  const { card } = text;
  const label = survey.labels[index];
  const rows = [
    [card.before, survey.answers.unprompted[index], survey.losses.unprompted[index]],
    [card.initial, null, survey.losses.initial[index]],
    [card.after, survey.answers.prompted[index], survey.losses.trained[index]],
  ] as const;
  return (
    <table className={styles.answers}>
      {letter && <caption>{text.side(letter, translated(run.label))}</caption>}
      <thead>
        <tr>
          <td />
          <th scope="col">{card.answer}</th>
          <th scope="col">{card.loss}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, answer, loss]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{answer !== null && <Answer name={nameOf(answer)} right={answer === label} />}</td>
            <td>{(loss ?? 0).toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Answer({ name, right }: { readonly name: string; readonly right: boolean }) {
  const { card } = useMessages().survey;
  return (
    <span className={styles.answer} data-right={right}>
      {name}
      <i role="img" aria-label={right ? card.right : card.wrong}>
        {right ? '✓' : '✗'}
      </i>
    </span>
  );
}

function BenchButton({ index }: { readonly index: number }) {
  const { card } = useMessages().survey;
  const controller = useController();
  const way = useExplorer((state) => benchWay(state, index));
  const inView = useExplorer((state) => shownSamples(state)?.ids.length ?? 0);
  if (way === 'there') return <p className={styles.note}>{card.onBench}</p>;
  if (way === 'recorded-only') return <p className={styles.note}>{card.notHere(inView)}</p>;
  if (way === 'no-weights') return <p className={styles.note}>{card.noBench}</p>;
  const show = () => {
    if (way === 'look') controller.lookAtTestPicture(pictureId(index));
    else selectSample(pictureId(index));
    goTo('explore');
    document.getElementById('pictures')?.scrollIntoView();
  };
  return <Button onClick={show}>{card.bench}</Button>;
}
