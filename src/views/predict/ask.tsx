import { useController } from '../../controller/use-controller';
import type { Predict } from '../../data/deck';
import { changeGuesses } from '../../store/actions';
import {
  askedAnew,
  completed,
  guessesFor,
  guessLimit,
  revealing,
  withDraft,
  withDraftCounted,
  type Draft,
} from '../../store/guesses';
import { useExplorer } from '../../store/store';
import { recordedAnswer } from '../../store/truth';
import { Button } from '../../ui/controls/button';
import { useMessages } from '../../ui/use-messages';
import { ChoiceEntry } from './choice-entry';
import { CurveEntry } from './curve-entry';
import { NumberEntry } from './number-entry';
import styles from './predict.module.css';

interface AskProps {
  readonly id: string;
  readonly predict: Predict;
}

/** Before the answer: one guess after another is entered, and nothing of the answer can be seen. */
export function Ask({ id, predict }: AskProps) {
  const { predict: text } = useMessages();
  const controller = useController();
  const count = useExplorer(({ guesses }) => guessesFor(guesses, id).length);
  const draft = useExplorer(({ guesses }) => guesses.drafts[id]);
  const answer = useExplorer(recordedAnswer(predict.answer));
  const guessed = completed(draft) !== null;
  const full = count >= guessLimit;
  const enter = (next: Draft | null) => changeGuesses((guesses) => withDraft(guesses, id, next));
  return (
    <>
      {full ? (
        <p className={styles.note}>{text.full(guessLimit)}</p>
      ) : (
        <Entry {...{ predict, draft, enter }} />
      )}
      <div className={styles.ways}>
        <Button
          look={guessed || count > 0 ? 'primary' : 'plain'}
          onClick={() => changeGuesses((guesses) => revealing(guesses, id))}
        >
          {guessed || count > 0 ? text.reveal : text.revealUnguessed}
        </Button>
        {!full && (
          <Button
            disabled={!guessed}
            onClick={() => changeGuesses((guesses) => withDraftCounted(guesses, id))}
          >
            {text.another}
          </Button>
        )}
        <span className={styles.count} role="status">
          {count > 0 && text.given(count)}
        </span>
        {count > 0 && (
          <Button look="quiet" onClick={() => changeGuesses((guesses) => askedAnew(guesses, id))}>
            {text.clear}
          </Button>
        )}
      </div>
      {answer.state === 'unreachable' && (
        <p className={styles.note} role="status">
          {guessed || count > 0 ? text.unreachable.guessed : text.unreachable.unguessed}{' '}
          <Button look="quiet" onClick={() => controller.readyQuestions()}>
            {text.retry}
          </Button>
        </p>
      )}
    </>
  );
}

interface EntryProps {
  readonly predict: Predict;
  readonly draft: Draft | undefined;
  readonly enter: (draft: Draft | null) => void;
}

function Entry({ predict: { answer }, draft, enter }: EntryProps) {
  switch (answer.kind) {
    case 'number':
      return (
        <NumberEntry
          answer={answer}
          value={draft?.kind === 'number' ? draft.value : null}
          onChange={(value) => enter(value === null ? null : { kind: 'number', value })}
        />
      );
    case 'choice':
      return (
        <ChoiceEntry
          answer={answer}
          value={draft?.kind === 'choice' ? draft.is : null}
          onChange={(is) => enter({ kind: 'choice', is })}
        />
      );
    case 'curve':
      return (
        <CurveEntry
          answer={answer}
          values={draft?.kind === 'curve' ? draft.values : null}
          onChange={(values) => enter(values && { kind: 'curve', values })}
        />
      );
    default:
      return answer satisfies never;
  }
}
