/** A run as lists and tables read it: all of its numbers, nothing of its weights, pictures or single steps. */
import type { EpochRecord } from '../training/events';
import type { Measurements } from './measurements';
import type { RunCheck } from './run-check';
import type { RunRecord } from './run-record';

export type RunSource = 'trained-here' | 'imported' | 'recorded';

/** What a table needs of a run, wherever it comes from. */
export interface RunSummary extends Omit<RunRecord, 'curves'> {
  readonly id: string;
  readonly source: RunSource;
  readonly epochs: readonly EpochRecord[];
  readonly measured: Measurements;
}

/** What a person writes on a run. */
export interface Annotation {
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
}

/** A run in the library. */
export interface RunEntry extends RunSummary, Annotation {
  /** milliseconds since 1970 */
  readonly created: number;
  readonly updated: number;
  /** on disk, all parts together */
  readonly bytes: number;
  /** ascending by step */
  readonly checkpoints: readonly CheckpointMark[];
  readonly hasSnapshots: boolean;
  /** the weights can be had, as a file */
  readonly hasWeights: boolean;
  /** it was being trained when it was last written; after a reload: it was interrupted */
  readonly underWay: boolean;
  /** how it compared with itself when it was last trained again; null = never */
  readonly check: RunCheck | null;
}

export interface CheckpointMark {
  readonly step: number;
  /** kept to fork from; the other one is the last, and moves on */
  readonly fork: boolean;
}

export function summaryOf(
  { curves, ...record }: RunRecord,
  known: Pick<RunSummary, 'id' | 'source' | 'measured'>,
): RunSummary {
  return { ...record, ...known, epochs: curves.epochs };
}

const most = { name: 120, notes: 20_000, tag: 40, tags: 20 };

/** As it is kept: without stray space, within bounds, each tag once. An empty name is no name: `fallback` stays. */
export function cleanAnnotation({ name, notes, tags }: Annotation, fallback: string): Annotation {
  const line = (text: string, length: number) => text.replace(/\s+/g, ' ').trim().slice(0, length);
  const words = tags.map((tag) => line(tag, most.tag)).filter((tag) => tag !== '');
  return {
    name: line(name, most.name) || line(fallback, most.name),
    notes: notes.trim().slice(0, most.notes),
    tags: [...new Set(words)].slice(0, most.tags),
  };
}
