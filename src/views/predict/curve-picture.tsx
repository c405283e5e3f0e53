import { useRef } from 'react';
import type { CurveAnswer, Guess } from '../../data/deck';
import type { Truth } from '../../data/truth';
import { meanCurve } from '../../store/guesses';
import { useMessages } from '../../ui/use-messages';
import { useSize } from '../../ui/use-size';
import { CurveAxes, curveScales, type CurveScales } from './curve-axes';
import { betweenPath, curvePath, domainOf } from './geometry';
import styles from './curve.module.css';

interface CurvePictureProps {
  readonly answer: CurveAnswer;
  readonly guesses: readonly Guess[];
  readonly truth: Extract<Truth, { readonly kind: 'curve' }>;
}

/** More thin lines than this are no longer told apart: then the mean stands for all. */
const mostLines = 60;

/** Expected curves, their mean, the recorded one with its spread over the seeds, and what lies between. */
export function CurvePicture({ answer, guesses, truth }: CurvePictureProps) {
  const { predict: text } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const { columns, values, deviations } = truth;
  const lines = guesses.flatMap((guess) =>
    guess.kind === 'curve' && guess.values.length === columns.length ? [guess.values] : [],
  );
  const mean = meanCurve(guesses, columns.length);
  const low = values.map((value, i) => value - (deviations[i] ?? 0));
  const high = values.map((value, i) => value + (deviations[i] ?? 0));
  const domain = domainOf([answer.low, answer.high], values);
  const scales = size && curveScales(size, { count: columns.length, domain });
  const axis = answer.truth.curve === 'accuracy' ? text.draw.epoch : text.draw.step;
  return (
    <div ref={box} className={styles.plot} role="img" aria-label={text.curve.picture(axis)}>
      {size && scales && (
        <CurveAxes {...{ size, columns, ...scales }} curve={answer.truth.curve}>
          {mean && <path className={styles.gap} d={betweenPath(values, mean, scales)} />}
          <path className={styles.band} d={betweenPath(low, high, scales)} />
          {lines.length > 1 &&
            lines
              .slice(0, mostLines)
              .map((line, i) => (
                <path
                  key={i}
                  className={styles.each}
                  opacity={Math.max(0.12, 0.6 / Math.sqrt(lines.length))}
                  d={curvePath(line, scales.x, scales.y)}
                />
              ))}
          {mean && <path className={styles.guess} d={curvePath(mean, scales.x, scales.y)} />}
          <path
            className={`${styles.truth} ${styles.drawn}`}
            pathLength={1}
            d={curvePath(values, scales.x, scales.y)}
          />
          <Labels
            {...scales}
            rem={size.rem}
            guess={mean ? { value: mean.at(-1)!, label: guessLabel(lines.length, text.mark) } : null}
            truth={{ value: values.at(-1)!, label: text.mark.truth }}
          />
        </CurveAxes>
      )}
    </div>
  );
}

function guessLabel(count: number, mark: { guess: string; mean(count: number): string }): string {
  return count === 1 ? mark.guess : mark.mean(count);
}

interface End {
  readonly value: number;
  readonly label: string;
}

interface LabelsProps extends CurveScales {
  readonly rem: number;
  readonly guess: End | null;
  readonly truth: End;
}

/** Names at the ends of the lines, the higher one above and the lower one below. */
function Labels({ x, y, rem, guess, truth }: LabelsProps) {
  const end = x.range()[1]!;
  const above = guess === null || truth.value >= guess.value;
  const at = ({ value }: End, over: boolean) => y(value) + (over ? -0.6 : 1.2) * rem;
  return (
    <>
      <text className={styles.truthLabel} x={end} y={at(truth, above)} textAnchor="end">
        {truth.label}
      </text>
      {guess && (
        <text className={styles.guessLabel} x={end} y={at(guess, !above)} textAnchor="end">
          {guess.label}
        </text>
      )}
    </>
  );
}
