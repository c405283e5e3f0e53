/**
 * What a plan has to know of data and networks before any of them is trained with. Opening them may take minutes, so
 * what was found is kept in the sweep's folder, under the identity of the files.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { sideStep } from '../../core/backbone/description/layer-facts';
import type { BackboneFile } from '../../data/backbone-file';
import type { SuggestedSettings } from '../../data/backbones/suggested-settings';
import type { Dataset } from '../../data/dataset';
import type { DataOptions } from '../../data/own/import-into-memory';
import { sourceIdentity } from '../../data/own/source-identity';
import { sha256 } from '../../lib/sha256';
import { UserError } from '../../lib/user-error';
import { embeddedNames, publicPath } from '../assets';
import { diskSource } from '../disk-source';
import { openBackbone } from '../open-backbone';
import { openDataset } from '../open-task';
import { writeWhole } from './atomic-file';
import type { WrittenBackbone, WrittenDataset } from './plan-schema';

/** How a task opens its data: by a name that comes with the program, or an absolute path. */
export interface DatasetSource {
  readonly name: string;
  readonly options: DataOptions;
}

export interface BackboneSource {
  readonly name: string;
  /** file of class names, absolute */
  readonly classes: string | null;
}

export interface DatasetFacts {
  readonly name: string;
  readonly hash: string;
  readonly classes: number;
  readonly nativeSide: number;
  readonly train: number;
  readonly test: number;
  /** so many of the first training pictures show every class; null where no number does */
  readonly showsAll: number | null;
}

export interface BackboneFacts {
  readonly name: string;
  readonly title: string;
  readonly hash: string;
  readonly classes: number;
  readonly sideStep: number;
  readonly suggested: SuggestedSettings | null;
}

export async function datasetSource(written: WrittenDataset, base: string): Promise<DatasetSource> {
  if (typeof written === 'string') return { name: await located(written, 'datasets', base), options: {} };
  const keptSide = written['kept-side'];
  const testShare = written['test-share'];
  const seed = written['split-seed'];
  const { labels, resplit, duplicates } = written;
  const options: DataOptions = {
    ...(keptSide !== undefined && { keptSide }),
    ...(labels !== undefined && { labels }),
    ...(testShare !== undefined && { testShare }),
    ...(seed !== undefined && { seed }),
    ...(resplit !== undefined && { resplit }),
    ...(duplicates !== undefined && { duplicates }),
  };
  return { name: resolve(base, written.path), options };
}

export async function backboneSource(written: WrittenBackbone, base: string): Promise<BackboneSource> {
  if (typeof written === 'string') return { name: await located(written, 'models', base), classes: null };
  const { file, classes } = written;
  return {
    name: resolve(base, file),
    classes: classes === undefined ? null : resolve(base, classes),
  };
}

/** One that comes with the program keeps its name; what is neither is said by whoever opens it. */
async function located(name: string, kind: 'datasets' | 'models', base: string): Promise<string> {
  if ((await embeddedNames(kind)).includes(name)) return name;
  const path = resolve(base, name);
  return (await stat(path).catch(() => null)) ? path : name;
}

/** What was found before, in files of a folder. */
export class SourceFacts {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws UserError where it cannot be read */
  ofDataset({ name, options }: DatasetSource): Promise<DatasetFacts> {
    return this.#known('data', name, { options }, async () => datasetFacts(await openDataset(name, options)));
  }

  /** @throws UserError where it cannot be read */
  ofBackbone({ name, classes }: BackboneSource): Promise<BackboneFacts> {
    return this.#known('backbone', name, { classes }, async () =>
      backboneFacts(await openBackbone(name, { backboneClasses: classes ?? undefined })),
    );
  }

  async #known<Facts>(
    kind: 'data' | 'backbone',
    name: string,
    settings: object,
    find: () => Promise<Facts>,
  ): Promise<Facts> {
    const path = await pathOf(name, kind);
    const source = await diskSource(path);
    if (!source) return find();
    const identity = await sourceIdentity(source);
    const text = JSON.stringify({ form: 1, identity, settings, name: basename(name) });
    const file = join(this.#folder, `${kind}-${sha256([new TextEncoder().encode(text)]).slice(0, 16)}.json`);
    const kept = await readFile(file, 'utf8').catch(() => null);
    if (kept !== null) return JSON.parse(kept) as Facts;
    const facts = await find();
    await writeWhole(file, JSON.stringify(facts));
    return facts;
  }
}

async function pathOf(name: string, kind: 'data' | 'backbone'): Promise<string> {
  const folder = kind === 'data' ? 'datasets' : 'models';
  if ((await embeddedNames(folder)).includes(name)) return join(publicPath(folder), name);
  // a model.json means the files beside it
  return name.endsWith('.json') ? dirname(name) : name;
}

function datasetFacts({ name, hash, classes, nativeSide, train, test }: Dataset): DatasetFacts {
  const first = new Map<number, number>();
  train.labels.forEach((label, index) => {
    if (!first.has(label)) first.set(label, index);
  });
  return {
    name,
    hash,
    classes: classes.length,
    nativeSide,
    train: train.count,
    test: test.count,
    showsAll: first.size < classes.length ? null : Math.max(...first.values()) + 1,
  };
}

function backboneFacts({ description, title, hash, classes, suggested }: BackboneFile): BackboneFacts {
  return {
    name: description.name,
    title,
    hash,
    classes: classes.length,
    sideStep: sideStep(description),
    suggested: suggested ?? null,
  };
}

/** @throws UserError where the file is another one than when the sweep was planned */
export function checkSame(found: string, planned: string, what: string): void {
  if (found === planned) return;
  throw new UserError(
    `${what} is not what it was when the sweep was planned (SHA-256 ${found.slice(0, 12)}… instead of ${planned.slice(0, 12)}…). Put the old one back, or run \`smm sweep run\` again to plan with the new one.`,
  );
}
