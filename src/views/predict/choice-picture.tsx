import type { CSSProperties } from 'react';
import type { ChoiceAnswer, Guess } from '../../data/deck';
import type { OptionValue, Truth } from '../../data/truth';
import { countsOf, isRight } from '../../store/guesses';
import { Icon } from '../../ui/controls/icon';
import { useMessages } from '../../ui/use-messages';
import type { Amounts } from './amounts';
import styles from './choice-picture.module.css';
import { NumberPicture } from './number-picture';

interface ChoicePictureProps {
  readonly answer: ChoiceAnswer;
  readonly guesses: readonly Guess[];
  readonly truth: Extract<Truth, { readonly kind: 'choice' }>;
  readonly amounts: Amounts;
}

/** What was chosen beside what was recorded: counts, and the number of each answer where it has one. */
export function ChoicePicture({ answer, guesses, truth, amounts }: ChoicePictureProps) {
  const { predict: text } = useMessages();
  const counts = countsOf(guesses, answer.options);
  const most = Math.max(1, ...counts);
  const greatest = Math.max(...truth.values.map(({ value }) => value ?? 0), 1e-9);
  const measured = truth.difference === null;
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text.choice.option}</th>
            <th scope="col">{text.choice.guessed}</th>
            {measured && <th scope="col">{text.choice.recorded}</th>}
          </tr>
        </thead>
        <tbody>
          {answer.options.map((option, i) => {
            const right = isRight(option.is, truth);
            return (
              <tr key={option.is} data-right={right || undefined}>
                <th scope="row">
                  <span className={styles.sign}>
                    {right && (
                      <>
                        <Icon name="check" />
                        <span className={styles.unseen}>{text.choice.isRight}: </span>
                      </>
                    )}
                  </span>
                  {option.text}
                </th>
                <td>
                  <Bar share={counts[i]! / most} whose="guess" />
                  <span>{text.choice.votes(counts[i]!)}</span>
                </td>
                {measured && (
                  <td>
                    <Bar share={(truth.values[i]!.value ?? 0) / greatest} whose="truth" />
                    <span>{said(truth.values[i]!, amounts)}</span>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {truth.difference && (
        <NumberPicture
          answer={aroundZero(truth.difference)}
          guesses={[]}
          truth={{ ...truth, ...truth.difference, kind: 'number' }}
          amounts={amounts}
        />
      )}
    </>
  );
}

function said({ value, deviation, count }: OptionValue, amounts: Amounts): string {
  if (value === null) return '–';
  const number = amounts.measured({ value, deviation, interval: null });
  return count === 1 ? `${number} (N = 1)` : number;
}

function Bar({ share, whose }: { readonly share: number; readonly whose: 'guess' | 'truth' }) {
  return <i className={styles.bar} data-whose={whose} style={{ '--share': share } as CSSProperties} />;
}

/** A scale on which the interval lies with as much room to both sides of zero. */
function aroundZero({ value, interval }: { value: number; interval: readonly [number, number] | null }) {
  const reach = Math.max(1, ...[value, ...(interval ?? [])].map(Math.abs));
  const power = 10 ** Math.floor(Math.log10(reach));
  const high = Math.ceil((1.1 * reach) / power) * power;
  return { low: -high, high };
}
