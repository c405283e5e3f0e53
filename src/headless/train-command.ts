import { Command } from 'commander';
import { beginRun, checkRun, sourceOf } from '../training/begin-run';
import { RunControl } from '../training/control';
import type { TrainingEvent } from '../training/events';
import type { Run } from '../training/run';
import { SampleViewer } from '../training/sample-viewer';
import { SamplesInView } from '../training/samples-in-view';
import { capsuleOf } from '../training/saved-run';
import { trainRun } from '../training/trainer';
import { prepareOut, writeOut } from './assets';
import { breathe } from './breathe';
import { CheckpointFile } from './checkpoint-file';
import { dataOptions } from './data-options';
import { openBackbone, openRunBackbone } from './open-backbone';
import { openDataset, openRunDataset, openTask, type OpenTask } from './open-task';
import { ProgressLine } from './progress-line';
import { checkRecordable, recordedSamples, Recorder } from './recorder';
import { resumedRun } from './resumed-run';
import { runConfig, withRunOptions, type RunOptions } from './run-options';
import { suggestedOptions } from './suggested-options';

/** As a shell reports a program that Ctrl-C ended. */
const INTERRUPTED = 130;

interface TrainOptions extends RunOptions {
  readonly out?: string;
  readonly json: boolean;
  readonly record?: string;
  readonly recordName: string;
  readonly resume?: string;
}

export function trainCommand(): Command {
  return withRunOptions(new Command('train'))
    .description('train one run and write it as a run capsule')
    .option(
      '--out <file>',
      'where to write the run capsule (.safetensors); beside it the run is kept while it trains',
    )
    .option(
      '--resume <file>',
      'go on with a run that was kept (.checkpoint.safetensors), with its own settings',
    )
    .option('--record <dir>', 'also write what the page plays while it loads, into this folder')
    .option('--record-name <name>', 'name of the recorded run', 'smm')
    .option('--json', 'one JSON object per line on stdout: an `epoch` each, then `done`', false)
    .action(train);
}

async function train(options: TrainOptions, command: Command): Promise<void> {
  const resumed = options.resume === undefined ? null : await resumedRun(options.resume, command);
  const dataset = resumed
    ? await openRunDataset(resumed, resumed.data, dataOptions(options))
    : await openDataset(options.data, dataOptions(options));
  const backboneFile = resumed
    ? await openRunBackbone(resumed, { ...options, backbone: resumed.backbone })
    : await openBackbone(options.backbone, options);
  const config =
    resumed?.config ?? runConfig(suggestedOptions(options, command, backboneFile), dataset, backboneFile);
  checkRun(config, { dataset, backbone: sourceOf(backboneFile) });
  if (options.record !== undefined) checkRecordable(config, dataset);
  const kept = options.out === undefined ? null : new CheckpointFile(options.out);
  if (options.out) await prepareOut(options.out);
  await kept?.prepare();
  const task = await openTask({ dataset, backboneFile }, options.backend);
  const control = new RunControl();
  // a run that pauses is kept as it stands; then it may end
  const interrupt = () => control.pause();
  process.once('SIGINT', interrupt);
  try {
    const run = beginRun(task, { id: 'run', config, checkpoint: resumed?.checkpoint ?? null });
    const recorder = options.record === undefined ? null : new Recorder();
    const finished = await follow(run, { task, control, recorder, kept, json: options.json });
    if (options.out && run.mapping) await writeOut(options.out, await capsuleOf(run));
    if (!finished) process.exitCode = INTERRUPTED;
    else {
      await kept?.remove();
      if (options.record && recorder) {
        const { recordName: name, record: folder, testLimit } = options;
        const testCount = Math.min(dataset.test.count, testLimit ?? Infinity);
        const date = new Date().toISOString().slice(0, 10);
        await recorder.write(folder, { name, run, backboneFile, testCount, date });
      }
    }
  } finally {
    process.off('SIGINT', interrupt);
    kept?.close();
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
    kept,
    json,
  }: {
    task: OpenTask;
    control: RunControl;
    recorder: Recorder | null;
    kept: CheckpointFile | null;
    json: boolean;
  },
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
    if (event.type === 'checkpoint') await kept?.write(event.bytes);
    if (event.type === 'paused') control.stop();
  }
  return run.result !== null;
}

/** The stable contract of `--json`: an `epoch` each, then `done`; the run's id stays inside. */
function printJson(event: TrainingEvent): void {
  if (event.type !== 'epoch' && event.type !== 'done') return;
  console.log(JSON.stringify({ ...event, runId: undefined }));
}
