/** Runs to what the library stores of them, and back. */
import { measurementsSchema, unmeasured, type Measurements } from '../data/measurements';
import { runCheckSchema } from '../data/run-check';
import type { RunEntry } from '../data/run-entry';
import { recordDocument, recordSchema, type RunRecord } from '../data/run-record';
import { parseJson } from '../lib/schema';
import { UserError } from '../lib/user-error';
import type { StoredCurves, StoredEntry, StoredMark, StoredParts } from './library-schema';

/** Checkpoints kept to fork from, besides the last one: spread over the run, however long it gets. */
export const forkLimit = 4;

/** of the documents; raise it when their form changes, and lift older ones in `entryOf` */
export const entryVersion = 1;

const none = new Float32Array();

export const noParts: StoredParts = { checkpoints: [], curves: 0, snapshots: 0, capsule: 0 };
export const unmeasuredText = textOf(unmeasured);

export function recordText(record: RunRecord): string {
  const { epochs } = record.curves;
  return JSON.stringify(recordDocument({ ...record, curves: { losses: none, accuracies: none, epochs } }));
}

export function textOf(measured: Measurements): string {
  return JSON.stringify(measured);
}

/** @throws UserError when it was stored by a newer version, or is damaged */
export function entryOf(entry: StoredEntry): RunEntry {
  const { record: text, measured, version, parts, check, underWay = false, ...stored } = entry;
  const { name } = stored;
  if (version > entryVersion) {
    throw new UserError(`"${name}" was kept by a newer version of SMM Explorer. Reload the page to get it.`);
  }
  const broken = `"${name}" can no longer be read. Delete it from the library.`;
  const { curves, ...record } = parseJson(recordSchema, text, broken);
  const { checkpoints, ...sizes } = parts;
  const all = [...Object.values(sizes), ...checkpoints.map(({ bytes }) => bytes)];
  return {
    ...stored,
    ...record,
    epochs: curves.epochs,
    measured: parseJson(measurementsSchema, measured, broken),
    bytes: all.reduce((sum, bytes) => sum + bytes, text.length + measured.length),
    underWay,
    check: check === undefined ? null : parseJson(runCheckSchema, check, broken),
    checkpoints: checkpoints.map(({ step, fork }) => ({ step, fork })),
    hasSnapshots: parts.snapshots > 0,
    hasWeights: parts.capsule > 0 || checkpoints.length > 0,
  };
}

/** The whole record again. */
export function recordOf(entry: RunEntry, curves: StoredCurves): RunRecord {
  const { config, classes, epochs, unprompted, seconds, result, provenance, fork } = entry;
  return {
    config,
    classes,
    curves: { ...curves, epochs },
    unprompted,
    seconds,
    result,
    provenance,
    ...(fork && { fork }),
  };
}

/** The same text for a run and for its capsule, whoever wrote either: all of its numbers but those by step. */
export function fingerprint(record: Omit<RunRecord, 'curves'> & Pick<RunEntry, 'epochs'>): string {
  const { config, classes, epochs, unprompted, seconds, result, provenance, fork } = record;
  return JSON.stringify(sorted({ config, classes, epochs, unprompted, seconds, result, provenance, fork }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}

/** The marks with one more, and the steps whose checkpoints go: the last one moves on, forks are bounded. */
export function withCheckpoint(
  marks: readonly StoredMark[],
  added: StoredMark,
): { readonly kept: readonly StoredMark[]; readonly dropped: readonly number[] } {
  const same = marks.find(({ step }) => step === added.step);
  const mark = { ...added, fork: added.fork || same?.fork === true };
  const others = marks.filter(({ step, fork }) => fork && step !== mark.step);
  const forks = spread(mark.fork ? [...others, mark] : others);
  const kept = mark.fork ? forks : [...forks, mark];
  kept.sort((a, b) => a.step - b.step);
  const dropped = marks.filter(({ step }) => kept.every((other) => other.step !== step));
  return { kept, dropped: dropped.map(({ step }) => step) };
}

/** At most as many as may be kept. Of those between the first and the newest the one goes whose step is least missed. */
function spread(forks: readonly StoredMark[]): StoredMark[] {
  const marks = [...forks].sort((a, b) => a.step - b.step);
  while (marks.length > forkLimit) {
    const gaps = marks.slice(1, -1).map((_, i) => marks[i + 2]!.step - marks[i]!.step);
    marks.splice(1 + gaps.indexOf(Math.min(...gaps)), 1);
  }
  return marks;
}
