import { gzipSync } from 'node:zlib';
import { Command } from 'commander';
import { withoutGenerator } from '../core/ablation/masks';
import { methodParameters } from '../core/ablation/method-parameters';
import { encodeCapsule } from '../data/capsule';
import { encodeInspection } from '../data/recorded-inspection';
import type { StoredAnswer } from '../data/stored-inspections';
import { provenanceOf } from '../training/begin-run';
import { inspectGenerator } from '../training/inspect/generator';
import { inspectMapping } from '../training/inspect/mapping';
import { modelOf, type Asking, type Model } from '../training/inspect/model';
import { inspectSaliency } from '../training/inspect/saliency';
import { Steps } from '../training/inspect/step';
import { SamplesInView, type Sample } from '../training/samples-in-view';
import { storedRun } from '../training/stored-run';
import { oneOf, wholeNumber } from './arguments';
import { prepareOut, writeOut } from './assets';
import { breathe } from './breathe';
import { withDataOptions, type OwnDataOptions } from './data-options';
import { RUN_BACKBONE_HELP, withUnitOptions, type BackboneOptions } from './open-backbone';
import { backendChoices, type BackendChoice } from './open-engine';
import { openStoredRun } from './open-stored-run';
import { openTask, type OpenTask } from './open-task';
import { ProgressLine } from './progress-line';

interface InspectOptions extends OwnDataOptions, BackboneOptions {
  readonly run: string;
  readonly out: string;
  readonly weights?: string;
  readonly data?: string;
  readonly backbone?: string;
  readonly samples: number;
  readonly chain: number;
  readonly backend: BackendChoice;
  readonly json: boolean;
}

export function inspectCommand(): Command {
  return withUnitOptions(withDataOptions(new Command('inspect')))
    .description(
      'a trained run from the inside: mask network, saliency, label mapping and single steps in one file',
    )
    .requiredOption('--run <file>', 'run capsule, as `train --out` writes it')
    .requiredOption('--out <file>', 'where to write; packed where its name ends in .gz')
    .option('--samples <n>', 'the first n test images', wholeNumber({ from: 1, to: 64 }), 16)
    .option('--chain <n>', 'steps one after another, of each kind', wholeNumber({ from: 1, to: 8 }), 3)
    .option('--weights <file>', 'also the run capsule in half precision, to look at and not to go on from')
    .option('--data <name|path>', 'the images that the run was trained on (default: those that it names)')
    .option('--backbone <file>', RUN_BACKBONE_HELP)
    .option('--backend <name>', backendChoices.join(', '), oneOf(backendChoices), 'auto')
    .option('--json', 'one JSON document on stdout', false)
    .action(inspectRun);
}

async function inspectRun(options: InspectOptions): Promise<void> {
  const { out, weights } = options;
  await prepareOut(out);
  if (weights) await prepareOut(weights);
  const { bytes, capsule, dataset, backboneFile } = await openStoredRun(options.run, options);
  const task = await openTask({ dataset, backboneFile }, options.backend);
  try {
    const { answers, step } = await answersOf(task, bytes, options);
    const { data } = capsule.config;
    const recorded = new Date().toISOString().slice(0, 10);
    const file = encodeInspection({ answers, step, data, recorded, provenance: provenanceOf(task) });
    const written = await write(out, file);
    const half = weights ? await write(weights, encodeCapsule(capsule, { half: true })) : null;
    report(answers, { step, bytes: written, weights: half }, options);
  } finally {
    task.engine.dispose();
  }
}

async function answersOf(
  task: OpenTask,
  bytes: Uint8Array<ArrayBuffer>,
  options: InspectOptions,
): Promise<{ readonly answers: readonly StoredAnswer[]; readonly step: number }> {
  const run = storedRun(task, { id: 'inspected', bytes });
  const line = new ProgressLine(process.stderr, () => performance.now());
  try {
    const model = await modelOf(run, { moments: false });
    const asked = { task, model, samples: samplesOf(task, options), note: (text: string) => line.note(text) };
    const answers = [...(await looks(asked)), ...(await steps(asked, options))];
    return { answers, step: model.step };
  } finally {
    run.dispose();
    run.method.dispose();
  }
}

function samplesOf({ dataset }: OpenTask, { samples }: InspectOptions): readonly Sample[] {
  const view = new SamplesInView(dataset);
  const count = Math.min(samples, dataset.test.count);
  return Array.from({ length: count }, (_, index) => view.find(`test/${index}`));
}

interface Asked {
  readonly task: OpenTask;
  readonly model: Model;
  readonly samples: readonly Sample[];
  note(text: string): void;
}

/** What is asked of the model as it stands. */
async function looks({ task, model, samples, note }: Asked): Promise<StoredAnswer[]> {
  const hasGenerator = withoutGenerator(model.config.method) === null;
  const counting = (done: number, total: number) =>
    note(`label mapping: ${done} of ${total} training images`);
  const mapping = await inspectMapping(task, model, { ...asking, progress: counting });
  const answers: StoredAnswer[] = [mapping!];
  for (const [done, sample] of samples.entries()) {
    note(`${done} of ${samples.length} images`);
    if (hasGenerator) answers.push(await inspectGenerator(task, model, sample));
    answers.push(await inspectSaliency(task, model, sample));
  }
  return answers;
}

/** Steps on copies of it, each kind in a chain of its own. */
async function steps(
  { task, model, samples, note }: Asked,
  { chain }: InspectOptions,
): Promise<StoredAnswer[]> {
  const trained = methodParameters(model.config.method);
  if (trained.every(({ group }) => group === 'statistic')) return [];
  const copies = new Steps(task, model);
  const answers: StoredAnswer[] = [];
  for (const only of [null, 'pattern', 'mask'] as const) {
    for (let length = 0; length < chain; length++) {
      note(`step ${length + 1} of ${chain} (${only ?? 'pattern and mask'})`);
      const after = Array.from({ length }, () => only);
      answers.push(...(await copies.take(samples, { only, after }, asking))!);
    }
  }
  copies.close();
  return answers;
}

const asking: Asking = { progress: () => undefined, wanted: () => true, breathe };

async function write(path: string, content: Uint8Array): Promise<number> {
  const packed = path.endsWith('.gz') ? gzipSync(content, { level: 9 }) : content;
  await writeOut(path, packed);
  return packed.length;
}

function report(
  answers: readonly StoredAnswer[],
  about: { readonly step: number; readonly bytes: number; readonly weights: number | null },
  { json }: InspectOptions,
): void {
  const kinds = ['generator', 'saliency', 'mapping', 'step'] as const;
  const counts = kinds.map((kind) => [kind, answers.filter(({ what }) => what === kind).length]);
  const summary = { ...about, answers: Object.fromEntries(counts) as Record<string, number> };
  if (json) console.log(JSON.stringify(summary));
  else console.dir(summary);
}
