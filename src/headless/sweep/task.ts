/** Does one task of a sweep: from its last checkpoint if there is one, to its result. */
import { availableParallelism, hostname } from 'node:os';
import type { RunConfig } from '../../core/method-config';
import { measurementsSchema } from '../../data/measurements';
import { parseJson, z } from '../../lib/schema';
import { UserError } from '../../lib/user-error';
import { approximate } from '../../training/approximation/approximate';
import { beginRun } from '../../training/begin-run';
import { RunControl } from '../../training/control';
import { RunStopped } from '../../training/gate';
import type { Run } from '../../training/run';
import { SampleViewer } from '../../training/sample-viewer';
import { SamplesInView } from '../../training/samples-in-view';
import { capsuleOf } from '../../training/saved-run';
import { timedPass } from '../../training/timed-pass';
import { trainRun } from '../../training/trainer';
import { breathe } from '../breathe';
import { openBackbone } from '../open-backbone';
import { openDataset, openTask, type OpenTask } from '../open-task';
import { ProgressLine } from '../progress-line';
import { solutionsIn } from '../record-measurements';
import { Recordings } from '../recordings';
import { Claim } from './claim';
import { checkSame } from './source-facts';
import type { SweepFolder } from './sweep-folder';
import type { Task } from './sweep-run';
import { TaskProgress } from './task-progress';

/** How a task ended. Scripts of Slurm and the local engine know these numbers. */
export const ENDED = {
  done: 0,
  /** a sentence was said, and the same would only be said again */
  refused: 2,
  /** another process is at it */
  busy: 3,
  /** asked to stop: what was trained is kept (EX_TEMPFAIL) */
  interrupted: 75,
} as const;

export interface TaskOptions {
  readonly threads?: number | undefined;
}

