/** A network that somebody brings along, as a weights file. */
import type { Normalisation } from '../../core/normalisation';
import { sha256 } from '../../lib/sha256';
import type { BackboneFile } from '../backbone-file';
import { parseSafetensors } from '../safetensors';
import { sourceClassNames } from './class-names';
import { recogniseBackbone, type RecognisedBackbone } from './recognise';
import { readWeights } from './weights';

export interface OwnBackboneOptions {
  /** the file's name, or the address that it came from */
  readonly name: string;
  /** its folder and name, where there is a folder: files of hubs are all called model.safetensors */
  readonly hint?: string | undefined;
  /** ImageNet's class names, for networks that have as many classes */
  readonly imageNet: readonly string[];
  /** what the source classes are called, in logit order, where the person says so */
  readonly classNames?: readonly string[] | undefined;
  /** the input unit, where it is not the architecture's usual one */
  readonly normalisation?: Normalisation | undefined;
}

/** @throws UserError where the file is damaged, or holds no network that is known here */
export function readOwnBackbone(
  bytes: Uint8Array<ArrayBuffer>,
  { name, hint, imageNet, classNames, normalisation }: OwnBackboneOptions,
): BackboneFile {
  const { tensors } = parseSafetensors(bytes, `"${name}"`);
  const recognised = recogniseBackbone(tensors, name, hint);
  const { description, title, sides, suggested } = recognised;
  const said = saidBeside(recognised, normalisation);
  return {
    architecture: recognised.architecture,
    description: { ...description, name: ownName(name) },
    title,
    licence: '',
    inputSides: sides,
    ...(suggested && { suggested }),
    normalisation: normalisation ?? recognised.normalisation,
    tensors: readWeights(recognised, tensors),
    classes: sourceClassNames(description.classes, { given: classNames, imageNet }),
    hash: sha256([bytes, said]),
  };
}

/** What is not in the file and makes another network of it: its hash goes on over these bytes. */
export function saidBeside(
  { variant }: Pick<RecognisedBackbone, 'variant'>,
  normalisation: Normalisation | null | undefined,
): Uint8Array<ArrayBuffer> {
  const said = [variant ?? '', normalisation ? JSON.stringify(normalisation) : ''].join('');
  return new TextEncoder().encode(said);
}

const LONGEST = 100;

/** What runs call it: the file's name without folders and ending. */
export function ownName(file: string): string {
  const base = file
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\.safetensors$/i, '');
  return base.slice(0, LONGEST) || 'network';
}
