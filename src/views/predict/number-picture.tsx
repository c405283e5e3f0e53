import { scaleLinear } from 'd3-scale';
import { useRef } from 'react';
import type { Guess, NumberAnswer } from '../../data/deck';
import type { Measured, Truth } from '../../data/truth';
import { numbersSummary } from '../../store/guesses';
import { useMessages } from '../../ui/use-messages';
import { useSize } from '../../ui/use-size';
import type { Amounts } from './amounts';
import { domainOf, stacksOf, type Scale } from './geometry';
import styles from './number-picture.module.css';

interface NumberPictureProps {
  readonly answer: Pick<NumberAnswer, 'low' | 'high'>;
  readonly guesses: readonly Guess[];
  readonly truth: Truth & Measured;
  readonly amounts: Amounts;
}

/** Guesses above the scale, what was recorded below it, and the gap between on it. */
export function NumberPicture({ answer, guesses, truth, amounts }: NumberPictureProps) {
  const { predict: text } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const values = guesses.flatMap((guess) => (guess.kind === 'number' ? guess.value : []));
  const summary = numbersSummary(guesses);
  const [low, high] = spreadOf(truth);
  const domain = domainOf([answer.low, answer.high], [truth.value, low, high]);
  const rem = size?.rem ?? 16;
  // without a guess there is nothing above the scale
  const line = (summary ? 5 : 1) * rem;
  const x: Scale = scaleLinear(domain, [1.5 * rem, Math.max(1.5 * rem + 1, (size?.width ?? 0) - 1.5 * rem)]);
  const recorded = amounts.measured(truth);
  const mean = summary && amounts.value(summary.mean);
  return (
    <div
      ref={box}
      className={styles.picture}
      role="img"
      aria-label={[
        mean && `${guessWord(values.length, text.mark)}: ${mean}`,
        `${text.mark.truth}: ${recorded}`,
      ]
        .filter(Boolean)
        .join('. ')}
    >
      {size && (
        <svg width={size.width} height={line + 4 * rem} aria-hidden="true">
          <line className={styles.scale} x1={x(domain[0])} x2={x(domain[1])} y1={line} y2={line} />
          {x.ticks(6).map((tick) => (
            <g key={tick} transform={`translate(${x(tick)},${line})`}>
              <line className={styles.tick} y1={-0.2 * rem} y2={0.2 * rem} />
              <text className={styles.number} y={3.6 * rem} textAnchor="middle">
                {amounts.bare(tick).replace(/[.,]0+$/, '')}
              </text>
            </g>
          ))}
          {truth.against !== null && (
            <line
              className={styles.zero}
              x1={x(0)}
              x2={x(0)}
              y1={line - (summary ? 3 : 0.8) * rem}
              y2={line + 2.6 * rem}
            />
          )}
          <Stacks values={values} domain={domain} place={x} line={line} rem={rem} />
          {summary && (
            <g>
              <line
                className={styles.gap}
                pathLength={1}
                x1={x(summary.mean)}
                x2={x(truth.value)}
                y1={line}
                y2={line}
              />
              <Mark at={x(summary.mean)} {...{ line, rem }} whose="guess" width={size.width}>
                {guessWord(values.length, text.mark)} {mean}
              </Mark>
            </g>
          )}
          <line
            className={styles.spread}
            x1={x(low)}
            x2={x(high)}
            y1={line + 0.75 * rem}
            y2={line + 0.75 * rem}
          />
          <Mark at={x(truth.value)} {...{ line, rem }} whose="truth" width={size.width}>
            {text.mark.truth} {recorded}
          </Mark>
        </svg>
      )}
    </div>
  );
}

function spreadOf({ value, deviation, interval }: Measured): readonly [number, number] {
  return interval ?? [value - (deviation ?? 0), value + (deviation ?? 0)];
}

function guessWord(count: number, mark: { guess: string; mean(count: number): string }): string {
  return count === 1 ? mark.guess : mark.mean(count);
}

interface StacksProps {
  readonly values: readonly number[];
  readonly domain: readonly [number, number];
  readonly place: Scale;
  readonly line: number;
  readonly rem: number;
}

/** Dots of single guesses, piled up; where a pile would be too high, a bar of its height. */
function Stacks({ values, domain, place, line, rem }: StacksProps) {
  const [left, right] = place.range() as [number, number];
  const most = Math.max(10, Math.min(60, Math.floor((right - left) / (0.7 * rem))));
  const stacks = stacksOf(values, { domain, most });
  const highest = Math.max(1, ...stacks.map(({ count }) => count));
  if (values.length < 2) return null;
  const unit = Math.min(0.6 * rem, (2.4 * rem) / highest);
  return stacks.map(({ value, count }) =>
    unit >= 0.3 * rem ? (
      Array.from({ length: count }, (_, i) => (
        <circle
          key={`${value} ${i}`}
          className={styles.dot}
          cx={place(value)}
          cy={line - 0.6 * rem - i * unit}
          r={unit / 2 - 0.5}
        />
      ))
    ) : (
      <rect
        key={value}
        className={styles.dot}
        x={place(value) - 0.25 * rem}
        width={0.5 * rem}
        y={line - 0.3 * rem - count * unit}
        height={count * unit}
      />
    ),
  );
}

interface MarkProps {
  readonly at: number;
  readonly line: number;
  readonly rem: number;
  readonly width: number;
  readonly whose: 'guess' | 'truth';
  readonly children: React.ReactNode;
}

/** A value on the scale with its name: a guess above, what was recorded below. */
function Mark({ at, line, rem, width, whose, children }: MarkProps) {
  const up = whose === 'guess';
  const [from, to] = up ? [line - 3.4 * rem, line] : [line, line + 1.4 * rem];
  // a name at the edge grows inwards
  const anchor = at < 7 * rem ? 'start' : at > width - 7 * rem ? 'end' : 'middle';
  const shift = anchor === 'start' ? -0.4 * rem : anchor === 'end' ? 0.4 * rem : 0;
  return (
    <g className={styles[whose]}>
      <line x1={at} x2={at} y1={from} y2={to} />
      <circle cx={at} cy={line} r={0.38 * rem} />
      <text x={at + shift} y={up ? from - 0.4 * rem : to + 1 * rem} textAnchor={anchor}>
        {children}
      </text>
    </g>
  );
}
