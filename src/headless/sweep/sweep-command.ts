/** `smm sweep`: plan, run, status, logs, cancel, merge; and `task`, which the engines call. */
import { Command } from 'commander';
import { UserError } from '../../lib/user-error';
import { oneOf, wholeNumber } from '../arguments';
import { duration } from '../progress-line';
import { cancelSweep } from './cancel';
import { probeHere } from './cost-estimate';
import { lastLines } from './last-words';
import { mergeResults } from './merge';
import { readPlan } from './plan-file';
import { planCommand } from './plan-command';
import { runSweep, type EngineName } from './sweep-engines';
import { SweepFolder, type StoredSweep } from './sweep-folder';
import { sweepStatus, type TaskStatus } from './sweep-status';
import { tasksOf } from './sweep-run';
import { doTask } from './task';

/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

export function sweepCommand(): Command {
  const command = new Command('sweep').description(
    'many runs from one plan, on this machine or on Slurm (docs/sweeps.md)',
  );
  command.addCommand(planCommand());
  command
    .command('run <plan>')
    .description('do what is missing, then merge; a second call goes on where the first one ended')
    .option('--engine <name>', 'local or slurm', oneOf(['local', 'slurm'] as const), 'local')
    .option('--json', 'one JSON document on stdout', false)
    .action(run);
  command
    .command('status <plan>')
    .description('what is done, at work, queued and broken off, and how long it will take')
    .option('--all', 'a line for each task', false)
    .option('--json', 'one JSON document on stdout', false)
    .action(status);
  command
    .command('logs <plan> [task]')
    .description('what a task said, by the beginning of its id; those that broke off, without')
    .option('--lines <n>', 'the last so many', wholeNumber({ from: 1 }), 20)
    .action(logs);
  command
    .command('cancel <plan>')
    .description('ends what is at work or in the queue; what was trained is kept')
    .action(cancel);
  command
    .command('merge <folder>')
    .description('results.parquet and results.csv of all that is done')
    .action(merge);
  command
    .command('task <folder> <id>', { hidden: true })
    .option('--threads <n>', 'of the frozen network', wholeNumber({ from: 1 }))
    .action(async (folder: string, id: string, options: { threads?: number }) => {
      process.exitCode = await doTask(new SweepFolder(folder), id, options);
    });
  command.command('probe <job>', { hidden: true }).action(async (job: string) => {
    console.log(JSON.stringify(await probeHere(job)));
  });
  return command;
}

async function run(path: string, options: { engine: EngineName; json: boolean }): Promise<void> {
  const file = await readPlan(path);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    const { signal } = interrupted;
    const outcome = await runSweep(file, { engine: options.engine, signal, say });
    const { failed, jobs, merged, planned, there } = outcome;
    if (options.json) {
      const ids = failed.map(({ id }) => id);
      console.log(JSON.stringify({ folder: file.folder, planned, there, failed: ids, jobs, merged }));
    }
    if (jobs.length > 0) say(`Slurm has it: jobs ${jobs.join(', ')}. See \`smm sweep status ${path}\`.`);
    if (merged !== null) say(`${merged} runs in ${file.folder}/results.parquet`);
    if (outcome.interrupted) {
      process.exitCode = INTERRUPTED;
      say('What was trained is kept. Run it again to go on.');
    }
    const folder = new SweepFolder(file.folder);
    for (const { id } of failed.slice(0, 5)) {
      say(`${id}: ${(await lastLines(folder.log(id), 1))[0] ?? 'it said nothing'}`);
    }
    if (failed.length > 0) {
      throw new UserError(
        `${failed.length} of ${planned} tasks came to no end. See \`smm sweep logs ${path}\`, then run it again: what is done stays done.`,
      );
    }
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}

async function opened(path: string): Promise<{ folder: SweepFolder; sweep: StoredSweep }> {
  const { folder: at } = await readPlan(path);
  const folder = new SweepFolder(at);
  const sweep = await folder.sweep();
  if (!sweep) throw new UserError(`${at} holds no sweep yet. Begin with \`smm sweep run ${path}\`.`);
  return { folder, sweep };
}

async function status(path: string, options: { all: boolean; json: boolean }): Promise<void> {
  const { folder, sweep } = await opened(path);
  const found = await sweepStatus(folder, sweep);
  if (options.json) {
    console.log(JSON.stringify(found));
    return;
  }
  const { counts, tasks, eta } = found;
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  console.log(`${found.name}: ${parts.map(([state, count]) => `${count} ${state}`).join(', ')}`);
  if (eta !== null && eta > 0) console.log(`about ${duration(eta)} to go, at the pace so far`);
  const shown = options.all
    ? tasks
    : tasks.filter(({ state }) => state === 'working' || state === 'broken-off');
  for (const one of shown) console.log(statusLine(one));
}

function statusLine({ task, label, state, tries, progress, eta, where, said }: TaskStatus): string {
  const facts = [
    state,
    ...(progress === null || state === 'done' ? [] : [`${Math.round(100 * progress)} %`]),
    ...(eta === null ? [] : [`${duration(eta)} to go`]),
    ...(tries > 1 ? [`${tries} tries`] : []),
    ...(where === null ? [] : [`on ${where}`]),
    ...(said === null ? [] : [`last words: ${said}`]),
  ];
  return `${task}  ${label}: ${facts.join(', ')}`;
}

async function logs(path: string, prefix: string | undefined, { lines }: { lines: number }): Promise<void> {
  const { folder, sweep } = await opened(path);
  const ids =
    prefix === undefined
      ? (await sweepStatus(folder, sweep)).tasks
          .filter(({ state }) => state === 'broken-off')
          .map(({ task }) => task)
      : tasksOf(sweep.runs)
          .map(({ id }) => id)
          .filter((id) => id.startsWith(prefix));
  if (ids.length === 0) {
    throw new UserError(
      prefix === undefined
        ? 'No task has broken off. Name one by the beginning of its id; `smm sweep status --all` lists them.'
        : `No task begins with "${prefix.slice(0, 40)}". \`smm sweep status --all\` lists them.`,
    );
  }
  for (const id of ids) {
    console.log(`── ${id}  ${folder.log(id)}`);
    for (const line of await lastLines(folder.log(id), lines)) console.log(line);
  }
}

async function cancel(path: string): Promise<void> {
  const { folder } = await opened(path);
  say(await cancelSweep(folder));
}

async function merge(path: string): Promise<void> {
  const { rows, planned, missing, damaged } = await mergeResults(new SweepFolder(path));
  for (const sentence of damaged) say(sentence);
  say(
    `${rows.length} of ${planned} runs are in ${path}/results.parquet${missing.length > 0 ? `; ${missing.length} are not done` : ''}`,
  );
  if (damaged.length > 0) process.exitCode = 2;
}
