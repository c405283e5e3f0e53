import type { Predict } from '../../data/deck';
import type { Truth } from '../../data/truth';
import { recordedAnswer } from '../../store/truth';
import { useExplorer } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import styles from './editor.module.css';

/** What the answer is now, so that the author sees that the question can be answered. */
export function TruthLine({ answer }: { readonly answer: Predict['answer'] }) {
  const { lecture, format, translated } = useMessages();
  const words = lecture.predict;
  const known = useExplorer(recordedAnswer(answer));
  if (known.state === 'waiting') return <p className={styles.truth}>{words.reading}</p>;
  if (known.state !== 'known') return <p className={styles.wrong}>{words.noTruth}</p>;
  const { truth } = known;
  const unlike =
    truth.kind === 'choice' && answer.kind === 'choice' && answer.options.every(({ is }) => is !== truth.is);
  const name = [truth.label, truth.against]
    .flatMap((label) => (label === null ? [] : translated(label)))
    .join(' − ');
  return (
    <>
      <p className={styles.truth} role="status">
        <strong>{words.truth}: </strong>
        {name}: {said(truth, answer)}
        <small>{words.basis(truth.seeds.length, translated(truth.data))}</small>
      </p>
      {unlike && <p className={styles.wrong}>{words.unlike}</p>}
    </>
  );

  function said(value: Truth, asked: Predict['answer']): string {
    switch (value.kind) {
      case 'number':
        return format.decimal(value.value);
      case 'choice':
        return asked.kind === 'choice'
          ? (asked.options.find(({ is }) => is === value.is)?.text ?? value.is)
          : value.is;
      case 'curve':
        return `${format.decimal(value.values[0] ?? NaN)} → ${format.decimal(value.values.at(-1) ?? NaN)}`;
      default:
        return value satisfies never;
    }
  }
}
