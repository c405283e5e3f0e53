import { baselinePart } from '../core/ablation/baseline';
import type { BlockId } from '../core/ablation/registry';
import type { RunConfig } from '../core/method-config';
import type { SampleSet } from '../data/snapshot';
import type { KnockOutReport } from '../training/knock-outs';
import type { RunView, Snapshot } from './run-view';

/**
 * A part of a run that is switched off now, nothing trained again: what was asked for, and what has come back so far.
 * It is of the run as it stands at its newest step; stored steps are shown as they were trained.
 */
export interface KnockOut extends KnockOutChoice {
  readonly runId: string;
  /** the newest answer for the samples in view; null before the first */
  readonly seen: KnockedOut | null;
  readonly score: KnockOutScore | null;
  /** why there is nothing to show; null = there is, or it is on its way */
  readonly refusal: Refusal | null;
}

/** `weights`: the page has only pictures of this run; `never`: it has nothing for this; `yet`: that may change. */
export type Refusal =
  { readonly why: 'weights' } | { readonly why: 'never' | 'yet'; readonly sentence: string };

export interface KnockOutChoice {
  readonly block: BlockId;
  /** a variant of the block, or one of its demonstrations */
  readonly variant: string;
}

/** What the panels read in the place of the run's own. */
export interface KnockedOut {
  readonly config: RunConfig;
  readonly samples: SampleSet;
  readonly snapshot: Snapshot;
}

/** Of held-out images, with the part off and as it was trained. */
export type KnockOutScore = Omit<Extract<KnockOutReport, { type: 'knock-out-score' }>, 'type'>;

export function asked(runId: string, { block, variant }: KnockOutChoice): KnockOut {
  return { runId, block, variant, seen: null, score: null, refusal: null };
}

/**
 * @param method of the run with the part switched off
 * @returns null when the run no longer has the samples
 */
export function knockedOut(
  { config, samples }: RunView,
  method: RunConfig['method'],
  { snapshot, sampleIds, prompted }: Extract<KnockOutReport, { type: 'knock-out' }>,
): KnockedOut | null {
  if (!samples || sampleIds.join() !== samples.ids.join()) return null;
  // without a prompt x̃ is r(x), also in a run that was trained on bordered pictures
  const bare = baselinePart(method).pattern === 'none';
  return {
    config: { ...config, method },
    samples: bare ? { ...samples, resized: prompted, frame: null } : samples,
    snapshot: { ...snapshot, sampleIds },
  };
}

/** The score to show: a later one takes the place of one of more images only when it is of as many. */
export function betterScore(known: KnockOutScore | null, next: KnockOutScore): KnockOutScore {
  return known && known.step !== next.step && known.count > next.count ? known : next;
}
