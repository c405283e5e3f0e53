/**
 * A checkpoint: a capsule's content and what it takes to go on from that step bit for bit (Adam's moments, the
 * random streams). Batches and crops follow from seed and epoch (batches.ts), so the step says where they stand, also
 * in the middle of an epoch.
 */
import type { RandomState } from '../lib/random';
import { z } from '../lib/schema';
import { readMapping, readState, storedMapping, storedState, type Capsule } from './capsule';
import { recordDocument, recordSchema } from './run-record';
import { documentWithSwitches } from './run-record-migrations';
import { readRunFile, writeRunFile, type RunFileFormat } from './run-file';
import type { ShapedValues } from './tensor-layout';

export interface Checkpoint extends Capsule {
  /** optimiser steps done */
  readonly step: number;
  /** seconds of training steps in the epoch under way */
  readonly epochSeconds: number;
  /** Adam's first and second moments of each trained tensor, device layout; empty where nothing is trained */
  readonly moments: {
    readonly first: Readonly<Record<string, ShapedValues>>;
    readonly second: Readonly<Record<string, ShapedValues>>;
  };
  /** where each random stream stands, by its name */
  readonly random: Readonly<Record<string, RandomState>>;
}

const word = z.int().check(z.minimum(0), z.maximum(0xffffffff));
const checkpointSchema = z.object({
  record: recordSchema,
  step: z.int().check(z.nonnegative()),
  /** earlier checkpoints were taken between epochs only */
  epochSeconds: z._default(z.number(), 0),
  random: z.record(z.string().check(z.maxLength(200)), z.tuple([word, word, word, word])),
});

const CHECKPOINT: RunFileFormat<typeof checkpointSchema> = {
  format: 'smm-checkpoint',
  what: 'The checkpoint',
  version: 2,
  schema: checkpointSchema,
  migrations: { 1: documentWithSwitches },
};

const STATE = 'state.';
const FIRST = 'adam.first.';
const SECOND = 'adam.second.';

export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  const { step, epochSeconds, random, moments, tensors, mapping } = checkpoint;
  return writeRunFile(CHECKPOINT, {
    document: { record: recordDocument(checkpoint), step, epochSeconds, random },
    tensors: {
      ...storedState(tensors, STATE),
      ...storedState(moments.first, FIRST),
      ...storedState(moments.second, SECOND),
      mapping: storedMapping(mapping),
    },
  });
}

/** @throws UserError when the file is damaged, of another kind or of a newer version */
export function decodeCheckpoint(bytes: Uint8Array<ArrayBuffer>): Checkpoint {
  const { document, file } = readRunFile(CHECKPOINT, bytes);
  const { record, step, epochSeconds, random } = document;
  return {
    ...record,
    step,
    epochSeconds,
    random,
    tensors: readState(file, STATE),
    moments: { first: readState(file, FIRST), second: readState(file, SECOND) },
    mapping: readMapping(file, record.config.method.classes),
  };
}
