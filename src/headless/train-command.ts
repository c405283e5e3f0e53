import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { beginRun } from '../training/begin-run';
import { RunControl } from '../training/control';
import type { TrainingEvent } from '../training/events';
import type { Run } from '../training/run';
import { SampleViewer } from '../training/sample-viewer';
import { SamplesInView } from '../training/samples-in-view';
import { capsuleOf } from '../training/saved-run';
import { trainRun } from '../training/trainer';
import { openBackbone, openDataset, openTask, type OpenTask } from './open-task';
import { ProgressLine } from './progress-line';
import { runConfig, withRunOptions, type RunOptions } from './run-options';

interface TrainOptions extends RunOptions {
  readonly out?: string;
  readonly json: boolean;
}

export function trainCommand(): Command {
  return withRunOptions(new Command('train'))
    .description('train one run and write it as a run capsule')
    .option('--out <file>', 'where to write the run capsule (.safetensors)')
    .option('--json', 'one JSON object per line on stdout: an `epoch` each, then `done`', false)
    .action(train);
}

async function train(options: TrainOptions): Promise<void> {
  const dataset = await openDataset(options.data);
  const backboneFile = await openBackbone(options.backbone);
  const config = runConfig(options, dataset, backboneFile);
  const task = await openTask({ dataset, backboneFile }, options.backend);
  const control = new RunControl();
  const interrupt = () => control.stop();
  process.once('SIGINT', interrupt);
  try {
    const run = beginRun(task, { id: 'run', config, checkpoint: null });
    await follow(run, task, control, options);
    if (options.out && run.mapping) await writeFile(options.out, await capsuleOf(run));
  } finally {
    process.off('SIGINT', interrupt);
    task.engine.dispose();
  }
}

async function follow(run: Run, task: OpenTask, control: RunControl, { json }: TrainOptions): Promise<void> {
  const clock = () => performance.now();
  const progress = new ProgressLine(process.stderr, clock);
  const dependencies = {
    ...task,
    control,
    viewer: new SampleViewer({ ...task, run, view: new SamplesInView(task.dataset) }),
    clock,
    breathe: () => new Promise<void>((resolve) => setImmediate(resolve)),
    backend: task.engine.backend,
  };
  for await (const event of trainRun(run, dependencies)) {
    progress.show(event);
    if (json) printJson(event);
    if (event.type === 'stopped') process.exitCode = 130;
  }
}

function printJson(event: TrainingEvent): void {
  if (event.type !== 'epoch' && event.type !== 'done') return;
  const { runId: _, ...line } = event;
  console.log(JSON.stringify(line));
}
