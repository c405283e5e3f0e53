/**
 * The recorded lab: every variant of the plan, run by `smm record` and by nothing else, packed for the page to open
 * with no engine loaded. One index holds all numbers and curves; beside it lie, for the first seed of each variant,
 * what was seen of it (view-snapshots.ts) and its final weights in half precision (capsule.ts).
 */
import { z } from '../lib/schema';
import { UserError } from '../lib/user-error';
import { measurementsSchema, type Measurements } from './measurements';
import { summaryOf, type RunSummary } from './run-entry';
import { readRunFile, writeRunFile, type RunFileFormat } from './run-file';
import { recordDocument, recordSchema, type RunCurves, type RunRecord } from './run-record';
import { expectTensor, floatsOf, type SafetensorsFile, type WritableTensor } from './safetensors';

export interface RecordedLab {
  /** ISO date of the packing */
  readonly packed: string;
  /** names of all source classes, by index */
  readonly sourceClasses: readonly string[];
  /** pictures behind each test accuracy */
  readonly testCount: number;
  /** in the order of the plan, seeds of a variant together */
  readonly runs: readonly LabRun[];
}

export interface LabRun extends RunSummary {
  /** what differs from SMM as published, or `SMM` */
  readonly label: string;
  /** ISO date */
  readonly recorded: string;
  readonly curves: RunCurves;
  /** id of the run whose numbers these are, since here the variant computes the very same; null = its own */
  readonly sameAs: string | null;
  /** files beside the index, each under gzip; null where there is none */
  readonly files: { readonly pictures: string | null; readonly weights: string | null };
}

/** What goes into the index: the parts of a LabRun that do not follow from the others. */
export type PackedRun = Pick<LabRun, 'id' | 'label' | 'recorded' | 'files'> & {
  readonly record: RunRecord;
  readonly measured: Measurements;
};

/** A variant that computes the very same as another on this task. */
export interface PackedCopy {
  readonly id: string;
  readonly label: string;
  readonly sameAs: string;
  readonly method: Readonly<Record<string, unknown>>;
  /** what it costs is its own */
  readonly measured: Measurements;
}

const text = z.string().check(z.maxLength(200));
const file = z.nullable(z.string().check(z.regex(/^[a-z0-9.-]{1,120}$/)));
const ownRun = z.object({
  id: text,
  label: text,
  recorded: text,
  files: z.object({ pictures: file, weights: file }),
  /** without the per-step curves, which are tensors */
  record: recordSchema,
  measured: measurementsSchema,
});
const copiedRun = z.object({
  id: text,
  label: text,
  sameAs: text,
  method: z.record(text, z.unknown()),
  measured: measurementsSchema,
});
const labSchema = z.object({
  packed: text,
  sourceClasses: z.array(text).check(z.maxLength(100_000)),
  testCount: z.int().check(z.positive()),
  runs: z.array(z.union([copiedRun, ownRun])).check(z.maxLength(2000)),
});

const LAB: RunFileFormat<typeof labSchema> = {
  format: 'smm-recorded-lab',
  what: 'The recorded lab',
  version: 1,
  schema: labSchema,
  migrations: {},
};

export interface PackedLab extends Omit<RecordedLab, 'runs'> {
  readonly runs: readonly (PackedRun | PackedCopy)[];
}

export function encodeRecordedLab({ runs, ...about }: PackedLab): Uint8Array<ArrayBuffer> {
  const none = new Float32Array();
  const own = runs.filter((run) => 'record' in run);
  const documents = runs.map((run) => {
    if (!('record' in run)) return run;
    const { record, ...rest } = run;
    const curves = { ...record.curves, losses: none, accuracies: none };
    return { ...rest, record: recordDocument({ ...record, curves }) };
  });
  const curve = (data: Float32Array): WritableTensor => ({ dtype: 'F32', shape: [data.length], data });
  return writeRunFile(LAB, {
    document: { ...about, runs: documents },
    tensors: Object.fromEntries(
      own.flatMap(({ id, record: { curves } }) => [
        [`${id}.losses`, curve(curves.losses)],
        [`${id}.accuracies`, curve(curves.accuracies)],
      ]),
    ),
  });
}

/** @throws UserError when the file is damaged, of another kind or of a newer version */
export function decodeRecordedLab(bytes: Uint8Array<ArrayBuffer>): RecordedLab {
  const { document, file: stored } = readRunFile(LAB, bytes);
  const { runs, ...about } = document;
  const own = new Map(runs.flatMap((run) => ('record' in run ? [[run.id, ownLabRun(run, stored)]] : [])));
  return { ...about, runs: runs.map((run) => own.get(run.id) ?? copiedLabRun(run as PackedCopy, own)) };
}

function ownLabRun(
  { id, label, recorded, files, record, measured }: z.infer<typeof ownRun>,
  stored: SafetensorsFile,
): LabRun {
  const curve = (name: string) =>
    floatsOf(expectTensor(stored, `${id}.${name}`, { dtype: 'F32', shape: [-1], what: LAB.what }));
  const curves = { ...record.curves, losses: curve('losses'), accuracies: curve('accuracies') };
  const summary = summaryOf({ ...record, curves }, { id, source: 'recorded', measured });
  return { ...summary, label, recorded, files, curves, sameAs: null };
}

/** Its numbers are the other's, but for what it costs. */
function copiedLabRun(
  { id, label, sameAs, method, measured }: PackedCopy,
  own: ReadonlyMap<string, LabRun>,
): LabRun {
  const original = own.get(sameAs);
  if (!original) {
    throw new UserError(`${LAB.what} is damaged: a run stands for another one that it does not hold.`);
  }
  const config = { ...original.config, method: { ...original.config.method, ...method } };
  return { ...original, id, label, config, sameAs, measured };
}