/** @returns the exit code. Signals TERM, INT and USR1 make it keep what it has, and end. */
export async function doTask(folder: SweepFolder, id: string, options: TaskOptions = {}): Promise<number> {
  const task = await folder.task(id);
  const control = new RunControl();
  // a run that pauses is kept as it stands; then it may end
  const interrupt = () => (task.part === 'run' ? control.pause() : control.stop());
  const signals = ['SIGTERM', 'SIGINT', 'SIGUSR1'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  const claim = await Claim.take(folder.claim(id), { lost: () => control.stop() });
  if (!(claim instanceof Claim)) {
    process.stderr.write(`${id} is being worked at by process ${claim.pid} on ${claim.host}.\n`);
    return ENDED.busy;
  }
  try {
    if (await isDone(folder, task)) return ENDED.done;
    const job = process.env['SLURM_ARRAY_JOB_ID'];
    const tries = await folder.countTry(id, {
      began: new Date().toISOString(),
      host: hostname(),
      pid: process.pid,
      job: job ? `${job}_${process.env['SLURM_ARRAY_TASK_ID']}` : null,
    });
    process.stderr.write(`${id}, try ${tries} on ${hostname()}\n`);
    const finished = await work(task, { folder, control, tries, ...options });
    return finished ? ENDED.done : ENDED.interrupted;
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
    await claim.release();
  }
}

/** Whether nothing is left to do; what is damaged is put aside, so that it is made again. */
export async function isDone(folder: SweepFolder, { id, part, run }: Task): Promise<boolean> {
  if (part === 'run') {
    const kept = await folder.keptCapsule(run.id);
    if (kept.is === 'damaged') await folder.putAside(run.id);
    return kept.is === 'whole';
  }
  return (await measuredOf(folder, { id, part, run })) !== null;
}

const measuredSchema = z.object({
  approximate: z.optional(z.object({ probe: z.int(), epochs: z.int() })),
  measured: measurementsSchema,
  backend: z.string().check(z.maxLength(20)),
  host: z.string().check(z.maxLength(300)),
  tries: z.int().check(z.positive()),
});

export type Measured = z.infer<typeof measuredSchema>;

/** @returns null where it has not been measured, was measured otherwise, or is damaged */
export async function measuredOf(folder: SweepFolder, { id, part, run }: Task): Promise<Measured | null> {
  const text = await folder.measured(id);
  if (text === null) return null;
  try {
    const measured = parseJson(measuredSchema, text, `What was measured of ${id} is damaged.`);
    const same = JSON.stringify(measured.approximate) === JSON.stringify(run.approximate);
    return part === 'timing' || same ? measured : null;
  } catch {
    return null;
  }
}

interface Work extends TaskOptions {
  readonly folder: SweepFolder;
  readonly control: RunControl;
  readonly tries: number;
}

type WithSettings = Awaited<ReturnType<SweepFolder['task']>>;

/** @returns whether it came to its end */
async function work(task: WithSettings, options: Work): Promise<boolean> {
  const { run, settings, part } = task;
  const dataset = await openDataset(run.data.name, run.data.options);
  checkSame(dataset.hash, run.origin.dataHash, run.data.name);
  const backboneFile = await openBackbone(run.backbone.name, {
    backboneClasses: run.backbone.classes ?? undefined,
  });
  checkSame(backboneFile.hash, run.origin.backboneHash, run.backbone.name);
  // a node without WebGPU does with what it has, and the result says so
  const backend = settings.backend === 'webgpu' ? 'auto' : settings.backend;
  const threads = Math.min(options.threads ?? 4, availableParallelism());
  const open = await openTask({ dataset, backboneFile }, backend, threads);
  try {
    const { backend: chosen, reason } = open.engine;
    const note = backend === 'auto' && chosen !== 'webgpu' ? reason : null;
    if (note) process.stderr.write(`${note}\n`);
    const ways = { run: train, approximate: measureApproximation, timing: measureTiming };
    return await ways[part](task, { ...options, open, note });
  } finally {
    open.engine.dispose();
  }
}

interface Opened extends Work {
  readonly open: OpenTask;
  readonly note: string | null;
}

const clock = () => performance.now();

async function train({ run: { id, config } }: Task, options: Opened): Promise<boolean> {
  const { folder, control, open, note, tries } = options;
  const run = await begun(id, config, options);
  const progress = new TaskProgress(folder.progress(id), { epochs: run.plannedEpochs });
  const line = new ProgressLine(process.stderr, clock);
  const viewer = new SampleViewer({ ...open, run, view: new SamplesInView(open.dataset) });
  const { backend } = open.engine;
  for await (const event of trainRun(run, { ...open, control, viewer, clock, breathe, backend })) {
    line.show(event);
    await progress.note(event);
    if (event.type === 'checkpoint') await folder.keepCheckpoint(id, event.bytes);
    if (event.type === 'paused') control.stop();
  }
  await viewer.close();
  if (run.result === null) {
    process.stderr.write(`asked to end: kept as it stood after step ${run.step}\n`);
    return false;
  }
  const finished = new Date().toISOString();
  await folder.keepCapsule(id, await capsuleOf(run), { backend, note, host: hostname(), tries, finished });
  await folder.dropCheckpoint(id);
  return true;
}

/** From its checkpoint. One that cannot be gone on with costs time and no more: the log says why. */
async function begun(id: string, config: RunConfig, { folder, open }: Opened): Promise<Run> {
  const checkpoint = await folder.checkpoint(id);
  try {
    const run = beginRun(open, { id, config, checkpoint });
    if (checkpoint) process.stderr.write(`goes on from step ${run.step}\n`);
    return run;
  } catch (error) {
    if (!checkpoint || !(error instanceof UserError)) throw error;
    process.stderr.write(`The checkpoint cannot be used, so the run begins anew. ${error.message}\n`);
    return beginRun(open, { id, config, checkpoint: null });
  }
}

async function measureApproximation({ id, run }: Task, options: Opened): Promise<boolean> {
  const { folder, control, open, tries } = options;
  const { probe: size, epochs } = run.approximate;
  const config = { ...run.config, training: { ...run.config.training, epochs } };
  const line = new ProgressLine(process.stderr, clock);
  const kept = new Recordings(folder.solutions, run.origin, { solution: { size } });
  try {
    const approximation = await approximate({
      task: open,
      config,
      size,
      control,
      breathe,
      progress: (what, done) => line.note(`${what}: epoch ${done} of at most ${epochs}`),
      solutions: solutionsIn(kept),
    });
    const measured = { approximation, timing: null };
    const { backend } = open.engine;
    await folder.keepMeasured(id, {
      approximate: run.approximate,
      measured,
      backend,
      host: hostname(),
      tries,
    });
    return true;
  } catch (error) {
    if (error instanceof RunStopped) return false;
    throw error;
  }
}

async function measureTiming({ id, run }: Task, { folder, open, tries }: Opened): Promise<boolean> {
  const timing = await timedPass({ task: open, config: run.config, clock, breathe });
  const measured = { approximation: null, timing };
  await folder.keepMeasured(id, { measured, backend: open.engine.backend, host: hostname(), tries });
  return true;
}
