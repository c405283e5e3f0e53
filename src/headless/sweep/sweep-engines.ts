/** `smm sweep run`: plans, does what is missing, merges. One at a time for each folder. */
import { UserError } from '../../lib/user-error';
import { prepareOut } from '../assets';
import { Claim } from './claim';
import { expandPlan, type ExpandedPlan } from './expand-plan';
import { runHere } from './local-engine';
import { mergeResults } from './merge';
import type { PlanFile } from './plan-file';
import { queue, submit } from './slurm-engine';
import { SourceFacts, type DatasetFacts } from './source-facts';
import { SweepFolder, type StoredSweep } from './sweep-folder';
import { tasksOf, type SweepRun, type Task } from './sweep-run';
import { isDone } from './task';

export type EngineName = 'local' | 'slurm';

export interface RunOutcome {
  readonly planned: number;
  readonly there: number;
  /** that came to no end, with the last words of each */
  readonly failed: readonly Task[];
  readonly interrupted: boolean;
  /** of Slurm; none here */
  readonly jobs: readonly string[];
  /** rows of the merged table; null where Slurm merges later */
  readonly merged: number | null;
}

export interface RunTools {
  readonly engine: EngineName;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** @throws UserError with a sentence about a mistake in the plan, a full disk, or another sweep in the folder */
export async function runSweep(file: PlanFile, { engine, signal, say }: RunTools): Promise<RunOutcome> {
  const folder = new SweepFolder(file.folder);
  await prepareOut(folder.results('parquet'));
  const lock = await Claim.take(folder.lock);
  if (!(lock instanceof Claim)) {
    throw new UserError(
      `Another \`sweep run\` is at work in ${folder.path} (process ${lock.pid} on ${lock.host}, since ${lock.since}). Wait for it, or end it with \`smm sweep cancel\`.`,
    );
  }
  try {
    const expanded = await plannedIn(folder, file);
    for (const sentence of expanded.leftOut) say(sentence);
    const { settings } = await stored(folder, file, expanded);
    const tasks = tasksOf(expanded.runs);
    const { left, waiting } = await missingTasks(folder, tasks);
    if (waiting > 0 && engine === 'local') {
      throw new UserError(
        `${waiting} tasks of this sweep are in Slurm's queue. Wait for them, or \`smm sweep cancel\` first.`,
      );
    }
    const there = tasks.length - left.length - waiting;
    say(
      `${there} of ${tasks.length} tasks are done, ${left.length} to do${waiting > 0 ? `, ${waiting} in the queue` : ''}`,
    );
    const outcome = { planned: tasks.length, there };
    if (engine === 'slurm') {
      const jobs = left.length > 0 ? await submit(left, { folder, settings }) : [];
      const merged = left.length + waiting === 0 ? (await mergeResults(folder)).rows.length : null;
      return { ...outcome, failed: [], interrupted: false, jobs, merged };
    }
    const ended = await runHere(left, { folder, settings, signal, say });
    const merged = await mergeResults(folder);
    return { ...outcome, ...ended, jobs: [], merged: merged.rows.length };
  } finally {
    await lock.release();
  }
}

/** The plan's runs. What a folder holds already must be of the same sweep. */
export async function plannedIn(folder: SweepFolder, file: PlanFile): Promise<ExpandedPlan> {
  const before = await folder.sweep();
  const { name } = file.plan;
  if (before && before.settings.name !== name) {
    throw new UserError(
      `${folder.path} belongs to the sweep "${before.settings.name}", not to "${name}". Give this one a "folder" of its own.`,
    );
  }
  return expandPlan(file, new SourceFacts(folder.facts));
}

/** How much data each run of a plan has: known since it was planned. */
export async function datasetsIn(
  folder: SweepFolder,
  runs: readonly SweepRun[],
): Promise<(run: SweepRun) => DatasetFacts> {
  const facts = new SourceFacts(folder.facts);
  const found = new Map<string, DatasetFacts>();
  for (const { origin, data } of runs) {
    if (!found.has(origin.dataHash)) found.set(origin.dataHash, await facts.ofDataset(data));
  }
  return ({ origin }) => found.get(origin.dataHash)!;
}

async function stored(folder: SweepFolder, { plan }: PlanFile, { runs }: ExpandedPlan): Promise<StoredSweep> {
  const { name, backend, tries, local, slurm } = plan;
  const sweep: StoredSweep = { form: 1, settings: { name, backend, tries, local, slurm }, runs };
  await folder.writeSweep(sweep);
  return sweep;
}

/** What nobody has done, or is about to do. */
async function missingTasks(
  folder: SweepFolder,
  tasks: readonly Task[],
): Promise<{ left: readonly Task[]; waiting: number }> {
  const queued = new Set((await queue(folder)).map(({ task }) => task));
  const left: Task[] = [];
  let waiting = 0;
  for (const task of tasks) {
    if (queued.has(task.id)) waiting += 1;
    else if (!(await isDone(folder, task))) left.push(task);
  }
  return { left, waiting };
}
