import { baselinePart } from '../../core/ablation/baseline';
import { interpolationPart } from '../../core/ablation/interpolation';
import type { RunConfig } from '../../core/method-config';
import { gainFor } from '../../lib/gain';
import { lazy } from '../../lib/lazy';
import { niceLimit } from '../../lib/limit';
import { magnitudeWithin } from '../../lib/magnitude';
import type { RunView, Snapshot } from '../../store/run-view';
import { fieldOf, type Field } from '../../ui/pictures/field';
import type { PictureUnits } from '../../ui/pictures/pixels';
import { enlarge, interpolated, productOf, promptedOf, rowOf } from '../../ui/pictures/prompt-values';

/** What stands in a cell of the matrix, and in which order its columns come. Plain values, no component. */

export interface Cell {
  /** m(x) [side, side, 3], or the fixed frame as ones and zeros; null without a prompt */
  readonly mask: Field | null;
  /** δ ⊙ m */
  readonly product: Field | null;
  /** x̃ */
  readonly prompted: Field;
  /** of x̃ */
  readonly units: PictureUnits;
  /** index of the class that the network answers; null before there is a mapping */
  readonly answer: number | null;
  /** null where the true class is not known */
  readonly right: boolean | null;
}

/** The newest snapshot at or before the marker that has the picture in it. */
export function snapshotAt(run: RunView, step: number | null): Snapshot | null {
  const { snapshots } = run;
  return (
    (step === null ? undefined : snapshots.findLast((one) => one.step <= step)) ?? snapshots.at(-1) ?? null
  );
}

/** Cells of each snapshot by picture: a run that trains makes a new view at every step, and most of it stays. */
const known = new WeakMap<
  Snapshot,
  { readonly of: RunView['samples']; readonly cells: Map<string, Cell | null> }
>();

/** The same as long as snapshot and pictures are; its layers are worked out when they are drawn. */
export function cellOf(run: RunView, snapshot: Snapshot, sampleId: string): Cell | null {
  let found = known.get(snapshot);
  if (found?.of !== run.samples) known.set(snapshot, (found = { of: run.samples, cells: new Map() }));
  const { cells } = found;
  if (!cells.has(sampleId)) cells.set(sampleId, newCell(run, snapshot, sampleId));
  return cells.get(sampleId)!;
}

/** @returns null where this run has not seen the picture */
function newCell(run: RunView, snapshot: Snapshot, sampleId: string): Cell | null {
  const { samples, config } = run;
  const index = samples?.ids.indexOf(sampleId) ?? -1;
  const row = snapshot.sampleIds.indexOf(sampleId);
  if (!samples || index < 0 || row < 0) return null;
  const { side, frame, normalisation } = samples;
  const part = baselinePart(config.method);
  const bare = part.pattern === 'none';
  const mask = lazy(() => maskOf(snapshot, row, config.method) ?? (frame && asField(frame, side)));
  const product = lazy(() => {
    const pattern = snapshot.pattern && rowOf(snapshot.pattern, row, side);
    // where the mask is the pattern, it is added as it is
    return pattern ? productOf(pattern, mask()) : bare ? null : mask();
  });
  const prompted = lazy(() => promptedOf(fieldOf(samples.resized, index, side, side), product()));
  return {
    get mask() {
      return bare ? null : mask();
    },
    get product() {
      return product();
    },
    get prompted() {
      return prompted();
    },
    units: part.pattern === 'pixels' ? 'unit' : normalisation,
    ...verdictOf(run, snapshot, sampleId),
  };
}

/** What the network answers, and whether that is right; nulls where neither is known. */
export function verdictOf(
  { samples }: RunView,
  snapshot: Snapshot,
  sampleId: string,
): Pick<Cell, 'answer' | 'right'> {
  const row = snapshot.sampleIds.indexOf(sampleId);
  const label = samples?.labels[samples.ids.indexOf(sampleId)] ?? -1;
  const answer = row < 0 ? null : answerOf(snapshot, row);
  return { answer, right: answer === null || label < 0 ? null : answer === label };
}

function maskOf({ masks }: Snapshot, row: number, method: RunConfig['method']): Field | null {
  if (!masks || baselinePart(method).mask.from !== 'switches') return null;
  const { side, patch } = method;
  const coarse = rowOf(masks, row, Math.floor(side / patch));
  const { patchWise, weights } = interpolationPart(method);
  return patchWise
    ? enlarge(coarse, { side, patch })
    : interpolated(coarse, side, weights({ from: coarse.width, to: side, patch }));
}

/** One frame is every picture's, at every step. */
const frames = new WeakMap<Uint8Array, Field>();

function asField(frame: Uint8Array, side: number): Field {
  const before = frames.get(frame);
  if (before) return before;
  const values = new Float32Array(frame.length * 3);
  for (let i = 0; i < frame.length; i += 1) values.fill(frame[i]!, i * 3, i * 3 + 3);
  const field = { width: side, height: side, values };
  frames.set(frame, field);
  return field;
}

function answerOf({ targets, sampleIds }: Snapshot, row: number): number | null {
  const classes = targets.length / Math.max(1, sampleIds.length);
  if (classes < 1) return null;
  const own = targets.subarray(row * classes, (row + 1) * classes);
  return own.indexOf(Math.max(...own));
}

/** One field less another; the first alone where there is no other. */
export function lessThan(field: Field, other: Field | null): Field {
  if (!other || other.values.length !== field.values.length) return field;
  return { ...field, values: field.values.map((value, i) => value - other.values[i]!) };
}

const magnitudes = new WeakMap<Float32Array, number>();

/** What a share of the values stay under, sign aside; sought once for each field. */
function magnitudeOf(values: Float32Array, share: number): number {
  const before = magnitudes.get(values);
  if (before !== undefined) return before;
  const magnitude = magnitudeWithin(values, share);
  magnitudes.set(values, magnitude);
  return magnitude;
}

/** Half width of the one range of all masks: 99 % of the values of every run at its newest step. */
export function sharedLimit(runs: readonly RunView[]): number {
  const found = runs.flatMap(({ snapshots }) => {
    const masks = snapshots.at(-1)?.masks;
    return masks ? [magnitudeOf(masks, 0.99)] : [];
  });
  return niceLimit(Math.max(1, ...found));
}

/** One factor for δ ⊙ m of every run, fitted to the strongest. */
export function sharedGain(products: readonly Field[]): number {
  const magnitude = Math.max(0, ...products.map(({ values }) => magnitudeOf(values, 0.995)));
  return gainFor(magnitude);
}

/** Whether the answer is right in one and wrong in the other. */
export function isFlip(cell: Pick<Cell, 'right'> | null, reference: Pick<Cell, 'right'> | null): boolean {
  const [one, other] = [cell?.right ?? null, reference?.right ?? null];
  return one !== null && other !== null && one !== other;
}

/** The pictures that most variants turn come first; a person's own stand before all others. */
export function byFlips(sampleIds: readonly string[], flipsOf: (id: string) => number): readonly string[] {
  const own = (id: string) => Number(id.startsWith('own/'));
  return sampleIds.toSorted((a, b) => own(b) - own(a) || flipsOf(b) - flipsOf(a));
}
