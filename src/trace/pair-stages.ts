import { gainFor } from '../lib/gain';
import { niceLimit } from '../lib/limit';
import { magnitudeWithin } from '../lib/magnitude';
import type { Side } from '../store/pair';
import type { Cell, Field } from '../ui/pictures/field';
import { benchOf, gainOf, runMagnitude, type Bench } from './bench';
import { colourLimit } from './colour-range';
import type { Range } from '../store/view';

/**
 * A | B stage by stage: both at true values in one range, and what B has more than A. Differences have ranges of
 * their own, fitted to the newest stored steps of both, so that they too stay put while the marker moves.
 */
export const pairStageIds = ['resized', 'pattern', 'mask', 'product', 'prompted'] as const;
export type PairStageId = (typeof pairStageIds)[number];

export interface PairStage {
  readonly id: PairStageId;
  /** null where a method has no such stage; a mask as it was made, or per pixel where the two are not alike in size */
  readonly a: Field | null;
  readonly b: Field | null;
  /** b − a; null where one has none or their sizes differ */
  readonly difference: Field | null;
  /** no value differs */
  readonly same: boolean;
}

/** What the side's snapshot makes of its picture, or another snapshot of its run. */
export function benchOfSide({ config, samples, sampleId, snapshot }: Side, at = snapshot): Bench {
  const index = samples.ids.indexOf(sampleId);
  return benchOf({ config, samples, index, snapshot: at, row: at.sampleIds.indexOf(sampleId) });
}

/** The stages that one of the two has. @param kinship `apart` where a difference would mean nothing */
export function pairStages(a: Bench, b: Bench, kinship: 'comparable' | 'apart'): readonly PairStage[] {
  return pairStageIds.flatMap((id): PairStage[] => {
    const [one, other] = id === 'mask' ? alikeMasks(a, b) : [a[id], b[id]];
    if (!one && !other) return [];
    const difference = kinship === 'comparable' && one && other ? differenceOf(one, other) : null;
    const same = difference?.values.every((value) => value === 0) ?? false;
    return [{ id, a: one, b: other, difference, same }];
  });
}

/** As they were made where both have as many patches, else as they are multiplied. */
function alikeMasks(a: Bench, b: Bench): readonly [Field | null, Field | null] {
  const alike = !a.mask || !b.mask || a.mask.width === b.mask.width;
  return alike ? [a.mask, b.mask] : [a.maskFull, b.maskFull];
}

/** other − one; null where their sizes differ */
export function differenceOf(one: Field, other: Field): Field | null {
  if (one.width !== other.width || one.height !== other.height) return null;
  return { ...one, values: other.values.map((value, i) => value - one.values[i]!) };
}

export interface PairRanges {
  /** half width of the colours of both masks */
  readonly limit: number;
  /** the same of their difference */
  readonly differenceLimit: number;
  /** times that δ and δ ⊙ m are amplified, A and B alike */
  readonly gains: Readonly<Record<'pattern' | 'product', number>>;
  /** the same of the differences of pictures */
  readonly differenceGains: Readonly<Record<Exclude<PairStageId, 'mask'>, number>>;
}

/** What all but this share of the values of a difference keep within. */
const share = 0.99;

/** The wider of the two wherever A and B share a range. */
export function pairRanges(
  { a, b }: { readonly a: Side; readonly b: Side },
  {
    range,
    locked,
    masks,
  }: { readonly range: Range; readonly locked: number; readonly masks: readonly (Field | null)[] },
): PairRanges {
  const newest = [newestBench(a), newestBench(b)] as const;
  const last = pairStages(...newest, 'comparable');
  const spread = (id: PairStageId) => {
    const difference = last.find((stage) => stage.id === id)?.difference;
    return difference ? magnitudeWithin(difference.values, share) : 0;
  };
  const magnitude = Math.max(...[a, b].map(({ run }) => runMagnitude(run.snapshots)));
  const limits = masks.flatMap((mask) => (mask ? [colourLimit(range, { mask, magnitude, locked })] : []));
  const gain = (id: 'pattern' | 'product') =>
    Math.min(...newest.map((bench) => (bench[id] ? gainOf(bench[id]) : Infinity)), 1000);
  const differenceGain = (id: Exclude<PairStageId, 'mask'>) => gainFor(spread(id));
  return {
    limit: limits.length > 0 ? Math.max(...limits) : colourLimit(range, { mask: null, magnitude, locked }),
    differenceLimit: niceLimit(spread('mask')),
    gains: { pattern: gain('pattern'), product: gain('product') },
    differenceGains: {
      resized: differenceGain('resized'),
      pattern: differenceGain('pattern'),
      product: differenceGain('product'),
      prompted: differenceGain('prompted'),
    },
  };
}

/** The run's own newest step, or what is shown where that has no pattern stored. */
function newestBench(side: Side): Bench {
  const newest = side.snapshot.pattern ? side.run.snapshots.at(-1) : side.snapshot;
  return benchOfSide(side, newest ?? side.snapshot);
}

/** The pixel of another side that shows the same place of the picture. */
export function cellIn({ row, column }: Cell, from: number, to: number): Cell {
  const at = (i: number) => Math.min(to - 1, Math.floor(((i + 0.5) / from) * to));
  return { row: at(row), column: at(column) };
}
