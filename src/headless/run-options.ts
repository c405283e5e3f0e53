import type { Command } from 'commander';
import { applySet, blocks, defaultSwitches } from '../core/ablation/registry';
import { sideLimits } from '../core/ablation/method-limits';
import { usualTraining } from '../core/ablation/usual-training';
import { mapping } from '../core/ablation/mapping';
import type { MappingId, MethodConfig, RunConfig, TrainingConfig } from '../core/method-config';
import type { BackboneFile } from '../data/backbone-file';
import type { Dataset } from '../data/dataset';
import { oneOf, positiveNumber, repeated, wholeNumber } from './arguments';
import { DATA_HELP, withDataOptions, type OwnDataOptions } from './data-options';
import { BACKBONE_HELP, withUnitOptions, type BackboneOptions } from './open-backbone';
import { backendChoices, type BackendChoice } from './open-engine';

/** The options of every command that trains, as commander hands them over. */
export interface RunOptions extends OwnDataOptions, BackboneOptions {
  readonly data: string;
  readonly backbone: string;
  readonly size: number;
  readonly epochs: number;
  readonly batch: number;
  readonly lr: number;
  readonly lrMask?: number;
  /** γ of δ's rate and of φ's at each milestone; no option of the command line, a network may suggest it */
  readonly patternDecay?: number;
  readonly maskDecay?: number;
  readonly augment: TrainingConfig['augmentation'];
  readonly patch: number;
  readonly trainLimit?: number;
  readonly testLimit?: number;
  readonly seed: number;
  readonly set: readonly string[];
  readonly mapping?: MappingId;
  readonly backend: BackendChoice;
}

const mappings = mapping.variants.map(({ id }) => id as MappingId);

/** @param defaults where a command has its own */
export function withRunOptions(
  command: Command,
  { epochs = usualTraining.epochs }: { epochs?: number } = {},
): Command {
  const image = wholeNumber({ from: 1 });
  return withUnitOptions(withDataOptions(command))
    .option('--data <name|path>', DATA_HELP, 'fashion-mnist')
    .option('--backbone <name|file>', BACKBONE_HELP, 'efficientnet-lite0')
    .option(
      '--backbone-classes <file>',
      'own backbone: names of its classes, one a line (default: ImageNet’s for 1000, else numbers)',
    )
    .option(
      '--size <pixels>',
      'side of the backbone’s input, 32 to 384',
      wholeNumber({ from: sideLimits.least, to: sideLimits.most }),
      96,
    )
    .option('--epochs <n>', 'passes over the training images', wholeNumber({ from: 0 }), epochs)
    .option('--batch <n>', 'images per step', wholeNumber({ from: 1 }), usualTraining.batch)
    .option(
      '--lr <rate>',
      'learning rate of the pattern δ',
      positiveNumber,
      usualTraining.patternLearningRate,
    )
    .option(
      '--lr-mask <rate>',
      'learning rate of the mask generator (default: that of the pattern)',
      positiveNumber,
    )
    .option(
      '--augment <how>',
      'none, or crop-flip',
      oneOf(['none', 'crop-flip'] as const),
      usualTraining.augmentation,
    )
    .option('--patch <pixels>', 'side of a mask patch: 1, 2, 4, 8 or 16', wholeNumber({ from: 1 }), 8)
    .option('--train-limit <n>', 'only the first n training images', image)
    .option('--test-limit <n>', 'only the first n test images', image)
    .option('--seed <n>', 'everything random follows from it', wholeNumber({ from: 0 }), 0)
    .option(
      '--set <block=variant>',
      `another variant of a block (${blocks.map(({ id }) => id).join(', ')}); may be given again`,
      repeated,
      [],
    )
    .option('--mapping <how>', `short for --set mapping=…: ${mappings.join(', ')}`, oneOf(mappings))
    .option('--backend <name>', backendChoices.join(', '), oneOf(backendChoices), 'auto');
}

/** The run that the options describe on this data. @throws UserError when it cannot be run */
export function runConfig(options: RunOptions, dataset: Dataset, backbone: BackboneFile): RunConfig {
  const method: MethodConfig = {
    ...defaultSwitches,
    side: options.size,
    nativeSide: dataset.nativeSide,
    classes: dataset.classes.length,
    patch: options.patch,
  };
  const settings = options.mapping ? [...options.set, `mapping=${options.mapping}`] : options.set;
  return {
    method: applySet(method, settings),
    training: {
      epochs: options.epochs,
      batch: options.batch,
      patternLearningRate: options.lr,
      maskLearningRate: options.lrMask ?? options.lr,
      patternDecay: options.patternDecay ?? usualTraining.patternDecay,
      maskDecay: options.maskDecay ?? usualTraining.maskDecay,
      augmentation: options.augment,
      seed: options.seed,
      trainLimit: options.trainLimit ?? null,
      testLimit: options.testLimit ?? null,
    },
    data: dataset.name,
    backbone: backbone.description.name,
  };
}
