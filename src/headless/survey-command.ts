import { gzipSync } from 'node:zlib';
import { Command } from 'commander';
import { createMethod } from '../core/smm';
import { stateFor, type Capsule } from '../data/capsule';
import type { SurveyInspection } from '../data/inspection';
import { encodeSurvey } from '../data/recorded-survey';
import { UserError } from '../lib/user-error';
import { provenanceOf } from '../training/begin-run';
import { survey } from '../training/inspect/survey';
import { oneOf, wholeNumber } from './arguments';
import { prepareOut, writeOut } from './assets';
import { breathe } from './breathe';
import { withDataOptions, type OwnDataOptions } from './data-options';
import { RUN_BACKBONE_HELP, withUnitOptions, type BackboneOptions } from './open-backbone';
import { backendChoices, type BackendChoice } from './open-engine';
import { openStoredRun } from './open-stored-run';
import { openTask, type OpenTask } from './open-task';
import { ProgressLine } from './progress-line';

interface SurveyOptions extends OwnDataOptions, BackboneOptions {
  readonly run: string;
  readonly out: string;
  readonly data?: string;
  readonly backbone?: string;
  readonly limit: number;
  readonly backend: BackendChoice;
  readonly json: boolean;
}

export function surveyCommand(): Command {
  return withUnitOptions(withDataOptions(new Command('survey')))
    .description('what a trained run does to every test image: answers, losses and features in one file')
    .requiredOption('--run <file>', 'run capsule, as `train --out` writes it')
    .requiredOption('--out <file>', 'where to write; packed where its name ends in .gz')
    .option('--data <name|path>', 'the images that the run was trained on (default: those that it names)')
    .option('--limit <n>', 'the first n test images', wholeNumber({ from: 2, to: 5000 }), 5000)
    .option('--backbone <file>', RUN_BACKBONE_HELP)
    .option('--backend <name>', backendChoices.join(', '), oneOf(backendChoices), 'auto')
    .option('--json', 'one JSON document on stdout', false)
    .action(surveyRun);
}

async function surveyRun(options: SurveyOptions): Promise<void> {
  await prepareOut(options.out);
  const { capsule, dataset, backboneFile } = await openStoredRun(options.run, options);
  const task = await openTask({ dataset, backboneFile }, options.backend);
  try {
    const found = await surveyed(task, capsule, options);
    const { data } = capsule.config;
    const recorded = new Date().toISOString().slice(0, 10);
    const file = encodeSurvey({ survey: found, data, recorded, provenance: provenanceOf(task) });
    const packed = options.out.endsWith('.gz') ? gzipSync(file, { level: 9 }) : file;
    await writeOut(options.out, packed);
    report(found, options);
  } finally {
    task.engine.dispose();
  }
}

async function surveyed(
  task: OpenTask,
  { config, tensors, mapping, unprompted }: Capsule,
  { limit }: SurveyOptions,
): Promise<SurveyInspection> {
  if (!unprompted) throw new UserError('The run ended before it had begun. Train it for one epoch at least.');
  const method = createMethod(config.method, task.normalisation);
  const line = new ProgressLine(process.stderr, () => performance.now());
  try {
    const found = await survey(
      {
        task,
        method,
        state: stateFor(method.parameters, tensors),
        mapping,
        unpromptedMapping: Int32Array.from(unprompted.mapping),
        training: config.training,
      },
      {
        limit,
        progress: (done, total) => line.note(`${done} of ${total} images`),
        wanted: () => true,
        breathe,
      },
    );
    return found!;
  } finally {
    method.dispose();
  }
}

function report(
  { count, labels, answers, losses, features }: SurveyInspection,
  { json }: SurveyOptions,
): void {
  const accuracy = (given: Int32Array) => labels.filter((label, row) => label === given[row]).length / count;
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / count;
  const changes = losses.trained.map((loss, row) => loss - losses.initial[row]!);
  const summary = {
    count,
    accuracy: { unprompted: accuracy(answers.unprompted), prompted: accuracy(answers.prompted) },
    loss: {
      unprompted: mean(losses.unprompted),
      initial: mean(losses.initial),
      trained: mean(losses.trained),
    },
    worse: changes.filter((change) => change > 0).length / count,
    explained: features?.explained ?? null,
  };
  if (json) console.log(JSON.stringify(summary));
  else console.dir(summary);
}
