import { useState } from 'react';
import { useController } from '../../controller/use-controller';
import type { Guess, Predict } from '../../data/deck';
import { changeGuesses } from '../../store/actions';
import { askedAnew, guessesCsv, guessesFor } from '../../store/guesses';
import { useExplorer } from '../../store/store';
import { recordedAnswer, unitOf } from '../../store/truth';
import { Button } from '../../ui/controls/button';
import { Words } from '../../ui/formula/words';
import { saveFile } from '../../lib/save-file';
import { useMessages } from '../../ui/use-messages';
import { amountsOf, type Amounts } from './amounts';
import { ChoicePicture } from './choice-picture';
import { CurvePicture } from './curve-picture';
import { gapWords } from './gap-words';
import { NumberPicture } from './number-picture';
import styles from './predict.module.css';
import { Sources } from './sources';
import type { Truth } from '../../data/truth';

interface AnswerProps {
  readonly id: string;
  readonly predict: Predict;
}

/** After the reveal: the gap as a picture and in words, where the numbers come from, and the explanation. */
export function Answer({ id, predict }: AnswerProps) {
  const messages = useMessages();
  const { predict: text } = messages;
  const controller = useController();
  const guesses = useExplorer((state) => guessesFor(state.guesses, id));
  const answer = useExplorer(recordedAnswer(predict.answer));
  const amounts = amountsOf(unitOf(predict.answer), messages);
  if (answer.state !== 'known') {
    const none = guesses.length > 0 ? text.unreachable.guessed : text.unreachable.unguessed;
    return (
      <>
        <p className={styles.note} role="status">
          {answer.state === 'waiting' && text.waiting}
          {answer.state === 'unrecorded' && text.unrecorded}
          {answer.state === 'unreachable' && none}{' '}
          {answer.state === 'unreachable' && (
            <Button look="quiet" onClick={() => controller.readyQuestions()}>
              {text.retry}
            </Button>
          )}
        </p>
        <Afterwards {...{ id, predict, guesses }} />
      </>
    );
  }
  const { truth, published } = answer;
  return (
    <>
      <Picture {...{ predict, guesses, truth, amounts }} />
      <div className={styles.said} role="status">
        {gapWords({ predict, guesses, truth, amounts, text }).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {predict.explanation && (
        <div className={styles.explanation}>
          <Words text={predict.explanation} />
        </div>
      )}
      <Sources truth={truth} published={published} />
      <Afterwards {...{ id, predict, guesses }} />
    </>
  );
}

interface PictureProps {
  readonly predict: Predict;
  readonly guesses: readonly Guess[];
  readonly truth: Truth;
  readonly amounts: Amounts;
}

function Picture({ predict: { answer }, guesses, truth, amounts }: PictureProps) {
  if (answer.kind === 'number' && truth.kind === 'number') {
    return <NumberPicture {...{ answer, guesses, truth, amounts }} />;
  }
  if (answer.kind === 'choice' && truth.kind === 'choice') {
    return <ChoicePicture {...{ answer, guesses, truth, amounts }} />;
  }
  if (answer.kind === 'curve' && truth.kind === 'curve') {
    return <CurvePicture {...{ answer, guesses, truth, amounts }} />;
  }
  return null;
}

interface AfterwardsProps extends AnswerProps {
  readonly guesses: readonly Guess[];
}

/** Asks again, or takes the guesses home. What a whole class has said is not thrown away by one press. */
function Afterwards({ id, predict, guesses }: AfterwardsProps) {
  const { predict: text } = useMessages();
  const [asked, setAsked] = useState(false);
  const again = () => changeGuesses((all) => askedAnew(all, id));
  const save = () => {
    const question = { id: id.replace(/^.*\//, ''), predict };
    const csv = guessesCsv([question], { [question.id]: guesses });
    saveFile(text.fileName, new Blob([csv], { type: 'text/csv' }));
  };
  return (
    <div className={styles.ways}>
      {asked ? (
        <>
          <span role="alert">{text.forget(guesses.length)}</span>
          <Button onClick={again}>{text.forgetYes}</Button>
          <Button onClick={() => setAsked(false)}>{text.forgetNo}</Button>
        </>
      ) : (
        <Button onClick={() => (guesses.length > 1 ? setAsked(true) : again())}>{text.again}</Button>
      )}
      {guesses.length > 0 && !asked && (
        <Button look="quiet" onClick={save}>
          {text.save}
        </Button>
      )}
    </div>
  );
}
