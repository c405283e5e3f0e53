import { blocks, findVariant } from '../core/ablation/registry';
import type { RunConfig } from '../core/method-config';
import { runConfig, sameMethod, sameRun } from './run-config';
import type { EpochAccuracy, RunView } from './run-view';
import type { ExplorerState } from './store';

/** A run that goes on from where another one stood, as the switches now say. */
export interface ForkPlan {
  readonly origin: RunView;
  /** the last one that both have in common */
  readonly step: number;
  readonly config: RunConfig;
  /** what is different from then on */
  readonly changes: readonly { readonly part: string; readonly from: string; readonly to: string }[];
  /** why it cannot be; null = it can */
  readonly refusal: ForkRefusal | null;
}

/**
 * `weights`: the page has only pictures and numbers of the run; `end`: nothing is left to train; `checkpoint`: none is
 * kept of this step or before; `other`: more than switches is different; `same`: nothing is.
 */
export type ForkRefusal = 'weights' | 'end' | 'checkpoint' | 'other' | 'same';

export function forkPlan(state: ExplorerState, origin: RunView, step: number): ForkPlan {
  const config = runConfig(state.settings);
  const changes = blocks.flatMap(({ id, label }) => {
    const [from, to] = [origin.config.method[id], config.method[id]];
    if (from === to) return [];
    return [{ part: label, from: findVariant(id, from).label, to: findVariant(id, to).label }];
  });
  return { origin, step, config, changes, refusal: refusalOf(state, { origin, step, config }) };
}

function refusalOf(
  { library }: ExplorerState,
  { origin, step, config }: Pick<ForkPlan, 'origin' | 'step' | 'config'>,
): ForkRefusal | null {
  const kept = library.entries.find(({ id }) => id === origin.id);
  if (!kept && origin.origin === 'recorded') return 'weights';
  const end = origin.stepsPerEpoch * origin.config.training.epochs;
  if (end > 0 && step >= end) return 'end';
  if (!kept?.checkpoints.some((mark) => mark.step <= step)) return 'checkpoint';
  if (sameMethod(origin.config, config) && sameRun(origin.config, config)) return 'same';
  // only what a switch says may be different
  const { side, patch, nativeSide, classes } = config.method;
  const method = { ...origin.config.method, side, patch, nativeSide, classes };
  return sameMethod({ ...config, method }, origin.config) && sameRun({ ...config, method }, origin.config)
    ? null
    : 'other';
}

/** The past that a fork has in common with its origin; its own begins behind it. */
export function sharedPast(
  { curvesFrom, losses, accuracies, epochs, unprompted }: RunView,
  step: number,
): Pick<RunView, 'curvesFrom' | 'losses' | 'accuracies' | 'epochs' | 'unprompted' | 'last' | 'best'> {
  const count = Math.max(0, step + 1 - curvesFrom);
  const past = epochs.filter((one) => one.step <= step);
  const best = past.toSorted((a, b) => b.testAccuracy - a.testAccuracy)[0];
  return {
    curvesFrom,
    losses: losses.slice(0, count),
    accuracies: accuracies.slice(0, count),
    epochs: past,
    unprompted,
    last: accuracyOf(past.at(-1)),
    best: accuracyOf(best),
  };
}

function accuracyOf(record: RunView['epochs'][number] | undefined): EpochAccuracy | null {
  return record ? { epoch: record.epoch, testAccuracy: record.testAccuracy } : null;
}
