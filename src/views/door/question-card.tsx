import { ask } from '../../store/actions';
import { guessesFor } from '../../store/guesses';
import { useExplorer } from '../../store/store';
import type { QuestionId } from '../../store/view';
import { useMessages } from '../../ui/use-messages';
import { questionKey } from './asked';
import { CardPicture } from './card-picture';
import styles from './door.module.css';
import type { OpeningRun } from './opening-run';

interface QuestionCardProps {
  readonly id: QuestionId;
  readonly opening: OpeningRun | null;
}

/** One of the five questions, closed. It is a link, so that a question can be opened in another tab or sent. */
export function QuestionCard({ id, opening }: QuestionCardProps) {
  const { door } = useMessages();
  const count = useExplorer(({ guesses }) => guessesFor(guesses, questionKey(id)).length);
  return (
    <a
      className={styles.card}
      href={`?place=door&ask=${id}`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        ask(id);
      }}
    >
      {opening ? <CardPicture question={id} opening={opening} /> : <span className={styles.figure} />}
      <span>
        <strong className={styles.cardTitle}>{door.questions[id].title}</strong>
        {count > 0 && <small className={styles.kept}>{door.answered(count)}</small>}
      </span>
    </a>
  );
}
