/**
 * A recorded run: what the page plays before anything is loaded, made by `smm train --record` from a real run and
 * from nothing else (record-run.ts writes it). Two files of the same form: `first` is small, `more` holds all.
 *
 * What is lossy, and by how much: masks and δ are bytes, scaled per sample and step (δ per step), so each value is
 * off by at most 1/254 of the largest magnitude beside it; probabilities are half precision (2⁻¹¹ relative).
 * Curves, accuracies, pictures and mapping are exact. r(x) is computed from the pictures, not stored.
 */
import type { Normalisation } from '../core/normalisation';
import { z } from '../lib/schema';
import { UserError } from '../lib/user-error';
import { dequantise } from './quantise';
import { resizedPictures, type NativePicture } from './resized-pictures';
import { readRunFile, type RunFileFormat } from './run-file';
import { recordSchema, type RunRecord } from './run-record';
import { documentWithSwitches } from './run-record-migrations';
import {
  expectTensor,
  floatsOf,
  integersOf,
  type Dtype,
  type SafetensorsFile,
  type StoredTensor,
} from './safetensors';
import type { SampleSet, ViewSnapshot } from './snapshot';
import { normalisationSchema } from './normalisation-schema';
import { pictureSize } from './stored-samples';

export interface RecordedRun extends RunRecord {
  /** short name on curves and in tables, e.g. `SMM` */
  readonly label: string;
  /** ISO date of the recording */
  readonly recorded: string;
  readonly stepsPerEpoch: number;
  /** pictures behind each test accuracy */
  readonly testCount: number;
  /** of the backbone: how r(x) follows from a picture */
  readonly normalisation: Normalisation;
  /** names by index; '' for those that this file does not need */
  readonly sourceClasses: readonly string[];
  readonly samples: SampleSet;
  /** ascending by step */
  readonly snapshots: readonly ViewSnapshot[];
}

/** Source classes kept for each sample and step. */
export const TOP = 5;

const text = z.string().check(z.maxLength(200));
const whole = z.int().check(z.minimum(0), z.maximum(10_000_000));
const steps = z.array(whole).check(z.maxLength(1000));
const recordedSchema = z.object({
  /** without the per-step curves, which are tensors here */
  record: recordSchema,
  label: text,
  recorded: text,
  stepsPerEpoch: whole,
  testCount: whole,
  normalisation: normalisationSchema,
  sourceClassCount: whole.check(z.minimum(1), z.maximum(100_000)),
  sourceClasses: z.array(z.tuple([whole, text])).check(z.maxLength(100_000)),
  sampleIds: z.array(text).check(z.minLength(1), z.maxLength(64)),
  side: whole.check(z.minimum(1), z.maximum(384)),
  steps: steps.check(z.minLength(1)),
  /** steps whose δ is stored, and those at which it is exactly zero */
  patternSteps: steps,
  zeroPatternSteps: steps,
});
export type RecordedDocument = z.infer<typeof recordedSchema>;

export const RECORDED: RunFileFormat<typeof recordedSchema> = {
  format: 'smm-recorded-run',
  what: 'The recorded run',
  version: 2,
  schema: recordedSchema,
  migrations: { 1: documentWithSwitches },
};

/** @throws UserError when the file is damaged, of another kind or of a newer version */
export function decodeRecordedRun(bytes: Uint8Array<ArrayBuffer>): RecordedRun {
  const { document, file } = readRunFile(RECORDED, bytes);
  const { record, label, recorded, stepsPerEpoch, testCount, normalisation } = document;
  const { sourceClassCount } = document;
  const sourceClasses = new Array<string>(sourceClassCount).fill('');
  for (const [index, name] of document.sourceClasses) {
    if (index < sourceClassCount) sourceClasses[index] = name;
  }
  const curve = (name: string): Float32Array<ArrayBuffer> => floatsOf(tensorOf(file, name, 'F32', [-1]));
  const curves = { ...record.curves, losses: curve('losses'), accuracies: curve('accuracies') };
  return {
    ...record,
    curves,
    label,
    recorded,
    stepsPerEpoch,
    testCount,
    normalisation,
    sourceClasses,
    samples: readSamples(document, file),
    snapshots: readSnapshots(document, file),
  };
}

function tensorOf(file: SafetensorsFile, name: string, dtype: Dtype, shape: readonly number[]): StoredTensor {
  return expectTensor(file, name, { dtype, shape, what: RECORDED.what });
}

