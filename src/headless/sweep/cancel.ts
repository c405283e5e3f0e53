/** Ends a sweep where it is at work: what was trained is kept, so that `run` goes on later. */
import { hostname } from 'node:os';
import { UserError } from '../../lib/user-error';
import { holderOf, isAlive } from './claim';
import { cancelJobs } from './slurm-engine';
import type { SweepFolder } from './sweep-folder';

/** @returns in a sentence what was ended */
export async function cancelSweep(folder: SweepFolder): Promise<string> {
  const holder = await holderOf(folder.lock);
  const alive = holder && isAlive(holder);
  if (holder && alive === null) {
    throw new UserError(
      `The sweep is run by process ${holder.pid} on ${holder.host}. Cancel it there, or press Ctrl-C in its terminal.`,
    );
  }
  if (holder && alive) process.kill(holder.pid, 'SIGTERM');
  const jobs = await cancelJobs(folder);
  const ended = [
    ...(holder && alive ? [`process ${holder.pid} on ${hostname()} was told to end`] : []),
    ...(jobs > 0 ? [`${jobs} tasks were taken out of Slurm's queue`] : []),
  ];
  return ended.length > 0
    ? `${ended.join('; ')}. What was trained is kept.`
    : 'Nothing of this sweep is at work or in a queue.';
}
