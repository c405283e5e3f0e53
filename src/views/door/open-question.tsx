import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { NumberAnswer, Predict } from '../../data/deck';
import { ask } from '../../store/actions';
import { isRevealed } from '../../store/guesses';
import { useExplorer } from '../../store/store';
import { recordedAnswer } from '../../store/truth';
import { questionIds, type QuestionId } from '../../store/view';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import { predictOf, questionKey } from './asked';
import { CardPicture } from './card-picture';
import styles from './open-question.module.css';
import type { OpeningRun } from './opening-run';
import { anchors, questions } from './questions';
import { StateLink } from './state-link';

export interface AskedQuestion {
  readonly id: string;
  readonly predict: Predict;
}

interface OpenQuestionProps {
  readonly id: QuestionId;
  readonly opening: OpeningRun | null;
  /** asks it, and shows what was recorded */
  renderQuestion(question: AskedQuestion): ReactNode;
}

/** One question, alone on the page: what is changed, what one can guess from, the guess, the answer, where to see it. */
export function OpenQuestion({ id, opening, renderQuestion }: OpenQuestionProps) {
  const messages = useMessages();
  const { door } = messages;
  const heading = useRef<HTMLHeadingElement>(null);
  const predict = useMemo(() => predictOf(id, messages), [id, messages]);
  const key = questionKey(id);
  const revealed = useExplorer(({ guesses }) => isRevealed(guesses, key));
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [id]);
  const next = questionIds[questionIds.indexOf(id) + 1] ?? null;
  return (
    <article className={styles.question} aria-labelledby="door-question">
      <nav className={styles.nav} aria-label={door.all}>
        <Button look="quiet" onClick={() => ask(null)}>
          <span aria-hidden="true">←</span> {door.all}
        </Button>
        <ol>
          {questionIds.map((one, i) => (
            <li key={one}>
              <button
                type="button"
                aria-label={door.questions[one].title}
                aria-current={one === id || undefined}
                onClick={() => ask(one)}
              >
                {messages.format.count(i + 1)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div className={styles.about}>
        {opening && <CardPicture question={id} opening={opening} />}
        <div className={styles.words}>
          <h2 id="door-question" ref={heading} tabIndex={-1}>
            {door.questions[id].title}
          </h2>
          <p>{door.questions[id].setup}</p>
          <Anchors />
        </div>
      </div>
      <div className={styles.ask}>
        {renderQuestion({ id: key, predict })}
        {revealed && (
          <p className={styles.ways}>
            <StateLink to={questions[id].see} className={styles.see}>
              {door.questions[id].see}
            </StateLink>
            {next && (
              <Button look="quiet" onClick={() => ask(next)}>
                {door.next} <Icon name="step" />
              </Button>
            )}
          </p>
        )}
      </div>
    </article>
  );
}

/** What is known before the guess: a person who has never seen the task cannot know what is much on it. */
function Anchors() {
  const { door } = useMessages();
  return (
    <p className={styles.anchors}>
      {door.anchors} <Anchor name="smm" />
      {' · '}
      <Anchor name="unprompted" />
    </p>
  );
}

function Anchor({ name }: { readonly name: keyof typeof anchors }) {
  const { door, predict, figures } = useMessages();
  const answer: NumberAnswer = anchors[name];
  const known = useExplorer(recordedAnswer(answer));
  const number =
    known.state === 'known' && known.truth.kind === 'number'
      ? predict.amount(figures.value(known.truth.value / 100, 'rate'), predict.units.rate)
      : '…';
  return (
    <span>
      {door.anchor[name]} <b>{number}</b>
    </span>
  );
}
