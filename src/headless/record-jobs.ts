/** What is left to record, and who does it: this process one after another, or several of one thread each. */
import { spawn } from 'node:child_process';
import { createRandom } from '../lib/random';
import { UserError } from '../lib/user-error';
import type { PlannedRun } from './record-plan';
import { runId, type Recordings } from './recordings';

/** `alone` = it is timed, so nothing may run beside it. */
const KINDS = { run: 'beside', approximation: 'beside', timing: 'alone' } as const;

export type JobKind = keyof typeof KINDS;

export interface Job {
  /** `masks-shared-binary.seed-0/run` */
  readonly id: string;
  readonly kind: JobKind;
  readonly planned: PlannedRun;
}

/** All jobs of a plan: runs first, since they are what is looked at; timings last and in random order (paper.md C.0). */
export function jobsOf(plan: readonly PlannedRun[]): Job[] {
  const job = (planned: PlannedRun, kind: JobKind): Job => ({
    id: `${runId(planned)}/${kind}`,
    kind,
    planned,
  });
  return [
    ...plan.filter(({ sameAs }) => sameAs === null).map((planned) => job(planned, 'run')),
    ...plan.filter(({ approximation }) => approximation).map((planned) => job(planned, 'approximation')),
    ...shuffled(plan.filter(({ timing }) => timing)).map((planned) => job(planned, 'timing')),
  ];
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const order = createRandom(0, 'order of timings').permutation(items.length);
  return Array.from(order, (index) => items[index]!);
}

export async function unfinished(jobs: readonly Job[], recordings: Recordings): Promise<Job[]> {
  const done = await Promise.all(jobs.map(({ planned, kind }) => recordings.has(planned, kind)));
  return jobs.filter((_, i) => !done[i]);
}

export const mayRunBeside = ({ kind }: Job): boolean => KINDS[kind] === 'beside';

export interface Children {
  readonly count: number;
  /** words of a command line of this program that does one job */
  readonly commandFor: (job: Job) => readonly string[];
  readonly started: (job: Job) => void;
  /** ends them all when it fires */
  readonly signal: AbortSignal;
}

/**
 * Runs jobs in processes of their own, `count` at a time. What one has begun another may go on with later.
 * @throws UserError when one of them fails; the others come to their end first
 */
export async function inChildren(jobs: readonly Job[], options: Children): Promise<void> {
  const waiting = [...jobs];
  const failed: string[] = [];
  const worker = async (): Promise<void> => {
    while (waiting.length > 0 && failed.length === 0 && !options.signal.aborted) {
      const job = waiting.shift()!;
      options.started(job);
      if (!(await succeeds(options.commandFor(job), options.signal))) failed.push(job.id);
    }
  };
  await Promise.all(Array.from({ length: options.count }, worker));
  if (failed.length > 0 && !options.signal.aborted) {
    throw new UserError(
      `${failed[0]} was not recorded; its own words stand above. Run \`record\` again to go on.`,
    );
  }
}

function succeeds(words: readonly string[], signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // the same program in the same way: tsx stands in execArgv
    const program = [...process.execArgv, process.argv[1]!];
    const child = spawn(process.execPath, [...program, ...words], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const end = () => child.kill('SIGINT');
    signal.addEventListener('abort', end);
    child.on('error', reject);
    child.on('exit', (code) => {
      signal.removeEventListener('abort', end);
      resolve(code === 0);
    });
  });
}
