/**
 * What a run was asked when it was recorded (data/inspection.ts): what `smm inspect --out` writes and the page reads
 * where no engine is loaded.
 *
 * What is lossy, and by how much. The coarse mask, the last block before it, and what a step makes of a mask and of
 * probabilities are half precision (2⁻¹¹ relative). The others are whole numbers with a scale for each, off by at most
 * a part of the largest magnitude in it: strengths and the pixels' account of a logit from −127 to 127 (1/254),
 * gradients and changes of δ from −31 to 31 (1/62), earlier blocks, which are only looked at, from −15 to 15 for each
 * channel (1/30). Weights of the last convolution, logits, sums of accounts, counts, norms and losses are exact. r(x) is
 * left out: it stands on the bench.
 *
 * Version 1 kept gradients and all maps from −31 to 31: too coarse to be read as numbers, and not to be lifted.
 */
import type { RunConfig } from '../core/method-config';
import { z } from '../lib/schema';
import { UserError } from '../lib/user-error';
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
  version: 2,
  schema,
  migrations: { 1: tooCoarse },
};

function tooCoarse(): never {
  throw new UserError(
    'The recorded inspection was made by an older version of SMM Explorer. Make it anew with `smm inspect`.',
  );
}

export function encodeInspection({ answers, ...origin }: RecordedInspection): Uint8Array<ArrayBuffer> {
  const shelf = new TensorShelf();
  const document = { ...origin, answers: answers.map((answer) => entryOf(answer, shelf)) };
  return writeRunFile(INSPECTION, { document, tensors: shelf.tensors });
}

/** Answers that are decoded at once: the largest take some milliseconds each. */
const atOnce = 4;

/**
 * The same with others at work in between: a hundred maps at once would hold the page.
 * @param pause resolves when it may go on
 * @throws UserError when the file is damaged, of another kind or of a newer version
 */
export async function decodeInspectionInTurn(
  bytes: Uint8Array<ArrayBuffer>,
  pause: () => Promise<void>,
): Promise<RecordedInspection> {
  const { document, file } = readRunFile(INSPECTION, bytes);
  const { answers, ...origin } = document;
  const decoded: StoredAnswer[] = [];
  while (decoded.length < answers.length) {
    await pause();
    decoded.push(...answersOf(answers.slice(decoded.length, decoded.length + atOnce), file, INSPECTION.what));
  }
  await pause();
  return { ...origin, answers: decoded };
}

/** @throws UserError when the file is damaged, of another kind or of a newer version */
export function decodeInspection(bytes: Uint8Array<ArrayBuffer>): RecordedInspection {
  const { document, file } = readRunFile(INSPECTION, bytes);
  const { answers, ...origin } = document;
  return { ...origin, answers: answersOf(answers, file, INSPECTION.what) };
}
