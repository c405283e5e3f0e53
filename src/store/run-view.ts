import type { RunConfig } from '../core/method-config';
import type { Fork } from '../data/run-record';
import type { SampleSet, ViewSnapshot } from '../data/snapshot';
import type { EpochRecord, ParameterCounts } from '../training/events';

/**
 * One run as the panels read it. Recorded runs and the live one have the same shape, so a panel never asks
 * where a run comes from, except to say so. Plain values only.
 */
export interface RunView {
  readonly id: string;
  /** short name on curves and in tables, e.g. `SMM` */
  readonly label: string;
  readonly origin: 'recorded' | 'live';
  readonly config: RunConfig;
  /** k target class names */
  readonly classes: readonly string[];
  /** 1000 source class names; empty until they are known */
  readonly sourceClasses: readonly string[];
  /** null until the worker has sent them */
  readonly samples: SampleSet | null;
  /** ascending by step, at most `snapshotLimit` */
  readonly snapshots: readonly Snapshot[];
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  /** losses[i] and accuracies[i] belong to step curvesFrom + i; steps count from 1 */
  readonly curvesFrom: number;
  /** mini-batch cross-entropy of each step */
  readonly losses: Float32Array;
  /** mini-batch accuracy of each step, 0..1 */
  readonly accuracies: Float32Array;
  readonly epochs: readonly EpochRecord[];
  /** the frozen network with the greedy mapping alone; null until it is measured */
  readonly unprompted: { readonly testAccuracy: number } | null;
  /** null before the first epoch's end; `testCount` pictures stand behind each */
  readonly last: EpochAccuracy | null;
  readonly best: EpochAccuracy | null;
  readonly testCount: number | null;
  readonly parameters: ParameterCounts | null;
  readonly provenance: Provenance;
  /** of a run that began as another one; which parts went on is known once it has begun */
  readonly fork?: ForkView;
}

export interface ForkView {
  /** id of the other run, and its name */
  readonly of: string;
  readonly label: string;
  /** the last one that both have in common */
  readonly step: number;
  readonly parts: Pick<Fork, 'carried' | 'fresh'> | null;
}

export interface EpochAccuracy {
  readonly epoch: number;
  /** fraction 0..1 */
  readonly testAccuracy: number;
}

/** A view snapshot and the samples it speaks of: pictures come and go while a run goes on. */
export interface Snapshot extends ViewSnapshot {
  /** [N], row i of every value belongs to sampleIds[i] */
  readonly sampleIds: readonly string[];
}

/** Where a run's numbers come from. Empty strings stand for what is not known. */
export interface Provenance {
  readonly backend: string;
  readonly adapter: string;
  readonly version: string;
  /** ISO date of a recorded run */
  readonly recorded: string;
  readonly dataHash: string;
  readonly backboneHash: string;
}

export const unknownProvenance: Provenance = {
  backend: '',
  adapter: '',
  version: '',
  recorded: '',
  dataHash: '',
  backboneHash: '',
};

/** A run of which nothing but its name and configuration is known yet. */
export function emptyRun(known: Pick<RunView, 'id' | 'label' | 'origin' | 'config'>): RunView {
  return {
    ...known,
    classes: [],
    sourceClasses: [],
    samples: null,
    snapshots: [],
    stepsPerEpoch: 0,
    totalSteps: 0,
    curvesFrom: 1,
    losses: new Float32Array(0),
    accuracies: new Float32Array(0),
    epochs: [],
    unprompted: null,
    last: null,
    best: null,
    testCount: null,
    parameters: null,
    provenance: unknownProvenance,
  };
}

/** A recorded run knows the names of its own answers only, among as many places as the network has answers. */
export function withSourceNames(run: RunView, names: readonly string[]): RunView {
  return names.length === run.sourceClasses.length ? { ...run, sourceClasses: names } : run;
}
