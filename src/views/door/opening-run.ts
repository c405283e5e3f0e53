import { useMemo } from 'react';
import { gainOf, runMagnitude } from '../../trace/bench';
import { niceLimit } from '../../lib/limit';
import type { SampleSet } from '../../data/snapshot';
import { recordedRunId } from '../../store/run-ids';
import type { RunView, Snapshot } from '../../store/run-view';
import { useExplorer } from '../../store/store';
import { fieldOf, type Field } from '../../ui/pictures/field';
import { rowOf } from '../../ui/pictures/prompt-values';

/** The recorded run of SMM as the door shows it; null while its first frames are on their way. */
export interface OpeningRun {
  readonly run: RunView;
  readonly snapshots: readonly Snapshot[];
  /** half width of the colour range of all its masks, at every step */
  readonly limit: number;
  /** how much stronger than it is δ is shown */
  readonly gain: number;
  readonly newest: Snapshot;
  /** units of its pictures */
  readonly normalisation: SampleSet['normalisation'];
}

export function useOpeningRun(): OpeningRun | null {
  const run = useExplorer(({ runs }) => runs.find(({ id }) => id === recordedRunId('smm')) ?? null);
  return useMemo(() => {
    const newest = run?.snapshots.at(-1);
    if (!run?.samples || !newest) return null;
    const { snapshots, samples } = run;
    const limit = niceLimit(runMagnitude(snapshots));
    const gain = gainOf(newest.pattern && rowOf(newest.pattern, 0, samples.side));
    return { run, snapshots, limit, gain, newest, normalisation: samples.normalisation };
  }, [run]);
}

/** r(x) [side, side, 3] of a sample; null where the run does not have it. */
export function resizedOf({ run: { samples } }: OpeningRun, sampleId: string): Field | null {
  const index = samples?.ids.indexOf(sampleId) ?? -1;
  return samples && index >= 0 ? fieldOf(samples.resized, index, samples.side, samples.side) : null;
}

/** g_φ(r(x)) [h, w, 3] at a step. */
export function maskOf({ run }: OpeningRun, snapshot: Snapshot, sampleId: string): Field | null {
  const row = snapshot.sampleIds.indexOf(sampleId);
  const { side, patch } = run.config.method;
  return snapshot.masks && row >= 0 ? rowOf(snapshot.masks, row, Math.floor(side / patch)) : null;
}
