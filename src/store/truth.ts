import { blocks } from '../core/ablation/registry';
import type { Predict } from '../data/deck';
import type { MeasuredRun } from '../data/metrics';
import { publishedBeside, type PublishedGroup } from '../data/published-beside';
import { truthOf, type Truth } from '../data/truth';
import { derived } from '../lib/derived';
import { isLabRun } from './run-ids';
import type { ExplorerState } from './store';

export { unitOf } from '../data/truth';

/**
 * What a prediction is measured by: the runs of the recorded lab and no others, so that an answer is the same in every
 * lecture, whatever has been trained or brought here since.
 */
export type Answer =
  /** the lab is being read, or nobody has asked for it yet */
  | { readonly state: 'waiting' }
  /** the lab could not be read, or this copy of the page came without one */
  | { readonly state: 'unreachable' }
  /** the lab is here and does not say it */
  | { readonly state: 'unrecorded' }
  | { readonly state: 'known'; readonly truth: Truth; readonly published: readonly PublishedGroup[] };

const waiting: Answer = { state: 'waiting' };
const unreachable: Answer = { state: 'unreachable' };
const unrecorded: Answer = { state: 'unrecorded' };

/** The lab's runs with their curves. */
const labRuns = derived(
  ({ library: { shipped, curves } }: ExplorerState) => [shipped, curves],
  (shipped, curves): readonly MeasuredRun[] =>
    shipped.flatMap((run) => (isLabRun(run.id) ? [{ ...run, losses: curves[run.id]?.losses ?? null }] : [])),
);

/** One selector for each question, so that two questions on one page do not work each other's answers out again. */
const selectors = new WeakMap<Predict['answer'], (state: ExplorerState) => Answer>();

/** What the recorded lab says to a question. @param answer the same object each time */
export function recordedAnswer(answer: Predict['answer']): (state: ExplorerState) => Answer {
  const known = selectors.get(answer);
  if (known) return known;
  const selector = derived(
    (state: ExplorerState) => [state.lab.state, labRuns(state)],
    (state, runs): Answer => {
      if (state === 'missing' || state === 'failed') return unreachable;
      if (state !== 'ready') return waiting;
      const truth = truthOf({ answer }, { runs, blocks });
      if (!truth) return unrecorded;
      return { state: 'known', truth, published: publishedBeside(answer, { runs, blocks }) };
    },
  );
  selectors.set(answer, selector);
  return selector;
}

/** A variant of one changed part by its label; SMM for none. @param key variantKey */
export function variantName(key: string): string {
  const [block, variant] = key.split('=');
  const known = blocks
    .find(({ id }) => id === block)
    ?.variants.find(({ id }: { readonly id: string }) => id === variant);
  return known?.label ?? (key === 'default' ? 'SMM' : key);
}
