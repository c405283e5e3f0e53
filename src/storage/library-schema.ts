/** What lies in the library's stores. Documents are JSON text of a version, so that an old one is lifted when read. */
import type { Annotation, CheckpointMark, RunSource } from '../data/run-entry';

export interface StoredEntry extends Annotation {
  readonly id: string;
  readonly source: RunSource;
  /** milliseconds since 1970 */
  readonly created: number;
  readonly updated: number;
  /** of the two documents */
  readonly version: number;
  /** JSON of recordDocument without the curves by step */
  readonly record: string;
  /** JSON of Measurements */
  readonly measured: string;
  readonly parts: StoredParts;
  /** missing from older entries */
  readonly underWay?: boolean;
  /** JSON of RunCheck; missing where there was none */
  readonly check?: string;
}

/** All that the library has of a run. */
export interface StoredWhole {
  readonly entry: StoredEntry;
  readonly curves: StoredCurves | undefined;
  readonly checkpoints: readonly StoredCheckpoint[];
  readonly snapshots: Uint8Array<ArrayBuffer> | undefined;
  readonly capsule: Uint8Array<ArrayBuffer> | undefined;
}

export interface StoredParts {
  /** ascending by step */
  readonly checkpoints: readonly StoredMark[];
  /** in bytes; 0 where there is none */
  readonly curves: number;
  readonly snapshots: number;
  readonly capsule: number;
}

export interface StoredMark extends CheckpointMark {
  readonly bytes: number;
}

export interface StoredCurves {
  readonly losses: Float32Array<ArrayBuffer>;
  readonly accuracies: Float32Array<ArrayBuffer>;
}

export interface StoredCheckpoint {
  readonly runId: string;
  readonly step: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
