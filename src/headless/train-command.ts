import { Command } from 'commander';
import { beginRun, checkRun } from '../training/begin-run';
import { RunControl } from '../training/control';
import type { TrainingEvent } from '../training/events';
import type { Run } from '../training/run';
import { SampleViewer } from '../training/sample-viewer';
import { SamplesInView } from '../training/samples-in-view';
import { capsuleOf } from '../training/saved-run';
import { trainRun } from '../training/trainer';
import { prepareOut, writeOut } from './assets';
import { breathe } from './breathe';
import { openBackbone, openDataset, openTask, type OpenTask } from './open-task';
import { ProgressLine } from './progress-line';
import { recordedSamples, Recorder } from './recorder';
import { runConfig, withRunOptions, type RunOptions } from './run-options';

/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130;

interface TrainOptions extends RunOptions {
  readonly out?: string;
  readonly json: boolean;
  readonly record?: string;
  readonly recordName: string;
}

export function trainCommand(): Command {
  return withRunOptions(new Command('train'))
    .description('train one run and write it as a run capsule')
    .option('--out <file>', 'where to write the run capsule (.safetensors)')
    .option('--record <dir>', 'also write what the page plays while it loads, into this folder')
    .option('--record-name <name>', 'name of the recorded run', 'smm')
    .option('--json', 'one JSON object per line on stdout: an `epoch` each, then `done`', false)
    .action(train);
}

async function train(options: TrainOptions): Promise<void> {
  const dataset = await openDataset(options.data);
  const backboneFile = await openBackbone(options.backbone);
  const config = runConfig(options, dataset, backboneFile);
  checkRun(config, { dataset, backbone: { classes: backboneFile.classes.length } });
  if (options.out) await prepareOut(options.out);
  const task = await openTask({ dataset, backboneFile }, options.backend);
  const control = new RunControl();
  const interrupt = () => control.stop();
  process.once('SIGINT', interrupt);
  try {
    const run = beginRun(task, { id: 'run', config, checkpoint: null });
    const recorder = options.record === undefined ? null : new Recorder();
    const finished = await follow(run, { task, control, recorder, json: options.json });
    if (options.out && run.mapping) await writeOut(options.out, await capsuleOf(run));
    if (!finished) process.exitCode = INTERRUPTED;
    else if (options.record && recorder) {
      const { recordName: name, record: folder, testLimit } = options;
      const testCount = Math.min(dataset.test.count, testLimit ?? Infinity);
      const date = new Date().toISOString().slice(0, 10);
      await recorder.write(folder, { name, run, backboneFile, testCount, date });
    }
  } finally {
    process.off('SIGINT', interrupt);
    task.engine.dispose();
  }
}

/** @returns whether the run came to its end */
async function follow(
  run: Run,
  {
    task,
    control,
    recorder,
    json,
  }: { task: OpenTask; control: RunControl; recorder: Recorder | null; json: boolean },
): Promise<boolean> {
  const clock = () => performance.now();
  const progress = new ProgressLine(process.stderr, clock);
  const view = new SamplesInView(task.dataset);
  if (recorder) view.choose(recordedSamples);
  const dependencies = {
    ...task,
    control,
    viewer: new SampleViewer({ ...task, run, view }),
    clock,
    breathe,
    backend: task.engine.backend,
  };
  for await (const event of trainRun(run, dependencies)) {
    progress.show(event);
    recorder?.note(event);
    if (json) printJson(event);
  }
  return run.result !== null;
}

/** The stable contract of `--json`: an `epoch` each, then `done`; the run's id stays inside. */
function printJson(event: TrainingEvent): void {
  if (event.type !== 'epoch' && event.type !== 'done') return;
  console.log(JSON.stringify({ ...event, runId: undefined }));
}
