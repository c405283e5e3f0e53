/**
 * What the page showed of a run, small enough to keep for every run: masks, δ and answers at a few steps. Lossy as a
 * recorded run is: masks and δ in bytes, scaled per picture and per δ, answers in half precision. A person's own
 * pictures are left out: nothing of them is written to disk.
 */
import { evenly } from '../lib/evenly';
import { packHalf } from '../lib/half-float';
import { z } from '../lib/schema';
import { readRunFile, writeRunFile, type RunFileFormat } from './run-file';
import {
  expectTensor,
  floatsOf,
  integersOf,
  type Dtype,
  type SafetensorsFile,
  type WritableTensor,
} from './safetensors';
import { readScaledBytes, scaledBytes } from './scaled-bytes';
import type { SampleSet, ViewSnapshot } from './snapshot';
import { readSamples, sampleFields, storedSamples } from './stored-samples';

/** A snapshot and the samples that its rows belong to. */
export interface SeenSnapshot extends ViewSnapshot {
  readonly sampleIds: readonly string[];
}

export interface SeenRun {
  readonly samples: SampleSet;
  /** ascending by step */
  readonly snapshots: readonly SeenSnapshot[];
}

/** What one run keeps at most; a class-specific δ is ten times as large, so that there are fewer of it. */
export const KEPT = { snapshots: 16, patterns: 5, patternBytes: 300_000 } as const;

const whole = z.int().check(z.minimum(0), z.maximum(10_000_000));
const schema = z.object({
  ...sampleFields,
  snapshots: z
    .array(
      z.object({
        step: whole,
        epoch: whole,
        /** indices into sampleIds */
        samples: z.array(whole).check(z.maxLength(1000)),
        hasMasks: z.boolean(),
        /** index of the snapshot whose δ is nearest, itself perhaps; null without a pattern */
        pattern: z.nullable(whole),
      }),
    )
    .check(z.maxLength(64)),
});
type SeenDocument = z.infer<typeof schema>;

const FORMAT: RunFileFormat<typeof schema> = {
  format: 'smm-view-snapshots',
  what: 'What was kept of this run’s pictures',
  version: 1,
  schema,
  migrations: {},
};

/** @returns null where nothing can be kept: no picture of the dataset was in view, or the run diverged at once */
export function encodeViewSnapshots({ samples, snapshots }: SeenRun): Uint8Array<ArrayBuffer> | null {
  const kept = samples.ids.flatMap((id, index) => (id.startsWith('own/') ? [] : [index]));
  const sampleIds = kept.map((index) => samples.ids[index]!);
  const chosen = evenly(
    snapshots.flatMap((snapshot) => ofSamples(snapshot, sampleIds, samples.side) ?? []),
    KEPT.snapshots,
  );
  if (chosen.length === 0) return null;
  const patterns = patternsOf(chosen);
  const set = storedSamples(samples, kept);
  return writeRunFile(FORMAT, {
    document: {
      ...set.fields,
      snapshots: chosen.map((snapshot) => ({
        step: snapshot.step,
        epoch: snapshot.epoch,
        samples: snapshot.sampleIds.map((id) => sampleIds.indexOf(id)),
        hasMasks: snapshot.masks !== null,
        pattern: snapshot.pattern && nearest(chosen, patterns, snapshot),
      })),
    } satisfies SeenDocument,
    tensors: {
      ...set.tensors,
      ...Object.fromEntries(chosen.flatMap((snapshot, i) => snapshotTensors(snapshot, i))),
      ...Object.fromEntries(patterns.flatMap((i) => scaledBytes(`${i}.pattern`, chosen[i]!.pattern!, 1))),
    },
  });
}

