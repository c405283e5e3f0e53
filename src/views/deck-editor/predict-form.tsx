import type { Predict, Slide } from '../../data/deck';
import { Button } from '../../ui/controls/button';
import { Icon } from '../../ui/controls/icon';
import { Segments } from '../../ui/controls/segments';
import { useMessages } from '../../ui/use-messages';
import { ChoiceForm } from './choice-form';
import { CurveForm } from './curve-form';
import styles from './editor.module.css';
import { NumberForm } from './number-form';
import { firstAnswer, firstQuestion } from './questions';
import { TextField } from './text-field';
import { TruthLine } from './truth-line';

interface PredictFormProps {
  readonly predict: Slide['predict'];
  onChange(predict: Slide['predict']): void;
}

const kinds = ['number', 'choice', 'curve'] as const;

/** A question that the class answers first, and what it is measured by. */
export function PredictForm({ predict, onChange }: PredictFormProps) {
  const messages = useMessages();
  const words = messages.lecture.predict;
  if (!predict) {
    return (
      <fieldset className={styles.group}>
        <legend>{words.title}</legend>
        <Button onClick={() => onChange(firstQuestion(words.question))}>
          <Icon name="plus" />
          {words.add}
        </Button>
      </fieldset>
    );
  }
  const change = (some: Partial<Predict>) => onChange({ ...predict, ...some });
  return (
    <fieldset className={styles.group}>
      <legend>{words.title}</legend>
      <TextField
        label={words.question}
        value={predict.question}
        field="question"
        needed={messages.lecture.editor.titleNeeded}
        onChange={(question) => change({ question })}
      />
      <Segments
        label={words.kind}
        labelShown
        value={predict.answer.kind}
        options={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        onChange={(kind) => change({ answer: firstAnswer(kind, words.directions) })}
      />
      <AnswerForm answer={predict.answer} onChange={(answer) => change({ answer })} />
      <TruthLine answer={predict.answer} />
      <TextField
        label={words.explanation}
        value={predict.explanation}
        field="words"
        rows={3}
        onChange={(explanation) => change({ explanation })}
      />
      <Button look="quiet" onClick={() => onChange(null)}>
        <Icon name="close" />
        {words.remove}
      </Button>
    </fieldset>
  );
}

interface AnswerFormProps {
  readonly answer: Predict['answer'];
  onChange(answer: Predict['answer']): void;
}

function AnswerForm({ answer, onChange }: AnswerFormProps) {
  switch (answer.kind) {
    case 'number':
      return <NumberForm answer={answer} onChange={onChange} />;
    case 'choice':
      return <ChoiceForm answer={answer} onChange={onChange} />;
    case 'curve':
      return <CurveForm answer={answer} onChange={onChange} />;
    default:
      return answer satisfies never;
  }
}
