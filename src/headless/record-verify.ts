/** Re-runs the beginning of recorded runs and compares it bit for bit. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeRecordedLab, type LabRun } from '../data/recorded-lab';
import { createRandom } from '../lib/random';
import { UserError } from '../lib/user-error';
import { beginRun, type Task } from '../training/begin-run';
import { RunControl } from '../training/control';
import { SampleViewer } from '../training/sample-viewer';
import { SamplesInView } from '../training/samples-in-view';
import { trainRun } from '../training/trainer';
import { breathe } from './breathe';
import { INDEX } from './record-pack';

/** @throws UserError when nothing has been packed there */
export async function readLab(folder: string): Promise<readonly LabRun[]> {
  const bytes = await readFile(join(folder, INDEX)).catch(() => null);
  if (!bytes) throw new UserError(`There is no recorded lab in ${folder}. Make it with \`record --pack\`.`);
  return decodeRecordedLab(Uint8Array.from(gunzipSync(bytes))).runs;
}

/** Runs that were trained, in an order that follows from the seed; the first `count`. */
export function drawRuns(
  runs: readonly LabRun[],
  { count, seed }: { count: number; seed: number },
): LabRun[] {
  const trained = runs.filter(({ sameAs, epochs }) => sameAs === null && epochs.length > 0);
  const order = createRandom(seed, 'record --verify').permutation(trained.length);
  return Array.from(order.slice(0, count), (index) => trained[index]!);
}

export interface Verification {
  readonly id: string;
  /** what is not the same; empty = the same bits */
  readonly differences: readonly string[];
}

/** @throws UserError when the recorded run was made of other data or another network */
export async function verifyRun(recorded: LabRun, task: Task): Promise<Verification> {
  const { id, config, provenance } = recorded;
  if (provenance.dataHash !== task.dataset.hash || provenance.backboneHash !== task.backboneHash) {
    throw new UserError(
      `${id} was recorded with other data or another network than are here. Record it anew.`,
    );
  }
  const run = beginRun(task, { id, config, checkpoint: null });
  const control = new RunControl();
  const viewer = new SampleViewer({ ...task, run, view: new SamplesInView(task.dataset) });
  const clock = () => performance.now();
  for await (const event of trainRun(run, { ...task, control, viewer, clock, breathe, backend: '' })) {
    if (event.type === 'epoch') control.stop();
  }
  const differences = firstEpochDifferences(recorded, run);
  run.dispose();
  run.method.dispose();
  return { id, differences };
}

type Trained = Pick<LabRun, 'epochs'> & {
  readonly losses: ArrayLike<number>;
  readonly accuracies: ArrayLike<number>;
};

function firstEpochDifferences({ epochs, curves }: LabRun, again: Trained): string[] {
  const [expected, found] = [epochs[0]!, again.epochs[0]];
  if (!found) return ['the epoch did not end'];
  const same = (one: ArrayLike<number>, other: ArrayLike<number>) =>
    one.length >= found.step &&
    other.length === found.step &&
    Array.from(other).every((value, i) => Math.fround(value) === one[i]);
  const equal = {
    losses: same(curves.losses, again.losses),
    'training accuracies': same(curves.accuracies, again.accuracies),
    'label mapping': expected.mapping.join() === found.mapping.join(),
    'test accuracy': expected.testAccuracy === found.testAccuracy,
    batches: expected.batchHash === found.batchHash,
  };
  return Object.entries(equal).flatMap(([what, is]) => (is ? [] : [what]));
}
