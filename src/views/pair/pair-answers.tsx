import { useMemo } from 'react';
import type { Pair } from '../../store/pair';
import { Bar } from '../../ui/pictures/bar';
import { useMessages } from '../../ui/use-messages';
import { pairAnswers } from './answers';
import styles from './pair.module.css';

/** What the frozen network makes of both: the same labels in both lists, and what B gives them more. */
export function PairAnswers({ pair }: { readonly pair: Pair }) {
  const { pair: text } = useMessages();
  const answers = useMemo(() => pairAnswers(pair), [pair]);
  return (
    <section className={styles.answers} data-part="mapping">
      <h3 className={styles.symbol}>
        <span>{text.answers}</span> <small>{text.answersNote}</small>
      </h3>
      {(['a', 'b'] as const).map((side) => {
        const answer = answers[side];
        return (
          <div key={side} className={styles.answer} data-side={side}>
            {answer ? (
              <ol aria-label={text.of(text.signs[side], text.answers)}>
                {answer.rows.map((row) => (
                  <AnswerRow key={row.label} {...row} tone={side === 'a' ? 'accent' : 'second'} />
                ))}
              </ol>
            ) : (
              <p className={styles.absent}>{text.unseen}</p>
            )}
          </div>
        );
      })}
      <div className={styles.answer} data-side="difference">
        {answers.differences && (
          <ol aria-label={text.of(text.signs.difference, text.answers)}>
            {answers.differences.map(({ label, name, points }) => (
              <DifferenceRow key={label} name={name} points={points} />
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}

interface AnswerRowProps {
  readonly name: string;
  readonly probability: number;
  readonly answer: boolean;
  readonly right: boolean | null;
  readonly tone: 'accent' | 'second';
}

function AnswerRow({ name, probability, answer, right, tone }: AnswerRowProps) {
  const { pair: text, format, translated } = useMessages();
  const verdict = !answer || right === null ? null : right ? 'right' : 'wrong';
  return (
    <li data-answer={answer || undefined}>
      <span className={styles.label} title={translated(name)}>
        {translated(name)}
      </span>
      <Bar fraction={probability} tone={answer ? tone : 'quiet'} />
      <span className={styles.figure}>{format.percent(probability)}</span>
      <span className={styles.verdict} data-verdict={verdict ?? undefined}>
        {verdict && <span aria-hidden="true">{verdict === 'right' ? '✓' : '✗'}</span>}
        {verdict && <span className={styles.unseen}>{text[verdict]}</span>}
      </span>
    </li>
  );
}

function DifferenceRow({ name, points }: { readonly name: string; readonly points: number }) {
  const { format, translated } = useMessages();
  return (
    <li>
      <span className={styles.label} title={translated(name)}>
        {translated(name)}
      </span>
      <span className={styles.figure} data-sign={Math.sign(Math.round(points * 1000))}>
        {format.points(points)}
      </span>
    </li>
  );
}
