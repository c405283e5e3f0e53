import { Command } from 'commander';
import { efficientNetLite } from '../core/backbone/efficientnet-lite';
import type { Backbone } from '../core/backbone/backbone';
import type { Method } from '../core/method';
import { toTensors } from '../core/method-state';
import type { Normalisation } from '../core/normalisation';
import { createMethod } from '../core/smm';
import * as tf from '../core/tf';
import { decodeCapsule, stateFor, type Capsule } from '../data/capsule';
import { UserError } from '../lib/user-error';
import { checkMapping } from '../training/begin-run';
import { explain, type Explanation } from '../training/explain';
import { inputImages } from '../training/input-images';
import { oneOf, repeated } from './arguments';
import { readBytes } from './assets';
import { writeExplanation } from './explain-files';
import { explanationReport, printReport } from './explain-report';
import { knockOut } from './knock-out';
import { backendChoices, openEngine, type BackendChoice } from './open-engine';
import { openBackbone } from './open-task';
import { readPictures, type NamedPicture } from './read-folder';

interface ExplainOptions {
  readonly run: string;
  readonly images: string;
  readonly out: string;
  readonly set: readonly string[];
  readonly backend: BackendChoice;
  readonly json: boolean;
}

export function explainCommand(): Command {
  return new Command('explain')
    .description('what a trained run does to pictures, stage by stage: PNGs and one trace.safetensors')
    .requiredOption('--run <file>', 'run capsule, as `train --out` writes it')
    .requiredOption('--images <dir>', 'folder of PNG, JPEG or WebP pictures')
    .requiredOption('--out <dir>', 'where to write')
    .option('--set <block=variant>', 'switch a part off without training again', repeated, [])
    .option('--backend <name>', backendChoices.join(', '), oneOf(backendChoices), 'auto')
    .option('--json', 'one JSON document on stdout', false)
    .action(explainRun);
}

async function explainRun(options: ExplainOptions): Promise<void> {
  const capsule = decodeCapsule(await readBytes(options.run));
  const config = knockOut(capsule.config.method, options.set);
  const { pictures, failures } = await readPictures(options.images);
  const backboneFile = await openBackbone(capsule.config.backbone);
  if (backboneFile.hash !== capsule.provenance.backboneHash) {
    throw new UserError(
      `The run was trained with another ${capsule.config.backbone} than the one here. Use the version of the program that made it.`,
    );
  }
  checkMapping(capsule.mapping, { classes: backboneFile.classes.length });
  const { normalisation, description, tensors } = backboneFile;
  const method = createMethod(config, normalisation);
  const engine = await openEngine(options.backend, { description: efficientNetLite(description), tensors });
  try {
    const { backbone } = engine;
    const explanation = await explainPictures(method, { capsule, pictures, backbone, normalisation });
    await writeExplanation(options.out, explanation, { method, pictures, normalisation });
    const report = explanationReport(explanation, { capsule, pictures, sourceClasses: backboneFile.classes });
    printReport(report, options);
  } finally {
    engine.dispose();
  }
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  if (failures.length > 0) process.exitCode = 2;
}

async function explainPictures(
  method: Method,
  {
    capsule,
    pictures,
    backbone,
    normalisation,
  }: {
    capsule: Capsule;
    pictures: readonly NamedPicture[];
    backbone: Backbone;
    normalisation: Normalisation;
  },
): Promise<Explanation> {
  const state = toTensors(method, stateFor(method.parameters, capsule.tensors));
  const rasters = pictures.map(({ raster }) => raster);
  const images = inputImages(method, normalisation, rasters, { apart: true });
  const names = ['resized', 'mask', 'maskFull', 'pattern', 'prompted', 'logits'] as const;
  const explanation = await explain({ method, state, backbone }, images, names);
  tf.dispose([state, images]);
  method.dispose();
  return explanation;
}