/** @throws UserError when the bytes are damaged, of another kind or of a newer version */
export function decodeViewSnapshots(bytes: Uint8Array<ArrayBuffer>): SeenRun {
  const { document, file } = readRunFile(FORMAT, bytes);
  const { sampleIds, snapshots } = document;
  const scaled = (name: string) => readScaledBytes(file, name, FORMAT.what);
  const own = new Set(snapshots.flatMap(({ pattern }) => pattern ?? []));
  const patterns = new Map(Array.from(own, (i) => [i, scaled(`${i}.pattern`)]));
  return {
    samples: readSamples(file, document, FORMAT.what),
    snapshots: snapshots.map(({ step, epoch, samples, hasMasks, pattern: from }, i) => ({
      step,
      epoch,
      sampleIds: samples.flatMap((index) => sampleIds[index] ?? []),
      masks: hasMasks ? scaled(`${i}.masks`) : null,
      pattern: from === null ? null : (patterns.get(from) ?? null),
      ...(from === null || from === i ? {} : { patternStep: snapshots[from]?.step ?? step }),
      targets: floatsOf(tensor(file, `${i}.targets`, 'F16')),
      sourceClasses: integersOf(tensor(file, `${i}.source_classes`, 'I32')),
      sourceProbabilities: floatsOf(tensor(file, `${i}.source_probabilities`, 'F16')),
      mapping: integersOf(tensor(file, `${i}.mapping`, 'I32')),
    })),
  };
}

type Tensors = readonly (readonly [name: string, tensor: WritableTensor])[];

/** The snapshot's rows of these samples; null where it has none of them, or a value left the numbers. */
function ofSamples(snapshot: SeenSnapshot, wanted: readonly string[], side: number): SeenSnapshot | null {
  const { sampleIds, masks, pattern } = snapshot;
  const rows = sampleIds.flatMap((id, row) => (wanted.includes(id) ? [row] : []));
  const finite = [masks, pattern].every((values) => values?.every(Number.isFinite) ?? true);
  if (rows.length === 0 || !finite) return null;
  const part = <Values extends Float32Array | Int32Array>(values: Values): Values => {
    const size = values.length / sampleIds.length;
    const result = values.slice(0, rows.length * size) as Values;
    rows.forEach((row, i) => result.set(values.subarray(row * size, (row + 1) * size), i * size));
    return result;
  };
  return {
    ...snapshot,
    sampleIds: rows.map((row) => sampleIds[row]!),
    masks: masks && part(masks),
    // where each sample has a δ of its own, a person’s picture could be found in theirs
    pattern: pattern && (pattern.length > side * side * 3 ? part(pattern) : pattern),
    targets: part(snapshot.targets),
    sourceClasses: part(snapshot.sourceClasses),
    sourceProbabilities: part(snapshot.sourceProbabilities),
  };
}

/** Indices of the snapshots that keep their δ. */
function patternsOf(snapshots: readonly SeenSnapshot[]): readonly number[] {
  const own = snapshots.flatMap(({ pattern, step, patternStep = step }, i) =>
    pattern && patternStep === step ? [{ i, bytes: pattern.length }] : [],
  );
  const largest = Math.max(1, ...own.map(({ bytes }) => bytes));
  const room = Math.max(1, Math.floor(KEPT.patternBytes / largest));
  return evenly(own, Math.min(KEPT.patterns, room)).map(({ i }) => i);
}

function nearest(
  snapshots: readonly SeenSnapshot[],
  patterns: readonly number[],
  { step }: SeenSnapshot,
): number | null {
  const distance = (i: number) => Math.abs(snapshots[i]!.step - step);
  return patterns.reduce<number | null>(
    (best, i) => (best === null || distance(i) < distance(best) ? i : best),
    null,
  );
}

function snapshotTensors(snapshot: SeenSnapshot, i: number): Tensors {
  const { masks, sampleIds, targets, sourceClasses, sourceProbabilities, mapping } = snapshot;
  const half = (values: Float32Array): WritableTensor => ({
    dtype: 'F16',
    shape: [values.length],
    data: packHalf(values),
  });
  const integers = (data: Int32Array): WritableTensor => ({ dtype: 'I32', shape: [data.length], data });
  return [
    ...(masks ? scaledBytes(`${i}.masks`, masks, sampleIds.length) : []),
    [`${i}.targets`, half(targets)],
    [`${i}.source_classes`, integers(sourceClasses)],
    [`${i}.source_probabilities`, half(sourceProbabilities)],
    [`${i}.mapping`, integers(mapping)],
  ];
}

function tensor(file: SafetensorsFile, name: string, dtype: Dtype) {
  return expectTensor(file, name, { dtype, shape: [-1], what: FORMAT.what });
}
