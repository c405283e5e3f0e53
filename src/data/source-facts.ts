/** What the page came with, as the files beside it say of themselves: nothing here is typed in a second time. */
import type { Normalisation } from '../core/normalisation';
import { parseJson, z } from '../lib/schema';
import { sha256 } from '../lib/sha256';
import { normalisationSchema } from './normalisation-schema';
import { decodeText } from './read-file';

const text = z.string().check(z.maxLength(20_000));
const count = z.int().check(z.nonnegative());
const digest = z.string().check(z.length(64));

const sheet = z.object({ file: text, columns: count, rows: count, count, bytes: count });
const split = z.object({ count, labels: z.array(count), sheets: z.array(sheet).check(z.minLength(1)) });
const datasetSchema = z.object({
  name: text,
  title: text,
  description: text,
  notice: text,
  licence: text,
  source: text,
  classes: z.array(text),
  side: count,
  channels: z.union([z.literal(1), z.literal(3)]),
  splits: z.object({ train: split, test: split }),
});

const networkSchema = z.object({
  name: text,
  title: text,
  licence: text,
  source: text,
  classes: count,
  inputSides: z.object({ min: count, max: count }),
  normalisation: normalisationSchema,
  files: z.object({ 'model.safetensors': z.object({ sha256: digest, bytes: count }) }),
});

const licencesSchema = z.array(z.object({ name: text, version: text, licence: text, text: text }));

const contentsSchema = z.object({ recorded: count, live: count, openingRuns: count, lab: count });

export interface DatasetFacts {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** what its accuracies must not be compared with */
  readonly notice: string;
  readonly licence: string;
  readonly source: string;
  readonly classes: readonly string[];
  /** of a picture, in pixels */
  readonly side: number;
  readonly channels: 1 | 3;
  readonly trainCount: number;
  readonly testCount: number;
  /** of all its sheets */
  readonly bytes: number;
  /** SHA-256 (hex) of dataset.json, which holds that of each sheet */
  readonly hash: string;
  readonly sheet: FirstSheet;
}

/** The sheet that the first test pictures are on: equal tiles in rows. */
export interface FirstSheet {
  /** below the folder of the page */
  readonly path: string;
  readonly columns: number;
  readonly rows: number;
  /** class of each tile */
  readonly labels: readonly number[];
}

export interface NetworkFacts {
  readonly name: string;
  readonly title: string;
  readonly licence: string;
  readonly source: string;
  readonly classes: number;
  readonly inputSides: { readonly min: number; readonly max: number };
  /** r(x) = (scale·x − shift) / divisor for a picture x in 0..1 */
  readonly normalisation: Normalisation;
  readonly bytes: number;
  /** SHA-256 (hex) of model.safetensors */
  readonly hash: string;
}

/** How much the page holds, in bytes. */
export interface PageContents {
  /** what is kept for offline by itself, and what else training needs */
  readonly recorded: number;
  readonly live: number;
  readonly openingRuns: number;
  readonly lab: number;
}

/** A package of which something is in the page. */
export interface PackageLicence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** empty where the package holds none */
  readonly text: string;
}

/** @throws UserError where the file is damaged */
export function readDatasetFacts(bytes: Uint8Array, name: string): DatasetFacts {
  const path = `datasets/${name}/dataset.json`;
  const { splits, ...facts } = parseJson(datasetSchema, decodeText(bytes, path), damaged(path));
  const { train, test } = splits;
  const first = test.sheets[0]!;
  return {
    ...facts,
    trainCount: train.count,
    testCount: test.count,
    bytes: [...train.sheets, ...test.sheets].reduce((sum, one) => sum + one.bytes, 0),
    hash: sha256([bytes]),
    sheet: {
      path: `datasets/${name}/${first.file}`,
      columns: first.columns,
      rows: first.rows,
      labels: test.labels.slice(0, first.count),
    },
  };
}

/** @throws UserError where the file is damaged */
export function readNetworkFacts(bytes: Uint8Array, name: string): NetworkFacts {
  const path = `models/${name}/model.json`;
  const { files, ...facts } = parseJson(networkSchema, decodeText(bytes, path), damaged(path));
  const { sha256: hash, bytes: size } = files['model.safetensors'];
  return { ...facts, hash, bytes: size };
}

/** @throws UserError where the file is damaged */
export function readLicences(bytes: Uint8Array): readonly PackageLicence[] {
  const path = 'licences.json';
  return parseJson(licencesSchema, decodeText(bytes, path), damaged(path));
}

/** @throws UserError where the file is damaged */
export function readContents(bytes: Uint8Array): PageContents {
  const path = 'contents.json';
  return parseJson(contentsSchema, decodeText(bytes, path), damaged(path));
}

const damaged = (path: string) => `${path} is damaged; install or build the app anew.`;
