/**
 * What a run was asked when it was recorded (data/inspection.ts): what `smm inspect --out` writes and the page reads
 * where no engine is loaded.
 *
 * What is lossy, and by how much: maps, saliencies, gradients and changes of δ are whole numbers from −31 to 31 with a
 * scale for each (for each channel of a map), so each value is off by at most 1/62 of the largest magnitude in it; what
 * a step makes of a mask and of probabilities is half precision (2⁻¹¹ relative). Weights of the last convolution,
 * logits, counts, norms and losses are exact.
 */
import type { RunConfig } from '../core/method-config';
import { z } from '../lib/schema';
import { readRunFile, writeRunFile, type RunFileFormat } from './run-file';
import type { Provenance } from './run-record';
import { answersOf, entryOf, inspectionSchema, type StoredAnswer } from './stored-inspections';
import { TensorShelf } from './tensor-shelf';

export interface RecordedInspection {
  readonly answers: readonly StoredAnswer[];
  /** that the run stood at */
  readonly step: number;
  /** name of the dataset */
  readonly data: RunConfig['data'];
  /** ISO date */
  readonly recorded: string;
  readonly provenance: Provenance;
}

const words = z.string().check(z.maxLength(200));
const schema = z.object({
  data: words,
  recorded: words,
  step: z.int().check(z.minimum(0), z.maximum(10_000_000)),
  provenance: z.object({
    dataHash: words,
    backboneHash: words,
    device: words,
    versions: z.record(words, words),
  }),
  answers: z.array(inspectionSchema).check(z.maxLength(2000)),
});

const INSPECTION: RunFileFormat<typeof schema> = {
  format: 'smm-inspection',
  what: 'The recorded inspection',
  version: 1,
  schema,
  migrations: {},
};

export function encodeInspection({ answers, ...origin }: RecordedInspection): Uint8Array<ArrayBuffer> {
  const shelf = new TensorShelf();
  const document = { ...origin, answers: answers.map((answer) => entryOf(answer, shelf)) };
  return writeRunFile(INSPECTION, { document, tensors: shelf.tensors });
}

/** @throws UserError when the file is damaged, of another kind or of a newer version */
export function decodeInspection(bytes: Uint8Array<ArrayBuffer>): RecordedInspection {
  const { document, file } = readRunFile(INSPECTION, bytes);
  const { answers, ...origin } = document;
  return { ...origin, answers: answersOf(answers, file, INSPECTION.what) };
}
