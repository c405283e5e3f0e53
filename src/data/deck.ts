/**
 * A deck: slides that are states of the page, with words beside them. It holds no number of its own: what a slide
 * shows is read from the runs at hand, and what a prediction is measured by from the recorded ones (store/truth.ts).
 * Reading and writing: deck-file.ts; the words' markup: lib/words.ts.
 */
import { parseWith, z } from '../lib/schema';
import { allMetrics, type MetricId } from './metrics';

export const deckLimits = {
  slides: 100,
  title: 160,
  about: 600,
  words: 4000,
  notes: 8000,
  /** characters of a state's query */
  link: 2000,
  shows: 4,
  formulae: 6,
  formula: 600,
  question: 400,
  options: 8,
} as const;

const length = (most: number) => z.string().check(z.maxLength(most));
const some = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,59}$/));
/** the query that the address would have, store/link.ts; what does not fit there is left at its default */
const link = length(deckLimits.link).check(z.regex(/^(\?.*)?$/s));
/** variantKey of choices.ts: `default`, `masks=shared-binary`, several joined by commas */
const variant = some(300);
const metric = z.enum(allMetrics.map(({ id }) => id) as [MetricId, ...MetricId[]]);
/** side of the network's input; without, the setting that most was recorded in */
const side = z.optional(z.int().check(z.positive(), z.maximum(1024)));

/** A number of the recorded runs: the mean over their seeds, or with `against` the mean paired difference to another. */
const numberSource = z.object({ metric, of: variant, against: z.optional(variant), side });

/** The ends of a scale, the lower first. */
const ends = z.refine<{ low: number; high: number }>(
  ({ low, high }) => low < high,
  'the scale has to begin below its end',
);

const directions = ['higher', 'lower', 'unclear'];

const numberAnswer = z
  .object({
    kind: z.literal('number'),
    /** the scale on which the class answers, in the metric's unit as it is read: 0..100 where it is a share */
    low: z.number(),
    high: z.number(),
    truth: numberSource,
  })
  .check(ends);

const choiceAnswer = z
  .object({
    kind: z.literal('choice'),
    /** `is`: a variant where the truth is an extreme; `higher`, `lower` or `unclear` where it is a difference */
    options: z
      .array(z.object({ text: some(200), is: variant }))
      .check(z.minLength(2), z.maxLength(deckLimits.options)),
    truth: z.discriminatedUnion('read', [
      z.object({ read: z.literal('highest'), metric, side }),
      z.object({ read: z.literal('lowest'), metric, side }),
      z.object({ read: z.literal('difference'), metric, of: variant, against: variant, side }),
    ]),
  })
  .check(
    z.refine(
      ({ options }) => new Set(options.map(({ is }) => is)).size === options.length,
      'two options stand for the same answer',
    ),
    z.refine(
      ({ options, truth }) =>
        truth.read !== 'difference' ||
        (options.length === directions.length &&
          directions.every((one) => options.some(({ is }) => is === one))),
      'a difference is answered by higher, lower or unclear, and each of them has to be an option',
    ),
  );

const curveAnswer = z
  .object({
    kind: z.literal('curve'),
    /** 0..100 for accuracies, nats for losses */
    low: z.number(),
    high: z.number(),
    truth: z.object({ curve: z.enum(['accuracy', 'loss']), of: variant, side }),
  })
  .check(ends);

const predictSchema = z.object({
  question: some(deckLimits.question),
  answer: z.discriminatedUnion('kind', [numberAnswer, choiceAnswer, curveAnswer]),
  /** words that come with the answer */
  explanation: z._default(length(deckLimits.words), ''),
});

const slideSchema = z.object({
  /** within the deck, and for ever: guesses are kept under it */
  id: name,
  title: some(deckLimits.title),
  words: z._default(length(deckLimits.words), ''),
  /** for who speaks, in the presenter's window only */
  notes: z._default(length(deckLimits.notes), ''),
  link: z._default(link, ''),
  /** parts of the page, the largest first (app/show/parts.tsx); one that this version does not know is said so */
  shows: z._default(z.array(name).check(z.maxLength(deckLimits.shows)), () => []),
  /** TeX */
  formulae: z._default(z.array(some(deckLimits.formula)).check(z.maxLength(deckLimits.formulae)), () => []),
  predict: z._default(z.nullable(predictSchema), null),
  /** what the device may train while the slide is shown: the settings of this link */
  live: z._default(z.nullable(z.object({ link })), null),
});

const deckSchema = z.object({
  title: some(deckLimits.title),
  /** as in `<html lang>` */
  language: z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/)),
  about: z._default(length(deckLimits.about), ''),
  slides: z
    .array(slideSchema)
    .check(z.minLength(1), z.maxLength(deckLimits.slides))
    .check(
      z.refine(
        (slides) => new Set(slides.map(({ id }) => id)).size === slides.length,
        'two slides of one id',
      ),
    ),
});

export type Deck = z.infer<typeof deckSchema>;
export type Slide = z.infer<typeof slideSchema>;
export type Predict = z.infer<typeof predictSchema>;
export type NumberSource = z.infer<typeof numberSource>;
export type NumberAnswer = z.infer<typeof numberAnswer>;
export type ChoiceAnswer = z.infer<typeof choiceAnswer>;
export type CurveAnswer = z.infer<typeof curveAnswer>;

/** @throws UserError that opens with `sentence` and says where it does not fit */
export function parseDeck(value: unknown, sentence: string): Deck {
  return parseWith(deckSchema, value, sentence);
}

/** An id that no slide of the deck has. */
export function freshSlideId(slides: readonly Pick<Slide, 'id'>[]): string {
  const taken = new Set(slides.map(({ id }) => id));
  let number = slides.length + 1;
  while (taken.has(`slide-${number}`)) number++;
  return `slide-${number}`;
}

/** What somebody expected. `value` and `values` are on the scale that was answered on, a share as 0..100. */
export type Guess =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'choice'; readonly is: string }
  /** one value for each column of the curve (store/truth.ts) */
  | { readonly kind: 'curve'; readonly values: readonly number[] };

export const guessSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), value: z.number() }),
  z.object({ kind: z.literal('choice'), is: variant }),
  z.object({ kind: z.literal('curve'), values: z.array(z.number()).check(z.maxLength(1000)) }),
]) satisfies z.ZodMiniType<Guess, unknown>;
