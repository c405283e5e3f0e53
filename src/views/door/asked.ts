import type { Predict } from '../../data/deck';
import type { Messages } from '../../messages/messages';
import type { QuestionId } from '../../store/view';
import { questions } from './questions';

/** A question in the page's language. The answer's own object changes with the language alone. */
export function predictOf(id: QuestionId, { door }: Messages): Predict {
  const { answer } = questions[id];
  const { ask, explanation, options } = door.questions[id];
  return {
    question: ask,
    explanation,
    answer:
      answer.kind === 'number'
        ? answer
        : { ...answer, options: answer.options.map((is, i) => ({ is, text: options[i] ?? is })) },
  };
}

/** Where guesses are kept. */
export function questionKey(id: QuestionId): string {
  return `door/${id}`;
}
