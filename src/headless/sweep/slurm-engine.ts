/** Tasks as job arrays of Slurm, and a job that merges when they have ended. Nothing here waits for them. */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson, z } from '../../lib/schema';
import { UserError } from '../../lib/user-error';
import { writeWhole } from './atomic-file';
import { programWords } from './program';
import { arrayOptions, arrayScript, mergeScript, placeOptions } from './slurm-script';
import type { StoredSweep, SweepFolder } from './sweep-folder';
import type { Task } from './sweep-run';

const submittedSchema = z.object({
  arrays: z.array(z.object({ job: z.string(), tasks: z.array(z.string()) })),
  merge: z.nullable(z.string()),
});

/** What was handed to Slurm. */
export type Submitted = z.infer<typeof submittedSchema>;

/** A task in the queue. */
export interface Queued {
  /** `1234_5` */
  readonly job: string;
  readonly task: string;
  /** as squeue names it: PENDING, RUNNING, … */
  readonly state: string;
  /** why it waits */
  readonly reason: string;
}

/** Sites take at most so many in one array, whatever their limit is called. */
const LARGEST_ARRAY = 1000;

const file = (folder: SweepFolder): string => join(folder.slurm, 'submitted.json');

export async function submitted(folder: SweepFolder): Promise<Submitted> {
  const text = await readFile(file(folder), 'utf8').catch(() => null);
  if (text === null) return { arrays: [], merge: null };
  return parseJson(
    submittedSchema,
    text,
    `${file(folder)} is damaged. Cancel the sweep's jobs and remove it.`,
  );
}

/** Hands tasks over. @returns job ids: of the arrays, then of the merging */
export async function submit(
  tasks: readonly Task[],
  { folder, settings }: { readonly folder: SweepFolder; readonly settings: StoredSweep['settings'] },
): Promise<readonly string[]> {
  const { slurm, name, tries } = settings;
  await mkdir(folder.slurm, { recursive: true });
  const before = await submitted(folder);
  const program = slurm.program === undefined ? programWords() : slurm.program.split(/\s+/);
  const output = join(folder.slurm, '%A_%a.txt');
  const largest = Math.min(LARGEST_ARRAY, largestArray());
  const arrays: Submitted['arrays'] = [];
  const parts = [
    tasks.filter(({ part }) => part !== 'timing'),
    tasks.filter(({ part }) => part === 'timing'),
  ];
  for (const [index, some] of parts.entries()) {
    for (let start = 0; start < some.length; start += largest) {
      const ids = some.slice(start, start + largest).map(({ id }) => id);
      const stem = join(folder.slurm, `array-${before.arrays.length + arrays.length + 1}`);
      await writeWhole(`${stem}.txt`, ids.map((id) => `${id}\n`).join(''));
      const script = `${stem}.sh`;
      await writeWhole(
        script,
        arrayScript({ folder: folder.path, program, settings: slurm, tries, list: `${stem}.txt` }),
      );
      const array = { name: `smm-${name}`, count: ids.length, output, alone: index === 1 };
      arrays.push({ job: sbatch([...arrayOptions(slurm, array), script]), tasks: ids });
      // should the next one be refused, this one is known
      await keep(folder, { arrays: [...before.arrays, ...arrays], merge: before.merge });
    }
  }
  const script = join(folder.slurm, 'merge.sh');
  await writeWhole(script, mergeScript({ folder: folder.path, program, setup: slurm.setup }));
  const live = [
    ...new Set([
      ...(await queue(folder)).map(({ job }) => job.split('_')[0]!),
      ...arrays.map(({ job }) => job),
    ]),
  ];
  const merge = sbatch([
    `--job-name=smm-${name}-merge`,
    `--output=${join(folder.slurm, 'merge-%j.txt')}`,
    '--requeue',
    ...(live.length > 0 ? [`--dependency=afterany:${live.join(':')}`] : []),
    ...placeOptions(slurm),
    ...slurm.options,
    script,
  ]);
  await keep(folder, { arrays: [...before.arrays, ...arrays], merge });
  return [...arrays.map(({ job }) => job), merge];
}

async function keep(folder: SweepFolder, what: Submitted): Promise<void> {
  await writeWhole(file(folder), `${JSON.stringify(what, null, 1)}\n`);
}

/** What of this sweep is in Slurm's queue. @throws UserError when Slurm does not answer */
export async function queue(folder: SweepFolder): Promise<Queued[]> {
  const { arrays } = await submitted(folder);
  if (arrays.length === 0) return [];
  const jobs = arrays.map(({ job }) => job).join(',');
  const { code, out, said } = ask('squeue', ['-h', '-r', '-a', '-t', 'all', '-o', '%i|%T|%r', '-j', jobs]);
  // a job that has left Slurm's memory is an error to squeue where it is the only one
  if (code !== 0 && !/invalid job id/i.test(said)) throw noAnswer('squeue', said);
  const tasksOf = new Map(arrays.map(({ job, tasks }) => [job, tasks]));
  return out.split('\n').flatMap((line) => {
    const [job, state, reason] = line.trim().split('|');
    const [array, index] = (job ?? '').split('_');
    const task = tasksOf.get(array ?? '')?.[Number(index)];
    return task && state && !OVER.has(state) ? [{ job: job!, task, state, reason: reason ?? '' }] : [];
  });
}

const OVER = new Set([
  ...['COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT', 'BOOT_FAIL', 'DEADLINE', 'OUT_OF_MEMORY', 'REVOKED'],
  ...['PREEMPTED', 'NODE_FAIL'],
]);

/** @returns how many tasks were in the queue */
export async function cancelJobs(folder: SweepFolder): Promise<number> {
  const waiting = await queue(folder);
  const { merge } = await submitted(folder);
  const jobs = [...new Set(waiting.map(({ job }) => job.split('_')[0]!)), ...(merge ? [merge] : [])];
  if (waiting.length === 0) return 0;
  const { code, said } = ask('scancel', jobs);
  if (code !== 0 && !/invalid job id/i.test(said)) throw noAnswer('scancel', said);
  return waiting.length;
}

function largestArray(): number {
  const { out } = ask('scontrol', ['show', 'config']);
  const found = /MaxArraySize\s*=\s*(\d+)/.exec(out);
  return found ? Math.max(1, Number(found[1]) - 1) : LARGEST_ARRAY;
}

function sbatch(words: readonly string[]): string {
  const { code, out, said } = ask('sbatch', ['--parsable', ...words]);
  // on a federation the cluster stands behind a semicolon
  const job = out.trim().split(';')[0] ?? '';
  if (code !== 0 || !/^\d+$/.test(job)) {
    throw new UserError(
      `Slurm did not take the sweep (${lastLine(said)}). Check "slurm" in the plan; what it had taken before goes on.`,
    );
  }
  return job;
}

function noAnswer(command: string, said: string): UserError {
  return new UserError(`Slurm does not answer to ${command} (${lastLine(said)}). Try again in a moment.`);
}

const lastLine = (said: string): string => said.trim().split('\n').at(-1)?.slice(0, 300) || 'it said nothing';

function ask(command: string, words: readonly string[]): { code: number; out: string; said: string } {
  const { status, stdout, stderr, error } = spawnSync(command, [...words], {
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 2 ** 26,
  });
  if (error && (error as NodeJS.ErrnoException).code === 'ENOENT') {
    throw new UserError(
      `There is no ${command} here, so this is no machine of a Slurm cluster. Run it on a login node, or use --engine local.`,
    );
  }
  return { code: status ?? 1, out: stdout ?? '', said: error ? error.message : (stderr ?? '') };
}
