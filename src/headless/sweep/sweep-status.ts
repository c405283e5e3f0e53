/** How a sweep stands: of each task what it is at, and when all will be done at this rate. */
import { mean } from 'd3-array';
import { holderOf, isAlive } from './claim';
import { lastLines } from './last-words';
import { queue, type Queued } from './slurm-engine';
import type { StoredSweep, SweepFolder } from './sweep-folder';
import { labelOf, tasksOf, type Task } from './sweep-run';
import { isDone } from './task';
import { readProgress } from './task-progress';

export type TaskState = 'done' | 'working' | 'queued' | 'broken-off' | 'waiting';

export interface TaskStatus {
  readonly task: string;
  readonly label: string;
  readonly state: TaskState;
  readonly tries: number;
  /** 0..1 of its epochs */
  readonly progress: number | null;
  /** seconds to its end, as it saw it */
  readonly eta: number | null;
  /** where it is at work or in the queue: a host, or a job of Slurm and why it waits */
  readonly where: string | null;
  /** its last line, where it broke off */
  readonly said: string | null;
}

export interface SweepStatus {
  readonly name: string;
  readonly counts: Readonly<Record<TaskState, number>>;
  readonly tasks: readonly TaskStatus[];
  /** seconds; null while it cannot be told */
  readonly eta: number | null;
}

export async function sweepStatus(folder: SweepFolder, sweep: StoredSweep): Promise<SweepStatus> {
  const queued = new Map((await queue(folder)).map((one) => [one.task, one]));
  const tasks: TaskStatus[] = [];
  const took: number[] = [];
  for (const task of tasksOf(sweep.runs)) {
    const status = await statusOf(task, folder, queued.get(task.id));
    tasks.push(status);
    if (status.state === 'done' && task.part === 'run') took.push(...(await secondsOf(task, folder)));
  }
  const counts = { done: 0, working: 0, queued: 0, 'broken-off': 0, waiting: 0 };
  for (const { state } of tasks) counts[state] += 1;
  return { name: sweep.settings.name, counts, tasks, eta: etaOf(tasks, took) };
}

async function statusOf(task: Task, folder: SweepFolder, queued: Queued | undefined): Promise<TaskStatus> {
  const { id, part, run } = task;
  const tries = (await folder.tries(id)).length;
  const base = {
    task: id,
    label: part === 'run' ? labelOf(run) : `${part} of ${labelOf(run)}`,
    tries,
    progress: null,
    eta: null,
    where: null,
    said: null,
  };
  if (await isDone(folder, task)) return { ...base, state: 'done', progress: 1 };
  const holder = await holderOf(folder.claim(id));
  if (holder && isAlive(holder) !== false) {
    const progress = await readProgress(folder.progress(id));
    return {
      ...base,
      state: 'working',
      progress: progress && progress.epochs > 0 ? progress.epoch / progress.epochs : null,
      eta: progress?.eta ?? null,
      where: queued ? `${holder.host}, job ${queued.job}` : holder.host,
    };
  }
  if (queued) {
    const reason = queued.reason && queued.reason !== 'None' ? `, ${queued.reason}` : '';
    return { ...base, state: 'queued', where: `job ${queued.job}, ${queued.state}${reason}` };
  }
  if (tries === 0) return { ...base, state: 'waiting' };
  return { ...base, state: 'broken-off', said: (await lastLines(folder.log(id), 1))[0] ?? null };
}

/** From its first try to its end. */
async function secondsOf({ id, run }: Task, folder: SweepFolder): Promise<number[]> {
  const [first] = await folder.tries(id);
  const kept = await folder.keptCapsule(run.id);
  if (!first || kept.is !== 'whole') return [];
  return [(Date.parse(kept.about.finished) - Date.parse(first.began)) / 1000];
}

/** What is left, at the pace of those that are done, by as many as are at work now. */
function etaOf(tasks: readonly TaskStatus[], took: readonly number[]): number | null {
  const left = tasks.filter(({ state }) => state !== 'done');
  if (left.length === 0) return 0;
  const working = left.filter(({ state }) => state === 'working');
  const each = mean(took);
  const own = working.map(({ eta }) => eta ?? (each === undefined ? null : each / 2));
  if (working.length === 0 || own.includes(null)) return null;
  const rest = left.length - working.length;
  if (rest > 0 && each === undefined) return null;
  const total = own.reduce((sum: number, eta) => sum + (eta ?? 0), 0) + rest * (each ?? 0);
  return total / working.length;
}
