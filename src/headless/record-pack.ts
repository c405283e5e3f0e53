import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BackboneFile } from '../data/backbone-file';
import { decodeCapsule, encodeCapsule } from '../data/capsule';
import type { Dataset } from '../data/dataset';
import { measurementsSchema, type Measurements } from '../data/measurements';
import { encodeRecordedLab, type PackedCopy, type PackedRun } from '../data/recorded-lab';
import { parseWith } from '../lib/schema';
import { UserError } from '../lib/user-error';
import { writeOut } from './assets';
import type { PlannedRun } from './record-plan';
import { variantLabel } from './recorder';
import { runId, type Recordings } from './recordings';

/** What the page's folder may take. */
const MOST_BYTES = 12 * 2 ** 20;

export const INDEX = 'lab.safetensors.gz';

export interface PackOptions {
  readonly plan: readonly PlannedRun[];
  readonly recordings: Recordings;
  readonly dataset: Dataset;
  readonly backboneFile: BackboneFile;
  /** ISO date */
  readonly date: string;
  readonly folder: string;
}

/**
 * Merges all recordings into what the page opens. Nothing is written before everything is known to be there and to fit.
 * @returns bytes written
 * @throws UserError when a run is missing or all is too large
 */
export async function packRecordings(options: PackOptions): Promise<number> {
  const { plan, dataset, backboneFile, date, folder } = options;
  const files = new Map<string, Uint8Array>();
  const runs: (PackedRun | PackedCopy)[] = [];
  const missing: string[] = [];
  for (const planned of inOrderOfVariants(plan)) {
    const pack = planned.sameAs === null ? packedRun : packedCopy;
    const run = await pack(planned, options, files);
    if (run) runs.push(run);
    else missing.push(runId(planned));
  }
  if (missing.length > 0) {
    throw new UserError(
      `${missing.length} of ${plan.length} runs are not recorded yet (${missing[0]}, …). Run \`record\` until it is done.`,
    );
  }
  const testCount = Math.min(dataset.test.count, plan[0]?.config.training.testLimit ?? Infinity);
  const sourceClasses = backboneFile.classes;
  const index = encodeRecordedLab({ packed: date, sourceClasses, testCount, runs });
  files.set(INDEX, gzipSync(index, { level: 9 }));
  const bytes = Array.from(files.values()).reduce((sum, { length }) => sum + length, 0);
  if (bytes > MOST_BYTES) {
    throw new UserError(
      `The recorded lab has ${(bytes / 2 ** 20).toFixed(1)} MB, and ${MOST_BYTES / 2 ** 20} MB is the most. Record fewer pictures.`,
    );
  }
  for (const [name, content] of files) await writeOut(join(folder, name), content);
  return bytes;
}

/** Seeds of a variant together, variants in the order of the plan. */
function inOrderOfVariants(plan: readonly PlannedRun[]): PlannedRun[] {
  const names = [...new Set(plan.map(({ name }) => name))];
  return names.flatMap((name) => plan.filter((run) => run.name === name));
}

/** @returns null where a part is missing */
async function packedRun(
  planned: PlannedRun,
  { recordings }: PackOptions,
  files: Map<string, Uint8Array>,
): Promise<PackedRun | null> {
  const stored = await recordings.read(planned, 'run');
  const measured = await measurementsOf(planned, recordings);
  const pictures = planned.pictures ? await recordings.read(planned, 'pictures') : null;
  if (!stored || !measured || (planned.pictures && !pictures)) return null;
  const { tensors, mapping, ...record } = decodeCapsule(stored);
  const id = runId(planned);
  const keep = (name: string, content: Uint8Array | null): string | null => {
    if (content) files.set(name, gzipSync(content, { level: 9 }));
    return content && name;
  };
  const weights = planned.pictures ? encodeCapsule({ ...record, tensors, mapping }, { half: true }) : null;
  return {
    id,
    label: variantLabel(planned.config.method),
    recorded: await recordings.date(planned, 'run'),
    record,
    measured,
    files: {
      pictures: keep(`${planned.name}.pictures.safetensors.gz`, pictures),
      weights: keep(`${planned.name}.weights.safetensors.gz`, weights),
    },
  };
}

/** @returns null where a part is missing */
async function packedCopy(planned: PlannedRun, { recordings }: PackOptions): Promise<PackedCopy | null> {
  const { config, sameAs } = planned;
  const { method } = config;
  const measured = await measurementsOf(planned, recordings);
  if (!measured) return null;
  const original = runId({ name: sameAs!, config });
  return {
    id: runId(planned),
    label: variantLabel(method),
    sameAs: original,
    method: { ...method },
    measured,
  };
}

/** @returns null where one that was planned is missing */
async function measurementsOf(planned: PlannedRun, recordings: Recordings): Promise<Measurements | null> {
  const found: Record<string, unknown> = {};
  for (const part of ['approximation', 'timing'] as const) {
    const bytes = planned[part] ? await recordings.read(planned, part) : null;
    if (planned[part] && !bytes) return null;
    found[part] = bytes && JSON.parse(new TextDecoder().decode(bytes));
  }
  return parseWith(measurementsSchema, found, 'What was measured is damaged; remove it and record again.');
}
