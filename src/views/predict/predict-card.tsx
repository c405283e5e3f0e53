import { useEffect, useId, useRef } from 'react';
import { useController } from '../../controller/use-controller';
import type { Predict } from '../../data/deck';
import { isRevealed } from '../../store/guesses';
import { useExplorer } from '../../store/store';
import { Answer } from './answer';
import { Ask } from './ask';
import styles from './predict.module.css';

interface PredictCardProps {
  /** the question's id: guesses are kept under it */
  readonly id: string;
  /** the same object each time, so that its answer is read off the recorded runs once */
  readonly predict: Predict;
  /** on a page, or large enough for a hall */
  readonly size: 'card' | 'stage';
}

/** A question that is answered before its answer is shown: what is expected, what was recorded, and the gap. */
export function PredictCard({ id, predict, size }: PredictCardProps) {
  const controller = useController();
  const heading = useId();
  const card = useRef<HTMLElement>(null);
  const revealed = useExplorer(({ guesses }) => isRevealed(guesses, id));
  useEffect(() => controller.readyQuestions(), [controller]);
  useFocusKept(card, revealed);
  return (
    <section ref={card} className={styles.card} data-size={size} aria-labelledby={heading} tabIndex={-1}>
      <h3 id={heading} className={styles.question}>
        {predict.question}
      </h3>
      {revealed ? <Answer id={id} predict={predict} /> : <Ask id={id} predict={predict} />}
    </section>
  );
}

/** The button that was pressed is gone with what it stood in: the focus stays inside the card. */
function useFocusKept(card: React.RefObject<HTMLElement | null>, revealed: boolean): void {
  const before = useRef(revealed);
  useEffect(() => {
    if (before.current === revealed) return;
    before.current = revealed;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body)
      card.current?.focus({ preventScroll: true });
  }, [card, revealed]);
}
