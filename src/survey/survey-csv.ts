import { csv } from '../lib/csv';
import { pictureId } from '../store/survey';
import type { Side } from './use-surveys';

/** Every test picture of every run: label, answers, losses in nats. */
export function surveyAsCsv(sides: readonly Side[]): string {
  return csv([
    [
      'run',
      'picture',
      'label',
      'answer without a prompt',
      'answer with the prompt',
      'loss without a prompt',
      'loss at the initial prompt',
      'loss with the trained prompt',
    ],
    ...sides.flatMap(({ run, survey: { labels, answers, losses } }) => {
      const name = (label: number | undefined) => run.classes[label ?? -1] ?? null;
      return Array.from(labels, (label, index) => [
        run.label,
        pictureId(index),
        name(label),
        name(answers.unprompted[index]),
        name(answers.prompted[index]),
        losses.unprompted[index]!,
        losses.initial[index]!,
        losses.trained[index]!,
      ]);
    }),
  ]);
}
