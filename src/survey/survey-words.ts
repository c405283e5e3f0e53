import type { Messages } from '../messages/messages';
import type { ChartWords } from '../ui/export/chart-words';
import type { Side } from './use-surveys';

/** What a chart of all test pictures says of itself once it has left the page: a line for each run. */
export function surveyWords(
  {
    title,
    caption,
    sides,
  }: { readonly title: string; readonly caption: string; readonly sides: readonly Side[] },
  { survey: text, translated }: Pick<Messages, 'survey' | 'translated'>,
): ChartWords {
  const provenance = sides.map(({ letter, run, survey, step }) => {
    const label = translated(run.label);
    const { data, training } = run.config;
    const source = text.source({ count: survey.count, data, seed: training.seed, step });
    return `${letter ? text.side(letter, label) : label}: ${source}`;
  });
  return { heading: title, caption, legend: [], provenance };
}
