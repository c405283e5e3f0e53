import { Command } from 'commander';
import { UserError } from '../lib/user-error';
import { RunControl } from '../training/control';
import { wholeNumber } from './arguments';
import { writeOut } from './assets';
import { findings } from './lab-findings';
import { openBackbone } from './open-backbone';
import { openDataset, openTask } from './open-task';
import { duration, ProgressLine } from './progress-line';
import { inChildren, jobsOf, mayRunBeside, unfinished, type Job, type JobKind } from './record-jobs';
import { packRecordings } from './record-pack';
import { RECORDED_TASK, recordPlan } from './record-plan';
import { recordApproximation, recordTiming } from './record-measurements';
import { recordRun, type RecordingTools } from './record-run';
import { drawRuns, readLab, verifyRun } from './record-verify';
import { Recordings } from './recordings';

/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130;

interface RecordOptions {
  readonly work: string;
  readonly out: string;
  readonly jobs: number;
  readonly only?: string;
  readonly list: boolean;
  readonly pack: boolean;
  readonly verify: boolean;
  readonly findings?: string | true;
  readonly seed?: number;
  readonly job?: string;
}

export function recordCommand(): Command {
  const command = new Command('record')
    .description('record every variant of the plan for the page to open; goes on where it was interrupted')
    .option('--work <dir>', 'where single recordings are kept until all are packed', 'runs/recorded')
    .option('--out <dir>', 'where the page finds them', 'public/recorded/lab')
    .option('--jobs <n>', 'processes at once, each of one thread', wholeNumber({ from: 1, to: 16 }), 1)
    .option('--only <text>', 'only what has this in its name')
    .option('--list', 'say what is left to record, and do nothing', false)
    .option('--pack', 'merge what was recorded into --out', false)
    .option(
      '--verify',
      're-run the first epoch of three random entries of --out, compared bit for bit',
      false,
    )
    .option(
      '--findings [file]',
      'print the tables of what --out holds as Markdown, or write them into a file',
    )
    .option('--seed <n>', 'which three: by chance without', wholeNumber({ from: 0 }));
  // for the processes that it starts itself
  command.addOption(command.createOption('--job <id>', 'do this one').hideHelp());
  return command.action((options: RecordOptions) => {
    if (options.verify) return verify(options);
    if (options.findings) return tellFindings(options);
    return options.pack ? pack(options) : record(options);
  });
}

async function openRecorded({ work }: RecordOptions) {
  const dataset = await openDataset(RECORDED_TASK.data);
  const backboneFile = await openBackbone(RECORDED_TASK.backbone);
  const { approximation } = RECORDED_TASK;
  const origin = { dataHash: dataset.hash, backboneHash: backboneFile.hash };
  const recordings = new Recordings(work, origin, { approximation, solution: approximation });
  return { dataset, backboneFile, plan: recordPlan(dataset), recordings };
}

async function record(options: RecordOptions): Promise<void> {
  const opened = await openRecorded(options);
  const wanted = jobsOf(opened.plan).filter(({ id }) =>
    options.job === undefined ? id.includes(options.only ?? '') : id === options.job,
  );
  if (wanted.length === 0)
    throw new UserError('The plan has nothing of this name. See it with `record --list`.');
  const left = await unfinished(wanted, opened.recordings);
  if (options.list) {
    for (const { id } of left) console.log(id);
    return;
  }
  say(`${wanted.length - left.length} of ${wanted.length} are there, ${left.length} to do`);
  const beside = options.jobs > 1 ? left.filter(mayRunBeside) : [];
  const alone = left.filter((job) => !beside.includes(job));
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.on('SIGINT', interrupt);
  try {
    const work = ['record', '--work', options.work];
    await inChildren(beside, {
      count: options.jobs,
      commandFor: ({ id }) => [...work, '--job', id],
      started: ({ id }) => say(`${id} begins`),
      signal: interrupted.signal,
    });
    // one that another process asked for is one of several: a thread of its own
    const threads = options.job === undefined ? undefined : 1;
    await inThisProcess(alone, { ...opened, threads, signal: interrupted.signal });
  } finally {
    process.off('SIGINT', interrupt);
  }
  if (interrupted.signal.aborted) process.exitCode = INTERRUPTED;
}

type Opened = Awaited<ReturnType<typeof openRecorded>>;

async function inThisProcess(
  jobs: readonly Job[],
  { signal, threads, recordings, ...opened }: Opened & { signal: AbortSignal; threads: number | undefined },
): Promise<void> {
  if (jobs.length === 0 || signal.aborted) return;
  const task = await openTask(opened, 'wasm', threads);
  const began = performance.now();
  try {
    for (const [index, job] of jobs.entries()) {
      if (signal.aborted) return;
      const control = new RunControl();
      const stop = () => control.stop();
      signal.addEventListener('abort', stop);
      const progress = new ProgressLine(process.stderr, () => performance.now(), job.id);
      const { backend } = task.engine;
      await doJob[job.kind](job, { task, backend, recordings, control, progress });
      signal.removeEventListener('abort', stop);
      const each = (performance.now() - began) / 1000 / (index + 1);
      const rest = jobs.length - index - 1;
      if (rest > 0) say(`${rest} to do, ${duration(rest * each)} at this rate`);
    }
  } finally {
    task.engine.dispose();
  }
}

const doJob: Readonly<Record<JobKind, (job: Job, tools: RecordingTools) => Promise<unknown>>> = {
  run: ({ planned }, tools) => recordRun(planned, tools),
  approximation: ({ planned }, tools) => recordApproximation(planned, tools),
  timing: ({ planned }, tools) => recordTiming(planned, tools),
};

async function pack(options: RecordOptions): Promise<void> {
  const opened = await openRecorded(options);
  const date = new Date().toISOString().slice(0, 10);
  const bytes = await packRecordings({ ...opened, date, folder: options.out });
  say(`${opened.plan.length} runs, ${(bytes / 2 ** 20).toFixed(1)} MB, in ${options.out}`);
}

/** On stdout without a file. */
async function tellFindings({ out, findings: file }: RecordOptions): Promise<void> {
  const text = findings(await readLab(out));
  if (typeof file === 'string') await writeOut(file, new TextEncoder().encode(text));
  else console.log(text);
}

async function verify(options: RecordOptions): Promise<void> {
  const { dataset, backboneFile } = await openRecorded(options);
  const runs = await readLab(options.out);
  const seed = options.seed ?? crypto.getRandomValues(new Uint32Array(1))[0]!;
  const task = await openTask({ dataset, backboneFile }, 'wasm');
  let differing = 0;
  try {
    for (const recorded of drawRuns(runs, { count: 3, seed })) {
      const { id, differences } = await verifyRun(recorded, task);
      if (differences.length > 0) differing += 1;
      console.log(
        `${id}: ${differences.length > 0 ? `differs in ${differences.join(', ')}` : 'the same bits'}`,
      );
    }
  } finally {
    task.engine.dispose();
  }
  if (differing > 0) {
    throw new UserError(
      `${differing} of 3 entries are not what this version makes (drawn with --seed ${seed}). Record them anew.`,
    );
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
