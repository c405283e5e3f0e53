/** The frozen network of a command: one that comes with the program, or a weights file of somebody's own. */
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import type { RunConfig } from '../core/method-config';
import type { Normalisation } from '../core/normalisation';
import { loadBackboneFile, type BackboneFile } from '../data/backbone-file';
import { classNamesIn, imageNetNames } from '../data/backbones/class-names';
import { readOwnBackbone } from '../data/backbones/own-backbone';
import { decodeText } from '../data/read-file';
import type { Provenance } from '../data/run-record';
import { suggestion } from '../lib/closest';
import type { PerChannel } from '../lib/per-channel';
import { UserError } from '../lib/user-error';
import { perColour, positivePerColour } from './arguments';
import { embeddedNames, folder, publicFolder, readBytes } from './assets';

export const BACKBONE_HELP =
  'an embedded backbone, or your own: a .safetensors file of a network as torchvision or timm saves it';

/** Of commands that open a run. */
export const RUN_BACKBONE_HELP = 'file of the network that the run was trained with, where it is your own';

/** What is said of a network of one's own, as commander hands it over. */
export interface BackboneOptions {
  /** file with the names of the source classes */
  readonly backboneClasses?: string | undefined;
  /** of the pictures that it was trained on, in fractions of white; both or none */
  readonly backboneMean?: PerChannel | undefined;
  readonly backboneStd?: PerChannel | undefined;
}

/** Options of every command that takes a network of one's own. */
export function withUnitOptions(command: Command): Command {
  return command
    .option(
      '--backbone-mean <r,g,b>',
      'own backbone: mean of the pictures it was trained on, 0 to 1 (default: what its architecture usually has)',
      perColour,
    )
    .option('--backbone-std <r,g,b>', 'own backbone: and their standard deviation', positivePerColour);
}

/** null = the architecture's usual one. @throws UserError where only half of it is said */
function saidNormalisation({ backboneMean, backboneStd }: BackboneOptions): Normalisation | null {
  if (backboneMean === undefined && backboneStd === undefined) return null;
  if (backboneMean === undefined || backboneStd === undefined) {
    throw new UserError('Give both --backbone-mean and --backbone-std, or neither.');
  }
  return { scale: 1, shift: backboneMean, divisor: backboneStd };
}

/** @param name an embedded backbone, the path of a .safetensors file, or that of a model.json (or its folder) */
export async function openBackbone(name: string, options: BackboneOptions = {}): Promise<BackboneFile> {
  const { backboneClasses } = options;
  const normalisation = saidNormalisation(options);
  const embedded = await embeddedNames('models');
  if (embedded.includes(name)) {
    if (normalisation) throw new UserError(`${name} has its own input unit: leave out --backbone-mean.`);
    return loadBackboneFile(publicFolder('models'), name);
  }
  const found = await stat(name).catch(() => null);
  if (!found) {
    throw new UserError(
      `There is no backbone and no file "${name}". ${suggestion(name, embedded)} Or give the path of a .safetensors file.`,
    );
  }
  if (found.isFile() && !name.endsWith('.json')) {
    const classNames =
      backboneClasses === undefined
        ? undefined
        : classNamesIn(decodeText(await readBytes(backboneClasses), backboneClasses), backboneClasses);
    return readOwnBackbone(await readBytes(name), {
      name: basename(name),
      hint: resolve(name).split(sep).slice(-2).join('/'),
      imageNet: await imageNetNames(publicFolder('models')),
      classNames,
      normalisation: normalisation ?? undefined,
    });
  }
  const path = resolve(name.endsWith('.json') ? dirname(name) : name);
  return loadBackboneFile(folder(dirname(path)), basename(path));
}

/**
 * The network that a run was trained with. A run names its network, but only those that come with the program are
 * looked up by that name: what a file says is no path.
 * @param given what --backbone says
 * @throws UserError when it is not here, or is another
 */
export async function openRunBackbone(
  {
    config,
    provenance,
  }: {
    readonly config: Pick<RunConfig, 'backbone'>;
    readonly provenance: Pick<Provenance, 'backboneHash'>;
  },
  { backbone: given, ...options }: { readonly backbone?: string | undefined } & BackboneOptions,
): Promise<BackboneFile> {
  const embedded = (await embeddedNames('models')).includes(config.backbone);
  const wanted = `"${config.backbone}", SHA-256 ${provenance.backboneHash.slice(0, 16)}…`;
  if (given === undefined && !embedded) {
    throw new UserError(
      `The run was trained with a network that does not come with this program (${wanted}). Give its file with --backbone.`,
    );
  }
  const file = await openBackbone(given ?? config.backbone, options);
  if (file.hash === provenance.backboneHash) return file;
  throw new UserError(
    given === undefined
      ? `The run was trained with another ${config.backbone} than the one here. Use the version of the program that made it, or give the network's file with --backbone.`
      : `"${given}" (${file.title}, SHA-256 ${file.hash.slice(0, 16)}…) is not the network that the run was trained with (${wanted}). Give that one with --backbone.`,
  );
}
