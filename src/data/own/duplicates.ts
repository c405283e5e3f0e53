/** Pictures that are the same to the last pixel: what they spoil, and which of them stays. */
import type { Half } from '../formats/format';
import { placed, type PictureRow } from './picture-table';

/** A picture of a known class in a known half. */
export interface SortedPicture {
  readonly row: PictureRow;
  readonly name: string;
  readonly half: Half;
}

export interface DuplicateGroup {
  /** how the pictures are called, the first of them first; a few of many */
  readonly pictures: readonly string[];
  readonly count: number;
  /** it is trained and tested on: the test says too much */
  readonly leaks: boolean;
  /** it stands in several classes */
  readonly conflicts: boolean;
}

export interface DuplicateReport {
  /** groups of the same picture */
  readonly groups: number;
  /** pictures beyond the first of each group */
  readonly extra: number;
  /** test pictures that are trained on too */
  readonly leaked: number;
  /** groups that stand in several classes */
  readonly conflicting: number;
  /** those that leak first; a bounded number */
  readonly listed: readonly DuplicateGroup[];
}

const LISTED = 200;
const NAMED = 6;

export function duplicatesAmong(pictures: readonly SortedPicture[]): DuplicateReport {
  const groups = [...grouped(pictures).values()].filter((group) => group.length > 1);
  let leaked = 0;
  const all = groups.map((group): DuplicateGroup => {
    const tested = group.filter(({ half }) => half === 'test').length;
    const leaks = tested > 0 && tested < group.length;
    if (leaks) leaked += tested;
    return {
      pictures: group.slice(0, NAMED).map(({ row }) => placed(row.path, row.index)),
      count: group.length,
      leaks,
      conflicts: group.some(({ name }) => name !== group[0]!.name),
    };
  });
  const rank = ({ leaks, conflicts }: DuplicateGroup): number => Number(leaks) * 2 + Number(conflicts);
  return {
    groups: groups.length,
    extra: groups.reduce((sum, group) => sum + group.length - 1, 0),
    leaked,
    conflicting: all.filter(({ conflicts }) => conflicts).length,
    listed: all.sort((one, other) => rank(other) - rank(one)).slice(0, LISTED),
  };
}

/**
 * One of each: the first, but one that is tested on before one that is trained on. So the test stays what it was, and
 * measures nothing that was learnt by heart.
 */
export function withoutDuplicates(pictures: readonly SortedPicture[]): SortedPicture[] {
  const kept = new Set<SortedPicture>();
  for (const group of grouped(pictures).values()) {
    kept.add(group.find(({ half }) => half === 'test') ?? group[0]!);
  }
  return pictures.filter((picture) => kept.has(picture));
}

function grouped(pictures: readonly SortedPicture[]): Map<string, SortedPicture[]> {
  const groups = new Map<string, SortedPicture[]>();
  for (const picture of pictures) {
    const group = groups.get(picture.row.hash);
    if (group) group.push(picture);
    else groups.set(picture.row.hash, [picture]);
  }
  return groups;
}
