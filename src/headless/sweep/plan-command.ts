/** `smm sweep plan`: what a plan comes to, before anything of it is begun. */
import { Command } from 'commander';
import { group } from 'd3-array';
import { wholeNumber } from '../arguments';
import { duration } from '../progress-line';
import { estimateCost, processesOf, type CostEstimate, type KindCost } from './cost-estimate';
import { readPlan } from './plan-file';
import { datasetsIn, plannedIn } from './sweep-engines';
import { SweepFolder } from './sweep-folder';
import { tasksOf, type SweepRun, type Task } from './sweep-run';
import { isDone } from './task';

interface PlanOptions {
  readonly probe: number;
  readonly json: boolean;
}

export function planCommand(): Command {
  return new Command('plan')
    .argument('<plan>')
    .description('say how many runs there are, what is done already, and how long the rest will take')
    .option(
      '--probe <n>',
      'kinds of run of which a few real steps are timed here, those with most work first; 0 = none',
      wholeNumber({ from: 0 }),
      6,
    )
    .option('--json', 'one JSON document on stdout', false)
    .action(plan);
}

async function plan(path: string, { probe, json }: PlanOptions): Promise<void> {
  const file = await readPlan(path);
  const folder = new SweepFolder(file.folder);
  const { runs, leftOut } = await plannedIn(folder, file);
  const tasks = tasksOf(runs);
  const left: Task[] = [];
  for (const task of tasks) if (!(await isDone(folder, task))) left.push(task);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  for (const sentence of leftOut) say(sentence);
  const factsOf = await datasetsIn(folder, runs);
  const open = new Set(left.map(({ run }) => run.id));
  const cost = await estimateCost({
    ...{ runs: runs.filter(({ id }) => open.has(id)), left, factsOf, plan: file.plan, most: probe, say },
    folder: folder.probes,
  });
  if (json) {
    const listed = runs.map(({ id, schedule, config, parts }) => ({ id, schedule, config, parts }));
    const ids = left.map(({ id }) => id);
    console.log(JSON.stringify({ name: file.plan.name, folder: file.folder, runs: listed, left: ids, cost }));
    return;
  }
  for (const line of [
    ...head(runs, { tasks, left, folder: file.folder, name: file.plan.name }),
    ...costLines(cost, { left, processes: processesOf(file.plan) }),
  ]) {
    console.log(line);
  }
}

function head(
  runs: readonly SweepRun[],
  about: { tasks: readonly Task[]; left: readonly Task[]; folder: string; name: string },
): string[] {
  const { tasks, left } = about;
  const parts = group(tasks, ({ part }) => part);
  const counted = Array.from(
    parts,
    ([part, some]) =>
      `${some.length} ${part} (${some.length - left.filter((task) => task.part === part).length} done)`,
  );
  const named = (of: (run: SweepRun) => string): string => [...new Set(runs.map(of))].join(', ');
  return [
    `${about.name}: ${runs.length} runs in ${about.folder}`,
    `  tasks      ${counted.join(', ')}`,
    `  data       ${named(({ config }) => config.data)}`,
    `  networks   ${named(({ config }) => config.backbone)}`,
    `  schedules  ${named(({ schedule }) => schedule)}`,
    `  seeds      ${named(({ config }) => String(config.training.seed))}`,
  ];
}

function costLines(
  { kinds, seconds, memory, device }: CostEstimate,
  { left, processes }: { left: readonly Task[]; processes: number },
): string[] {
  if (left.length === 0) return ['Nothing is left to do.'];
  if (device === null) return ['The time was not estimated: nothing was probed.'];
  const shown = kinds.slice(0, 20);
  const total =
    seconds === null
      ? 'Some kinds of run were neither probed nor like one that was: raise --probe to know the whole time.'
      : `Estimate for what is left: ${duration(seconds)} of computing; here, ${processes} at a time, about ${duration(seconds / Math.min(processes, left.length))}. Other machines take other times.`;
  return [
    `Time, from a few real steps each on ${device}:`,
    ...shown.map(kindLine),
    ...(kinds.length > shown.length ? [`  … and ${kinds.length - shown.length} more kinds`] : []),
    ...(memory === null ? [] : [`Memory: ${Math.ceil(memory / 2 ** 20)} MB for the largest task probed.`]),
    total,
  ];
}

const FROM: Readonly<Record<KindCost['from'], string>> = {
  probed: '',
  likened: ' (not probed: as the slowest probed of this network and side)',
  unknown: ' (not probed)',
};

function kindLine({ label, runs, from, probe, secondsEach }: KindCost): string {
  if (!probe || secondsEach === null) return `  ${runs} × ${label}${FROM.unknown}`;
  const step =
    probe.step === null ? 'nothing to train' : `${Math.round(probe.step)} ms a step of ${probe.batch}`;
  return `  ${runs} × ${label}: ${step}, ${duration(secondsEach)} a run${FROM[from]}`;
}
