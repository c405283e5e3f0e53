/**
 * Makes a dataset of imported pictures: which classes there are, which picture is trained and which tested on, in what
 * order. Nothing is decoded again for that, so classes may be renamed, joined and left out, and the split drawn anew.
 */
import { sha256 } from '../../lib/sha256';
import { classNameOf } from '../../lib/class-name';
import { UserError } from '../../lib/user-error';
import type { Half, LeftOut } from '../formats/format';
import { IMPORT_LIMITS } from '../formats/import-limits';
import { duplicatesAmong, withoutDuplicates, type DuplicateReport, type SortedPicture } from './duplicates';
import { byPlace, type PictureRow } from './picture-table';
import { testPlaces, type SeededSplit } from './split-by-seed';

export interface ArrangeOptions extends SeededSplit {
  /** part all pictures by the seed, whatever halves they came in */
  readonly resplit: boolean;
  readonly duplicates: 'keep' | 'leave-out';
  /** by what the format calls a class, its name here; null = left out. The same name for several joins them */
  readonly renamed: readonly (readonly [label: string, name: string | null])[];
  /**
   * by picture number, its class: for pictures that came without one, or with a wrong one; null = left out, and so are
   * those of a class that `renamed` leaves out by the name it came with
   */
  readonly relabelled: readonly (readonly [picture: number, name: string | null])[];
}

export const arrangeDefaults: ArrangeOptions = {
  seed: 0,
  testShare: 0.2,
  resplit: false,
  duplicates: 'keep',
  renamed: [],
  relabelled: [],
};

export interface ArrangedHalf {
  /** [count], numbers of pictures in the order of arrival */
  readonly pictures: Int32Array<ArrayBuffer>;
  /** [count], index into `classes` */
  readonly labels: Int32Array<ArrayBuffer>;
}

export interface ClassCount {
  readonly name: string;
  readonly train: number;
  readonly test: number;
}

export interface Arrangement {
  readonly classes: readonly string[];
  readonly train: ArrangedHalf;
  readonly test: ArrangedHalf;
  /** Dataset.hash */
  readonly hash: string;
  /** of every class, in label order */
  readonly counts: readonly ClassCount[];
  /** the split was drawn by the seed */
  readonly seeded: boolean;
  /** pictures that have no class */
  readonly unlabelled: number;
  readonly duplicates: DuplicateReport;
}

export interface Imported {
  /** for people */
  readonly name: string;
  readonly rows: readonly PictureRow[];
  readonly classNames: readonly string[] | null;
  /** the first file that was left out, for the sentence where nothing is left */
  readonly leftOut: LeftOut | null;
}

/** @throws UserError when it cannot be trained on */
export function arrange(imported: Imported, change: Partial<ArrangeOptions> = {}): Arrangement {
  const options = { ...arrangeDefaults, ...change };
  const { named, order, unlabelled } = namedRows(imported, options);
  const seeded = options.resplit || !named.some(({ row }) => row.half === 'test');
  const all = (seeded ? drawn(named, options) : given(named)).sort((one, other) =>
    byPlace(one.row, other.row),
  );
  const duplicates = duplicatesAmong(all);
  const pictures = options.duplicates === 'leave-out' ? withoutDuplicates(all) : all;
  const classes = checkedClasses(imported, pictures, order);
  const halves = {
    train: taken('train', pictures, classes),
    test: taken('test', pictures, classes),
  };
  const { rows } = imported;
  const hashes = [halves.train, halves.test].flatMap((half) =>
    Array.from(half.pictures, (picture) =>
      Uint8Array.from(rows[picture]!.hash, (byte) => byte.charCodeAt(0)),
    ),
  );
  return {
    classes,
    ...halves,
    hash: sha256([halves.train.labels, halves.test.labels, ...hashes]),
    counts: classes.map((name, label) => ({
      name,
      train: occurrences(halves.train.labels, label),
      test: occurrences(halves.test.labels, label),
    })),
    seeded,
    unlabelled,
    duplicates,
  };
}

interface NamedRow {
  readonly row: PictureRow;
  readonly name: string;
}

/** Every picture's class by name, and the order of the classes. */
function namedRows(
  { rows, classNames }: Imported,
  { renamed, relabelled }: ArrangeOptions,
): { named: NamedRow[]; order: string[]; unlabelled: number } {
  const changed = new Map(renamed);
  const came = (label: string) => classNameOf(label, classNames);
  const leftOut = new Set(renamed.flatMap(([label, name]) => (name === null ? [came(label)] : [])));
  const own = new Map(
    relabelled.map(([picture, name]) => [picture, name !== null && leftOut.has(name) ? null : name]),
  );
  const labels = new Set(rows.flatMap(({ label }) => (label === null ? [] : [label])));
  const ordered = [...labels].sort(byLabel);
  const nameOf = (label: string): string | null => {
    const given = changed.get(label);
    return given === undefined ? came(label) : given;
  };
  const order = new Set(ordered.flatMap((label) => nameOf(label) ?? []));
  for (const name of [...own.values()].flatMap((one) => one ?? []).sort()) order.add(name);
  let unlabelled = 0;
  const named = rows.flatMap((row) => {
    const label = own.get(row.picture);
    const name = label !== undefined ? label : row.label === null ? null : nameOf(row.label);
    if (row.label === null && label === undefined) unlabelled++;
    return name === null ? [] : [{ row, name }];
  });
  return { named, order: [...order], unlabelled };
}

