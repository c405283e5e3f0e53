import { baselinePart, type BaselinePart } from '../core/ablation/baseline';
import { interpolationPart } from '../core/ablation/interpolation';
import { fieldOf, type Field } from '../ui/pictures/field';
import { gainFor } from '../lib/gain';
import { magnitudeWithin, mayExceed } from '../lib/magnitude';
import { enlarge, interpolated, productOf, promptedOf, rowOf } from '../ui/pictures/prompt-values';
import type { RunConfig } from '../core/method-config';
import type { SampleSet } from '../data/snapshot';
import type { Snapshot } from '../store/run-view';
import type { PictureUnits } from '../ui/pictures/pixels';

/**
 * Every stage of one sample at one step, at true values and under the names used everywhere:
 * resized → mask → maskFull → pattern → product → prompted. `null` where the method, or this snapshot, has
 * no such stage.
 */
export interface Bench {
  readonly part: BaselinePart;
  readonly side: number;
  readonly patch: number;
  /** units of `resized` and `prompted`: the network's, or fractions of white (Pad normalises afterwards) */
  readonly units: PictureUnits;
  /** the network's units, whatever those of the pictures */
  readonly normalisation: SampleSet['normalisation'];
  /** r(x) [side, side, 3]; for Pad the bordered picture */
  readonly resized: Field;
  /** g_φ(r(x)) [h, w, 3] */
  readonly mask: Field | null;
  /** m(x) [side, side, 3] */
  readonly maskFull: Field | null;
  /** M [side · side], the same for every image; null with a learned mask, and where it is one everywhere */
  readonly frame: Uint8Array | null;
  /** δ [side, side, 3]; for Pad sigmoid(δ) */
  readonly pattern: Field | null;
  /** δ ⊙ m, or δ ⊙ M */
  readonly product: Field | null;
  /** x̃ = r(x) + δ ⊙ m(x) (eq. 1) */
  readonly prompted: Field | null;
}

/**
 * @param row of the sample in the snapshot, −1 when the snapshot does not speak of it
 */
export function benchOf(sample: {
  readonly config: RunConfig;
  readonly samples: SampleSet;
  readonly index: number;
  readonly snapshot: Snapshot;
  readonly row: number;
}): Bench {
  const { config, samples, index, snapshot, row } = sample;
  const part = baselinePart(config.method);
  const { side, frame, normalisation } = samples;
  const { patch } = config.method;
  const resized = fieldOf(samples.resized, index, side, side);
  const known = row >= 0;
  const mask =
    known && part.mask.from === 'switches' ? maskOf(snapshot, row, Math.floor(side / patch)) : null;
  const maskFull = mask && enlargedAs(config.method, mask);
  // one pattern for all is known without the picture
  const shared = snapshot.pattern?.length === side * side * 3;
  const pattern = snapshot.pattern && (known || shared) ? rowOf(snapshot.pattern, row, side) : null;
  const complete = known && (part.mask.from !== 'switches' || maskFull !== null);
  // where the mask is the pattern, it is added as it is
  const product = complete ? (pattern ? productOf(pattern, maskFull ?? frame) : maskFull) : null;
  return {
    part,
    side,
    patch,
    units: part.pattern === 'pixels' ? 'unit' : normalisation,
    normalisation,
    resized,
    mask,
    maskFull,
    frame: frame?.includes(0) ? frame : null,
    pattern,
    product,
    prompted: complete ? promptedOf(resized, product) : null,
  };
}

function maskOf({ masks }: Snapshot, row: number, cells: number): Field | null {
  return masks && rowOf(masks, row, cells);
}

/** U_p as the method has it. */
function enlargedAs(method: RunConfig['method'], mask: Field): Field {
  const { side, patch } = method;
  const { patchWise, weights } = interpolationPart(method);
  return patchWise
    ? enlarge(mask, { side, patch })
    : interpolated(mask, side, weights({ from: mask.width, to: side, patch }));
}

/**
 * Amplification of a signed picture, fitted to all but the greatest half percent of the newest values of the
 * run: one factor at every step, so that scrubbing shows true growth.
 */
export function gainOf(field: Field | null): number {
  if (!field) return 1;
  return gainFor(magnitudeWithin(field.values, 0.995));
}

/** Of each snapshot's masks: what all but the strongest hundredth of their values keep within. */
const magnitudes = new WeakMap<Float32Array, number>();
const most = 0.99;

/**
 * What 99 % of the mask values keep within at the strongest stored step, all pictures together: a range for the
 * whole run in which one stray patch does not pale all others. What lies beyond is marked and counted.
 */
export function runMagnitude(snapshots: readonly Snapshot[]): number {
  // from the newest, which mostly is the strongest
  return snapshots.reduceRight(
    (greatest, { masks }) =>
      masks && mayExceed(masks, most, greatest) ? Math.max(greatest, remembered(masks)) : greatest,
    0,
  );
}

function remembered(masks: Float32Array): number {
  const known = magnitudes.get(masks);
  if (known !== undefined) return known;
  const magnitude = magnitudeWithin(masks, most);
  magnitudes.set(masks, magnitude);
  return magnitude;
}