function readSamples({ sampleIds, side, normalisation }: RecordedDocument, file: SafetensorsFile): SampleSet {
  const count = sampleIds.length;
  const stored = tensorOf(file, 'natives', 'U8', [count, -1, -1, -1]);
  const [, height = 0, width = 0, channels = 0] = stored.shape;
  const picture = pictureSize({ height, width, channels }, RECORDED.what);
  const size = height * width * channels;
  const natives = sampleIds.map((_, sample): NativePicture => {
    const data = stored.bytes.subarray(sample * size, (sample + 1) * size);
    return { ...picture, data };
  });
  return {
    ids: sampleIds,
    labels: integersOf(tensorOf(file, 'labels', 'I32', [count])),
    natives,
    side,
    normalisation,
    resized: resizedPictures(natives, { side, normalisation }),
    frame: file.tensors.has('frame') ? tensorOf(file, 'frame', 'U8', [side, side]).bytes : null,
  };
}

function readSnapshots(document: RecordedDocument, file: SafetensorsFile): ViewSnapshot[] {
  const { steps, sampleIds, sourceClassCount } = document;
  const [total, count, classes] = [steps.length, sampleIds.length, document.record.classes.length];
  const epochs = integersOf(tensorOf(file, 'epochs', 'I32', [total]));
  const targets = floatsOf(tensorOf(file, 'targets', 'F16', [total, count, classes]));
  const probabilities = floatsOf(tensorOf(file, 'source_probabilities', 'F16', [total, count, TOP]));
  const sourceClasses = integersOf(tensorOf(file, 'source_classes', 'I32', [total, count, TOP]));
  const mappings = integersOf(tensorOf(file, 'mappings', 'I32', [total, classes]));
  const unknown = (sourceClass: number) => sourceClass < 0 || sourceClass >= sourceClassCount;
  if (sourceClasses.some(unknown) || mappings.some(unknown)) {
    throw new UserError('The recorded run is damaged: it names a source class that does not exist.');
  }
  const masks = file.tensors.has('masks')
    ? readBytes(file, 'masks', { blocks: [total, count], shape: [-1, -1, 3] })
    : null;
  const patternAt = readPatterns(document, file);
  const part = <Values extends Float32Array | Int32Array>(values: Values, index: number): Values =>
    values.slice((index * values.length) / total, ((index + 1) * values.length) / total) as Values;
  return steps.map((step, index) => ({
    step,
    epoch: epochs[index]!,
    masks: masks && part(masks, index),
    ...patternAt(step),
    targets: part(targets, index),
    sourceClasses: part(sourceClasses, index),
    sourceProbabilities: part(probabilities, index),
    mapping: part(mappings, index),
  }));
}

/** δ of each step: its own where it was kept, otherwise the one of the nearest step, which is then named. */
function readPatterns(
  { side, patternSteps, zeroPatternSteps }: RecordedDocument,
  file: SafetensorsFile,
): (step: number) => Pick<ViewSnapshot, 'pattern' | 'patternStep'> {
  const size = side * side * 3;
  const stored =
    patternSteps.length > 0
      ? readBytes(file, 'patterns', { blocks: [patternSteps.length], shape: [side, side, 3] })
      : new Float32Array();
  const zero = new Float32Array(size);
  const patterns = [
    ...patternSteps.map((step, i) => ({ step, pattern: stored.subarray(i * size, (i + 1) * size) })),
    ...zeroPatternSteps.map((step) => ({ step, pattern: zero })),
  ];
  return (step) => {
    if (patterns.length === 0) return { pattern: null };
    const nearest = patterns.reduce((a, b) => (Math.abs(b.step - step) < Math.abs(a.step - step) ? b : a));
    return nearest.step === step
      ? { pattern: nearest.pattern }
      : { pattern: nearest.pattern, patternStep: nearest.step };
  };
}

/** Values stored as bytes with one scale for each block: `name` [...blocks, ...shape] and `name_scale` [...blocks]. */
function readBytes(
  file: SafetensorsFile,
  name: string,
  { blocks, shape }: { readonly blocks: readonly number[]; readonly shape: readonly number[] },
): Float32Array {
  const stored = tensorOf(file, name, 'I8', [...blocks, ...shape]).bytes;
  const scales = floatsOf(tensorOf(file, `${name}_scale`, 'F32', blocks));
  const bytes = new Int8Array(stored.buffer, stored.byteOffset, stored.length);
  const values = new Float32Array(bytes.length);
  const size = bytes.length / scales.length;
  scales.forEach((scale, block) => {
    const start = block * size;
    values.set(dequantise({ bytes: bytes.subarray(start, start + size), scale }), start);
  });
  return values;
}