/** Numbers as numbers, names by code unit: the same on every machine. */
function byLabel(one: string, other: string): number {
  const whole = /^\d+$/;
  if (whole.test(one) && whole.test(other)) return Number(one) - Number(other);
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The halves that the pictures came in; what came in none is trained on. */
function given(named: readonly NamedRow[]): SortedPicture[] {
  return named.map(({ row, name }) => ({ row, name, half: row.half ?? 'train' }));
}

function drawn(named: readonly NamedRow[], options: ArrangeOptions): SortedPicture[] {
  const classes = new Map<string, NamedRow[]>();
  for (const one of named) {
    const members = classes.get(one.name);
    if (members) members.push(one);
    else classes.set(one.name, [one]);
  }
  const pictures: SortedPicture[] = [];
  // the same picture goes to one side, in whichever classes it is: a split that is drawn here must not leak
  const sides = new Map<string, 'train' | 'test'>();
  for (const [name, members] of classes) {
    const sorted = members.toSorted((one, other) => byPlace(one.row, other.row));
    const distinct = [...new Set(sorted.map(({ row }) => row.hash))];
    const places = testPlaces(distinct.length, name, options);
    distinct.forEach((hash, place) => {
      if (!sides.has(hash)) sides.set(hash, places.has(place) ? 'test' : 'train');
    });
    for (const { row } of sorted) pictures.push({ row, name, half: sides.get(row.hash)! });
  }
  return pictures;
}

/** The classes that there are pictures of. @throws UserError when they are too few or too many to train on */
function checkedClasses(
  { name, leftOut, rows }: Imported,
  pictures: readonly SortedPicture[],
  order: readonly string[],
): string[] {
  const reason = leftOut ? ` ${leftOut.path}: ${leftOut.message}` : '';
  if (rows.length === 0) throw new UserError(`No picture in ${name} can be read.${reason}`);
  const namesIn = (half: Half): Set<string> =>
    new Set(pictures.filter((picture) => picture.half === half).map((picture) => picture.name));
  const [train, test] = [namesIn('train'), namesIn('test')];
  if (train.size === 0 && test.size === 0) {
    throw new UserError(
      `No picture in ${name} has a class. Put them into a folder for each class, or give them classes on the page.`,
    );
  }
  if (train.size === 0) {
    throw new UserError(
      `${name} has no train split. Put pictures into train/<class>/, a folder for each class, or split all of them anew.`,
    );
  }
  const untrained = [...test].filter((label) => !train.has(label));
  if (untrained.length > 0) {
    throw new UserError(
      `${name} tests ${listed(untrained)} but has no training pictures of it. Add some, or leave the class out of the test.${reason}`,
    );
  }
  if (train.size === 1) {
    throw new UserError(
      `${name} has one class only (${[...train][0]}): there is nothing to tell apart. Add another.${reason}`,
    );
  }
  if (train.size > IMPORT_LIMITS.classes) {
    throw new UserError(
      `${name} has ${train.size} classes; at most ${IMPORT_LIMITS.classes} can be mapped to the network's own. Use fewer.`,
    );
  }
  if (test.size === 0) {
    throw new UserError(
      `No picture is left for the test of ${name}: each class has only one. Add pictures.${reason}`,
    );
  }
  return order.filter((label) => train.has(label));
}

function listed(names: readonly string[]): string {
  const [first] = names;
  return names.length === 1 ? `"${first}"` : `"${first}" (and ${names.length - 1} more classes)`;
}

/** The classes take turns, so that the first n pictures hold about as many of each. */
function taken(half: Half, pictures: readonly SortedPicture[], classes: readonly string[]): ArrangedHalf {
  const queues = new Map(classes.map((name): [string, number[]] => [name, []]));
  for (const picture of pictures)
    if (picture.half === half) queues.get(picture.name)?.push(picture.row.picture);
  const lists = [...queues.values()];
  const longest = Math.max(...lists.map(({ length }) => length));
  const order: number[] = [];
  const labels: number[] = [];
  for (let turn = 0; turn < longest; turn++) {
    lists.forEach((list, label) => {
      const picture = list[turn];
      if (picture === undefined) return;
      order.push(picture);
      labels.push(label);
    });
  }
  return { pictures: Int32Array.from(order), labels: Int32Array.from(labels) };
}

function occurrences(labels: Int32Array, wanted: number): number {
  return labels.reduce((count, label) => count + Number(label === wanted), 0);
}
