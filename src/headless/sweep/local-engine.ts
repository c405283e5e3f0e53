/** Tasks in processes of their own on this machine, several at a time. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { duration } from '../progress-line';
import { processesOf } from './cost-estimate';
import { programWords } from './program';
import type { StoredSweep, SweepFolder } from './sweep-folder';
import { labelOf, type Task } from './sweep-run';
import { ENDED } from './task';

export interface LocalOptions {
  readonly folder: SweepFolder;
  readonly settings: StoredSweep['settings'];
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

export interface Outcome {
  readonly failed: readonly Task[];
  /** asked to stop before all were done */
  readonly interrupted: boolean;
}

/** @returns what could not be done; what has been done is kept whatever happens */
export async function runHere(tasks: readonly Task[], options: LocalOptions): Promise<Outcome> {
  const cores = availableParallelism();
  const { threads } = options.settings.local;
  const processes = processesOf(options.settings);
  const beside = tasks.filter(({ part }) => part !== 'timing');
  const alone = tasks.filter(({ part }) => part === 'timing');
  const failed: Task[] = [];
  const each = threads ?? Math.max(1, Math.floor(cores / Math.min(processes, beside.length || 1)));
  failed.push(...(await pool(beside, { ...options, count: processes, threads: each })));
  // what is timed has the machine for itself
  failed.push(...(await pool(alone, { ...options, count: 1, threads: threads ?? cores })));
  return { failed, interrupted: options.signal.aborted };
}

interface PoolOptions extends LocalOptions {
  readonly count: number;
  readonly threads: number;
}

async function pool(tasks: readonly Task[], options: PoolOptions): Promise<Task[]> {
  const { signal, count, say } = options;
  const waiting = [...tasks];
  const failed: Task[] = [];
  const began = performance.now();
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let task = waiting.shift(); task && !signal.aborted; task = waiting.shift()) {
      const ended = await untilDone(task, options);
      if (signal.aborted) return;
      done += 1;
      const rest = tasks.length - done;
      const eta = (rest * (performance.now() - began)) / 1000 / done;
      const outcome = ended ? 'done' : 'failed';
      say(
        `${done}/${tasks.length} ${outcome}: ${task.id} ${nameOf(task)}${rest > 0 ? `; ${duration(eta)} to go at this rate` : ''}`,
      );
      if (!ended) failed.push(task);
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, tasks.length) }, worker));
  return failed;
}

function nameOf({ part, run }: Task): string {
  return part === 'run' ? labelOf(run) : `${part} of ${labelOf(run)}`;
}

/** Again where it broke off, as often as the plan says. @returns whether it came to its end */
async function untilDone(task: Task, options: PoolOptions): Promise<boolean> {
  const { settings, signal, say } = options;
  for (let attempt = 1; !signal.aborted; attempt++) {
    const { code, by } = await once(task, options);
    if (code === ENDED.done) return true;
    if (signal.aborted || code === ENDED.refused || code === ENDED.busy) return false;
    if (attempt >= settings.tries) return false;
    say(
      `${task.id} ended early (${by ? `signal ${by}` : `code ${code}`}); it goes on from its last checkpoint`,
    );
  }
  return false;
}

function once(
  { id }: Task,
  { folder, threads, signal }: PoolOptions,
): Promise<{ code: number | null; by: NodeJS.Signals | null }> {
  const [program, ...words] = programWords();
  const log = folder.log(id);
  mkdirSync(dirname(log), { recursive: true });
  const out = openSync(log, 'a');
  const child: ChildProcess = spawn(
    program!,
    [...words, 'sweep', 'task', folder.path, id, '--threads', String(threads)],
    // a process group of its own: Ctrl-C reaches this process alone, which then tells the others
    { stdio: ['ignore', out, out], detached: true },
  );
  closeSync(out);
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, by) => {
      signal.removeEventListener('abort', end);
      resolve({ code, by });
    });
  });
}
