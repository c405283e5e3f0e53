/** Capsules that lie in a folder of results: whether each is what the sweep wrote, and what it says of its run. */
import { blocks } from '../core/ablation/registry';
import { decodeCapsule } from '../data/capsule';
import { variantKey } from '../data/choices';
import { unmeasured } from '../data/measurements';
import type { MeasuredRun } from '../data/metrics';
import type { ResultRow } from '../data/results/result-columns';
import { readAbout } from '../data/results/about-run';
import { summaryOf } from '../data/run-entry';
import { headerEnd, parseHeader } from '../data/safetensors';
import { sha256 } from '../lib/sha256';
import { UserError } from '../lib/user-error';

export interface GivenCapsule {
  readonly file: File;
  /** what the sweep says of how it was made, with the hash of its bytes; null where no such file lies beside */
  readonly about: File | null;
}

/** a run of the largest side with a pattern for each of a thousand classes is smaller */
const LARGEST = 256 * 2 ** 20;
const LARGEST_ABOUT = 2 ** 16;

/**
 * All bytes of a capsule, which are those that the sweep wrote where it says what they were.
 * @throws UserError where they are not
 */
export async function wholeCapsule({ file, about }: GivenCapsule): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > LARGEST) {
    throw new UserError(`No run capsule is as large as this file (${file.size} bytes). It is left out.`);
  }
  const bytes = await bytesOf(file);
  if (about && sha256([bytes]) !== (await hashIn(about))) {
    throw new UserError(
      'Its bytes are not those that the sweep wrote: it is damaged, or another file lies in its place. It is left out; `smm sweep run` makes it again.',
    );
  }
  return bytes;
}

async function hashIn(about: File): Promise<string> {
  const unread = `What says how it was made (${about.name}) cannot be read, so nothing tells whether it is whole. It is left out.`;
  if (about.size > LARGEST_ABOUT) throw new UserError(unread);
  const text = new TextDecoder().decode(await bytesOf(about));
  try {
    return readAbout(text, unread).capsule;
  } catch (error) {
    // where exactly it is broken helps nobody here
    throw error instanceof UserError ? new UserError(unread) : error;
  }
}

/** Whether a file begins like a capsule and is as long as it says; its bytes are compared when it is opened. */
export async function checkHeader(file: File): Promise<void> {
  const what = 'The run capsule';
  const head = headerEnd(await bytesOf(file.slice(0, 8)), what);
  parseHeader(await bytesOf(file.slice(0, head)), { total: file.size, what });
}

/** @throws UserError where it is no capsule */
export function runIn(bytes: Uint8Array<ArrayBuffer>, id: string): MeasuredRun {
  const { tensors, mapping, ...record } = decodeCapsule(bytes);
  // weights are what makes a capsule large, and no table shows them
  void [tensors, mapping];
  return { ...summaryOf(record, { id, source: 'imported', measured: unmeasured }), losses: null };
}

/**
 * A file's name is all that ties a capsule to a row where nothing says what its bytes were: what is in it must be of
 * that row.
 * @throws UserError where it is another run's
 */
export function checkCapsuleOf(row: ResultRow, bytes: Uint8Array<ArrayBuffer>): void {
  const run = runIn(bytes, '');
  const { config, provenance } = run;
  const same =
    provenance.dataHash === row.data_hash &&
    provenance.backboneHash === row.backbone_hash &&
    config.training.seed === row.seed &&
    variantKey(run, blocks) === row.variant;
  if (same) return;
  throw new UserError(
    'The capsule under this run’s name is another run’s: its data, network, variant or seed is not what the table says. Put the sweep’s own folder back, and open it again.',
  );
}

/** @throws UserError where the file has gone meanwhile */
export async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new UserError('The file can no longer be read: it was changed or moved. Choose it again.');
  }
}
