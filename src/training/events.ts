import type { ParameterCounts } from '../core/ablation/parameter-count';
import type { RunConfig } from '../core/method-config';
import type { Diagnostics } from '../data/diagnostics';
import type { Fork } from '../data/run-record';
import type { SampleSet, ViewSnapshot } from '../data/snapshot';

export type { ParameterCounts };

export interface EpochRecord {
  /** 1-based */
  readonly epoch: number;
  /** steps done at its end */
  readonly step: number;
  /** running mean of the mini-batch cross-entropy (paper.md C.0 a) */
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  /** fraction 0..1, mapping of this epoch */
  readonly testAccuracy: number;
  readonly learningRate: { readonly pattern: number; readonly mask: number };
  readonly msPerStep: number;
  /** of the training batches: which pictures, in which order, cropped how; missing from older files */
  readonly batchHash?: string;
  /** how many runs trained side by side; only where it is 1 are the milliseconds this run's own */
  readonly runsAtOnce?: number;
  /** π [k] of this epoch */
  readonly mapping: readonly number[];
}

/** Everything a run says, in order. Plain values; typed arrays are handed over and not touched again. */
export type TrainingEvent =
  | {
      readonly type: 'started';
      readonly runId: string;
      readonly config: RunConfig;
      readonly classes: readonly string[];
      readonly parameters: ParameterCounts;
      readonly stepsPerEpoch: number;
      readonly totalSteps: number;
      readonly fromStep: number;
      /** of a run that began as another one: what was carried over, and what begins anew */
      readonly fork?: Fork;
    }
  | { readonly type: 'samples'; readonly runId: string; readonly samples: SampleSet }
  | {
      readonly type: 'progress';
      readonly runId: string;
      readonly phase: 'compiling' | 'mapping' | 'training' | 'evaluation' | 'unprompted';
      readonly done: number;
      readonly total: number;
      /** seconds until the run ends, null while unknown */
      readonly eta: number | null;
    }
  | {
      readonly type: 'unprompted';
      readonly runId: string;
      readonly testAccuracy: number;
      readonly mapping: readonly number[];
    }
  /** losses[i] and accuracies[i] belong to step fromStep + i (1-based); at most every ten steps */
  | {
      readonly type: 'steps';
      readonly runId: string;
      readonly fromStep: number;
      readonly losses: Float32Array;
      readonly accuracies: Float32Array;
    }
  | { readonly type: 'snapshot'; readonly runId: string; readonly snapshot: ViewSnapshot }
  | ({ readonly type: 'epoch'; readonly runId: string } & EpochRecord)
  | { readonly type: 'checkpoint'; readonly runId: string; readonly step: number; readonly bytes: Uint8Array }
  | { readonly type: 'paused'; readonly runId: string; readonly step: number }
  | { readonly type: 'resumed'; readonly runId: string; readonly step: number }
  | {
      readonly type: 'done';
      readonly runId: string;
      readonly unprompted: { readonly testAccuracy: number };
      readonly last: { readonly epoch: number; readonly testAccuracy: number };
      readonly best: { readonly epoch: number; readonly testAccuracy: number };
      /** final model, evaluation mode, un-augmented training images, final mapping (paper.md C.0 b) */
      readonly cleanTrainLoss: number;
      readonly parameters: ParameterCounts;
      readonly diagnostics?: Diagnostics;
      readonly backend: string;
      readonly seconds: number;
    }
  /** this run cannot go on, those beside it do */
  | { readonly type: 'failed'; readonly runId: string; readonly step: number; readonly message: string }
  /** stopped by the person before the last step */
  | { readonly type: 'stopped'; readonly runId: string; readonly step: number };
