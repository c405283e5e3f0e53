import type { Guess, Predict } from '../../data/deck';
import type { Measured, Truth } from '../../data/truth';
import type { Messages } from '../../messages/messages';
import { countsOf, gapOf, isRight, meanCurve, numbersSummary } from '../../store/guesses';
import type { Amounts } from './amounts';

interface Said {
  readonly predict: Predict;
  readonly guesses: readonly Guess[];
  readonly truth: Truth;
  readonly amounts: Amounts;
  readonly text: Messages['predict'];
}

/** What was expected, what was recorded and what lies between, in a few sentences. */
export function gapWords(said: Said): readonly string[] {
  switch (said.truth.kind) {
    case 'number':
      return [...numberWords(said, said.truth), ...honestWords(said.truth, said)];
    case 'choice':
      return choiceWords(said, said.truth);
    case 'curve':
      return curveWords(said, said.truth);
    default:
      return said.truth satisfies never;
  }
}

function numberWords({ guesses, truth, amounts, text }: Said, measured: Measured): string[] {
  const recorded = amounts.measured(measured);
  const summary = numbersSummary(guesses);
  const gap = gapOf(guesses, truth);
  if (!summary || gap === null) return [text.none(recorded)];
  const apart = amounts.apart(gap);
  // what rounds to nothing is no difference
  const met = apart === amounts.apart(0);
  const direction = met ? 'met' : gap > 0 ? 'above' : 'below';
  const guess = amounts.value(summary.mean);
  return [
    text.number({ count: summary.count, guess, truth: recorded, apart, direction }),
    ...(met ? [] : nearness(summary.mean, measured, text)),
  ];
}

function nearness(guess: number, { value, deviation, interval }: Measured, text: Messages['predict']) {
  if (interval) return interval[0] <= guess && guess <= interval[1] ? [text.within.interval] : [];
  return deviation !== null && Math.abs(guess - value) <= deviation ? [text.within.deviation] : [];
}

/** A difference that three seeds cannot show is said to be none that could be seen. */
function honestWords(truth: Truth & Measured, { text }: Said): string[] {
  if (truth.against === null) return [];
  if (!truth.interval) return [text.onePair];
  const [low, high] = truth.interval;
  return low <= 0 && high >= 0 ? [text.noDifference(truth.seeds.length)] : [];
}

type ChoiceTruth = Extract<Truth, { readonly kind: 'choice' }>;

function choiceWords({ predict, guesses, amounts, text }: Said, truth: ChoiceTruth): string[] {
  if (predict.answer.kind !== 'choice') return [];
  const { options } = predict.answer;
  const words = (is: string) => options.find((option) => option.is === is)?.text ?? is;
  const counts = countsOf(guesses, options);
  const count = counts.reduce((sum, some) => sum + some, 0);
  const exact = counts[options.findIndex(({ is }) => is === truth.is)] ?? 0;
  const answer = words(truth.is);
  const said = () => {
    if (count === 0) return text.none(`“${answer}”`);
    if (count > 1) return text.choice.several(exact, count, answer);
    const guess = options[counts.indexOf(1)];
    if (!guess) return text.none(`“${answer}”`);
    return isRight(guess.is, truth)
      ? `${text.choice.right(guess.text)}.`
      : text.choice.wrong(guess.text, answer);
  };
  const { difference, alike } = truth;
  const close = alike.length > 0 ? [text.choice.alike(alike.map(words), answer, truth.seeds.length)] : [];
  if (!difference) return [said(), ...close];
  const measured = { ...truth, ...difference, kind: 'number' } as const;
  return [
    said(),
    text.none(amounts.measured(difference)),
    ...honestWords(measured, { predict, guesses, truth, amounts, text }),
  ];
}

function curveWords({ guesses, truth, amounts, text }: Said, { columns, values }: CurveTruth): string[] {
  const gap = gapOf(guesses, truth);
  const mean = meanCurve(guesses, columns.length);
  const last = values.at(-1)!;
  if (gap === null || !mean) return [text.none(amounts.value(last))];
  const count = guesses.filter(({ kind }) => kind === 'curve').length;
  return [
    text.curve.summary(count, amounts.apart(gap)),
    text.curve.end(amounts.value(mean.at(-1)!), amounts.value(last)),
  ];
}

type CurveTruth = Extract<Truth, { readonly kind: 'curve' }>;
