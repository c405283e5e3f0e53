import { Command } from 'commander';
import type { Backbone } from '../core/backbone/backbone';
import { needsProbe } from '../core/ablation/knock-outs';
import { methodNeeds } from '../core/ablation/method-needs';
import type { KnockOut } from '../core/ablation/block';
import { knockOutMethod } from '../core/knock-out';
import type { Method } from '../core/method';
import { toTensors } from '../core/method-state';
import type { Normalisation } from '../core/normalisation';
import { createMethod } from '../core/smm';
import * as tf from '../core/tf';
import { decodeCapsule, stateFor, type Capsule } from '../data/capsule';
import type { Dataset } from '../data/dataset';
import { UserError } from '../lib/user-error';
import { checkMapping } from '../training/begin-run';
import { explain, type Explanation } from '../training/explain';
import { inputImages } from '../training/input-images';
import { probeFactsOf } from '../training/probe-facts';
import { taskFacts } from '../training/task-facts';
import { oneOf, repeated } from './arguments';
import { embeddedNames, readBytes } from './assets';
import { breathe } from './breathe';
import { dataOptions, withDataOptions, type OwnDataOptions } from './data-options';
import { writeExplanation } from './explain-files';
import { explanationReport, printReport } from './explain-report';
import { knockOuts } from './knock-out';
import { openRunBackbone, RUN_BACKBONE_HELP, withUnitOptions, type BackboneOptions } from './open-backbone';
import { backendChoices, openEngine, type BackendChoice } from './open-engine';
import { openDataset } from './open-task';
import { readPictures, type NamedPicture } from './read-folder';

interface ExplainOptions extends OwnDataOptions, BackboneOptions {
  readonly run: string;
  readonly images: string;
  readonly out: string;
  readonly set: readonly string[];
  readonly data?: string;
  readonly backbone?: string;
  readonly backend: BackendChoice;
  readonly json: boolean;
}

export function explainCommand(): Command {
  return withUnitOptions(withDataOptions(new Command('explain')))
    .description('what a trained run does to pictures, stage by stage: PNGs and one trace.safetensors')
    .requiredOption('--run <file>', 'run capsule, as `train --out` writes it')
    .requiredOption('--images <dir>', 'folder of PNG, JPEG or WebP pictures')
    .requiredOption('--out <dir>', 'where to write')
    .option(
      '--set <block=variant>',
      'switch a part off without training again; may be given again',
      repeated,
      [],
    )
    .option(
      '--data <name|path>',
      'the images that the run was trained on, where a switch needs their masks (default: those that the run names)',
    )
    .option('--backbone <file>', RUN_BACKBONE_HELP)
    .option('--backend <name>', backendChoices.join(', '), oneOf(backendChoices), 'auto')
    .option('--json', 'one JSON document on stdout', false)
    .action(explainRun);
}

async function explainRun(options: ExplainOptions): Promise<void> {
  const capsule = decodeCapsule(await readBytes(options.run));
  const by = knockOuts(capsule.config.method, options.set);
  const wanted = by.some(needsProbe) || methodNeeds(capsule.config.method).meanImage;
  const dataset = wanted ? await trainingImages(capsule, options) : null;
  const { pictures, failures } = await readPictures(options.images);
  const backboneFile = await openRunBackbone(capsule, options);
  checkMapping(capsule.mapping, { classes: backboneFile.classes.length });
  const { normalisation, description, tensors } = backboneFile;
  const engine = await openEngine(options.backend, { description, tensors });
  try {
    const { backbone } = engine;
    const { method, explanation } = await explainPictures(pictures, {
      capsule,
      by,
      dataset,
      backbone,
      normalisation,
    });
    await writeExplanation(options.out, explanation, { method, pictures, normalisation });
    const report = explanationReport(explanation, { capsule, pictures, sourceClasses: backboneFile.classes });
    printReport(report, options);
  } finally {
    engine.dispose();
  }
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  if (failures.length > 0) process.exitCode = 2;
}

/**
 * The images that the run was trained on.
 * @throws UserError when they are not here, or are others
 */
async function trainingImages(
  { config, provenance }: Capsule,
  { data, ...own }: Pick<ExplainOptions, 'data'> & OwnDataOptions,
): Promise<Dataset> {
  const name = data ?? config.data;
  if (!data && !(await embeddedNames('datasets')).includes(name)) {
    throw new UserError(
      `This switch needs the images that the run was trained on ("${name}"). Give their folder or file with --data.`,
    );
  }
  const dataset = await openDataset(name, dataOptions(own));
  if (dataset.hash !== provenance.dataHash) {
    throw new UserError(
      `The run was trained on other images than those in "${name}". Give theirs with --data.`,
    );
  }
  return dataset;
}

interface Explaining {
  readonly capsule: Capsule;
  readonly by: readonly KnockOut[];
  /** where `by` needs the masks of training images, or the masks their mean */
  readonly dataset: Dataset | null;
  readonly backbone: Backbone;
  readonly normalisation: Normalisation;
}

async function explainPictures(
  pictures: readonly NamedPicture[],
  { capsule, by, dataset, backbone, normalisation }: Explaining,
): Promise<{ method: Method; explanation: Explanation }> {
  const { method: config, training } = capsule.config;
  const trained = createMethod(config, normalisation);
  const state = toTensors(trained, stateFor(trained.parameters, capsule.tensors));
  const { trainLimit } = training;
  const facts = taskFacts({ train: async () => dataset!.train, backbone, normalisation, breathe });
  const known = { facts, mapping: capsule.mapping, trainLimit };
  const probed = by.some(needsProbe)
    ? await probeFactsOf(
        { source: { ...known, method: trained }, state },
        { split: dataset!.train, normalisation },
      )
    : null;
  const method = knockOutMethod(config, normalisation, { by, facts: probed });
  const rasters = pictures.map(({ raster }) => raster);
  const resized = inputImages(method, normalisation, rasters, { apart: true });
  const names = ['resized', 'mask', 'maskFull', 'pattern', 'prompted', 'logits'] as const;
  const explanation = await explain({ source: { ...known, method }, state, backbone }, resized, names);
  tf.dispose([state, resized]);
  for (const owner of [trained, method, facts, probed]) owner?.dispose();
  return { method, explanation };
}
