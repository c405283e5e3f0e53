/** All finished runs of a sweep in one table: results.parquet and results.csv, beside the capsules. */
import { group } from 'd3-array';
import { blocks } from '../../core/ablation/registry';
import { variantKey } from '../../data/choices';
import { decodeCapsule } from '../../data/capsule';
import { unmeasured, type Measurements } from '../../data/measurements';
import type { MeasuredRun } from '../../data/metrics';
import type { ResultRow } from '../../data/results/result-columns';
import { resultRow, type RowFacts } from '../../data/results/result-row';
import { resultsCsv } from '../../data/results/results-csv';
import { resultsParquet } from '../../data/results/results-parquet';
import { summaryOf } from '../../data/run-entry';
import type { RunRecord } from '../../data/run-record';
import { runSetting } from '../../data/run-setting';
import { UserError } from '../../lib/user-error';
import { writeWhole } from './atomic-file';
import type { SweepFolder } from './sweep-folder';
import { labelOf, taskId, type SweepRun } from './sweep-run';
import { measuredOf } from './task';

export interface Merged {
  readonly rows: readonly ResultRow[];
  readonly planned: number;
  /** ids of runs that are not done */
  readonly missing: readonly string[];
  /** a sentence for each that was left out because its files are damaged */
  readonly damaged: readonly string[];
}

/** @throws UserError when there is nothing to merge, or no room for it; what was merged before then stays */
export async function mergeResults(folder: SweepFolder): Promise<Merged> {
  const sweep = await folder.sweep();
  if (!sweep)
    throw new UserError(`There is no sweep in ${folder.path}. Begin one with \`smm sweep run PLAN\`.`);
  const found: Found[] = [];
  const missing: string[] = [];
  const damaged: string[] = [];
  for (const run of sweep.runs) {
    const one = await finishedRun(folder, run);
    if (typeof one === 'string') damaged.push(one);
    if (one === null || typeof one === 'string') missing.push(run.id);
    else found.push(one);
  }
  const rows = withReferences(found);
  await writeWhole(folder.results('parquet'), resultsParquet(rows));
  await writeWhole(folder.results('csv'), resultsCsv(rows));
  return { rows, planned: sweep.runs.length, missing, damaged };
}

interface Found {
  readonly run: MeasuredRun;
  readonly facts: RowFacts;
}

/** @returns null where it is not done, a sentence where what is there is damaged */
async function finishedRun(folder: SweepFolder, planned: SweepRun): Promise<Found | string | null> {
  const kept = await folder.keptCapsule(planned.id);
  if (kept.is === 'missing') return null;
  if (kept.is === 'damaged') return `${kept.sentence} (${labelOf(planned)})`;
  const { about } = kept;
  try {
    const record = recordIn(kept.bytes);
    const measured = await measurementsOf(folder, planned);
    const summary = summaryOf(record, { id: planned.id, source: 'imported', measured });
    const { backend, note, host, tries, finished } = about;
    return {
      // names are the plan's: the same pictures may lie elsewhere on another machine
      run: { ...summary, config: planned.config, losses: record.curves.losses },
      facts: { schedule: planned.schedule, backend, note, host, tries, finished },
    };
  } catch (error) {
    if (error instanceof UserError) return `${folder.capsule(planned.id)}: ${error.message}`;
    throw error;
  }
}

/** Without the weights: a table of thousands of runs has no room for them. */
function recordIn(bytes: Uint8Array<ArrayBuffer>): RunRecord {
  const { config, classes, curves, unprompted, seconds, result, provenance } = decodeCapsule(bytes);
  return { config, classes, curves, unprompted, seconds, result, provenance };
}

async function measurementsOf(folder: SweepFolder, run: SweepRun): Promise<Measurements> {
  const of = async (part: 'approximate' | 'timing') =>
    (await measuredOf(folder, { id: taskId(run.id, part), part, run }))?.measured ?? unmeasured;
  const [approximated, timed] = [await of('approximate'), await of('timing')];
  return { approximation: approximated.approximation, timing: timed.timing };
}

/** What is told against the reference is told against SMM of the same setting and seed. */
function withReferences(found: readonly Found[]): ResultRow[] {
  const settings = group(found, ({ run }) => settingOf(run));
  return found.map(({ run, facts }) => {
    const beside = settings.get(settingOf(run))!;
    const reference = beside.find(({ run: one }) => variantKey(one, blocks) === 'default')?.run ?? null;
    return resultRow(run, facts, { blocks, reference });
  });
}

function settingOf(run: MeasuredRun): string {
  return `${runSetting(run, blocks)}/${run.config.training.seed}`;
}
