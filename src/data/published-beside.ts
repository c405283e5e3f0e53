/** What the paper prints of the variants that a prediction asks about, to stand beside what was measured here. */
import { variantKey, type TableBlock } from './choices';
import type { Predict } from './deck';
import type { MeasuredRun } from './metrics';
import { publishedFor, type PublishedNumber } from './published';

/** Figures of one table and one column of data: only these may be read against each other. */
export interface PublishedGroup extends Pick<
  PublishedNumber,
  'source' | 'model' | 'data' | 'epochs' | 'runs'
> {
  readonly figures: readonly PublishedFigure[];
}

export interface PublishedFigure extends Pick<PublishedNumber, 'value' | 'deviation' | 'differs'> {
  /** variantKey */
  readonly of: string;
}

interface Recorded {
  readonly runs: readonly MeasuredRun[];
  readonly blocks: readonly TableBlock[];
}

const reference = 'default';

/** The paper's mean over its datasets where it prints one, with SMM's figure of the same table in front. */
export function publishedBeside(
  answer: Predict['answer'],
  { runs, blocks }: Recorded,
): readonly PublishedGroup[] {
  if (answer.kind === 'curve') return [];
  const { metric } = answer.truth;
  const printed = (key: string) => {
    const run = runs.find((one) => variantKey(one, blocks) === key);
    return run ? publishedFor(run, blocks).filter(({ beside }) => beside.includes(metric)) : [];
  };
  const standard = printed(reference);
  const groups: PublishedGroup[] = [];
  for (const of of askedAbout(answer)) {
    if (of === reference) continue;
    const all = printed(of);
    const number = all.find(({ data }) => data === 'Average') ?? all[0];
    if (!number) continue;
    const at = groups.findIndex((group) => sameColumn(group, number));
    const figure = { of, ...figureOf(number) };
    if (at >= 0) {
      groups[at] = { ...groups[at]!, figures: [...groups[at]!.figures, figure] };
      continue;
    }
    const { source, model, data, epochs, runs: seeds } = number;
    const own = standard.find((one) => sameColumn(one, number));
    const figures = own ? [{ of: reference, ...figureOf(own) }, figure] : [figure];
    groups.push({ source, model, data, epochs, runs: seeds, figures });
  }
  return groups;
}

/** Keys of the variants that the question names. */
function askedAbout(answer: Exclude<Predict['answer'], { readonly kind: 'curve' }>): readonly string[] {
  const { truth } = answer;
  if ('of' in truth) return [truth.of, truth.against ?? reference];
  return answer.kind === 'choice' ? answer.options.map(({ is }) => is) : [];
}

type Column = Pick<PublishedNumber, 'source' | 'model' | 'data'>;

function sameColumn(one: Column, other: Column): boolean {
  return one.source === other.source && one.model === other.model && one.data === other.data;
}

function figureOf({ value, deviation, differs }: PublishedNumber) {
  return { value, deviation, differs };
}
