/** Writes recorded runs (recorded-run.ts): called from the command line, after a run. */
import { evenly } from '../lib/evenly';
import { packHalf } from '../lib/half-float';
import { quantise } from './quantise';
import { RECORDED, TOP, type RecordedDocument, type RecordedRun } from './recorded-run';
import { followsFromPictures } from './resized-pictures';
import { writeRunFile } from './run-file';
import { recordDocument } from './run-record';
import type { WritableTensor } from './safetensors';
import type { ViewSnapshot } from './snapshot';

/** What the two files hold at most; `bytes` as they lie on the host, packed: the page opens with one of them. */
export const RECORDING = {
  first: { samples: 8, snapshots: 4, patterns: 1, bytes: 60_000 },
  more: { samples: 64, snapshots: 32, patterns: 16 },
} as const;

/**
 * The two files of a run: `first` for second zero, as many steps as its budget allows; `more` for the rest.
 * @param sizeOf bytes that a file takes on the host
 */
export function encodeRecordedRun(
  run: RecordedRun,
  { sizeOf }: { readonly sizeOf: (file: Uint8Array<ArrayBuffer>) => number },
): {
  readonly first: Uint8Array<ArrayBuffer>;
  readonly more: Uint8Array<ArrayBuffer>;
} {
  checkResized(run);
  const { first, more } = RECORDING;
  let small = encodeFile(run, first);
  for (let snapshots = first.snapshots - 1; snapshots >= 2 && sizeOf(small) > first.bytes; snapshots--) {
    small = encodeFile(run, { ...first, snapshots });
  }
  return { first: small, more: encodeFile(run, more) };
}

interface Selection {
  /** the first so many */
  readonly samples: number;
  /** so many, evenly among those there are: the run's own schedule is denser where it changes fast */
  readonly snapshots: number;
  /** so many of these keep their δ, the last always */
  readonly patterns: number;
}

function encodeFile(run: RecordedRun, selection: Selection): Uint8Array<ArrayBuffer> {
  const count = Math.min(selection.samples, run.samples.ids.length);
  // before the first mapping pass there is no answer to show
  const answered = run.snapshots.filter(({ mapping }) => mapping.length > 0);
  const snapshots = evenly(answered, selection.snapshots).map((snapshot) => ofFirst(snapshot, count));
  const isZero = ({ pattern }: ViewSnapshot): boolean => pattern?.every((value) => value === 0) ?? false;
  const zero = snapshots.filter(isZero);
  const patterned = evenly(
    snapshots.filter((snapshot) => snapshot.pattern && !isZero(snapshot)),
    selection.patterns,
  );
  return writeRunFile(RECORDED, {
    document: documentOf(run, { count, snapshots, zero, patterned }),
    tensors: {
      ...curveTensors(run),
      ...sampleTensors(run, count),
      ...answerTensors(snapshots, { count, classes: run.classes.length }),
      ...pictureTensors(snapshots, { count, patterned, side: run.samples.side }),
    },
  });
}

/** The snapshot with the first `count` samples only. */
function ofFirst(snapshot: ViewSnapshot, count: number): ViewSnapshot {
  const total = snapshot.sourceClasses.length / TOP;
  const part = <Values extends Float32Array | Int32Array>(values: Values): Values =>
    values.slice(0, (values.length / total) * count) as Values;
  return {
    ...snapshot,
    masks: snapshot.masks && part(snapshot.masks),
    targets: part(snapshot.targets),
    sourceClasses: part(snapshot.sourceClasses),
    sourceProbabilities: part(snapshot.sourceProbabilities),
  };
}

interface Chosen {
  readonly count: number;
  readonly snapshots: readonly ViewSnapshot[];
  readonly zero: readonly ViewSnapshot[];
  readonly patterned: readonly ViewSnapshot[];
}

function documentOf(run: RecordedRun, { count, snapshots, zero, patterned }: Chosen): object {
  const needed = new Set(snapshots.flatMap(({ sourceClasses, mapping }) => [...sourceClasses, ...mapping]));
  const stepsOf = (some: readonly ViewSnapshot[]): number[] => some.map(({ step }) => step);
  const none = new Float32Array();
  return {
    record: recordDocument({ ...run, curves: { ...run.curves, losses: none, accuracies: none } }),
    label: run.label,
    recorded: run.recorded,
    stepsPerEpoch: run.stepsPerEpoch,
    testCount: run.testCount,
    normalisation: run.normalisation,
    sourceClassCount: run.sourceClasses.length,
    sourceClasses: [...needed].sort((a, b) => a - b).map((index) => [index, run.sourceClasses[index]!]),
    sampleIds: run.samples.ids.slice(0, count),
    side: run.samples.side,
    steps: stepsOf(snapshots),
    patternSteps: stepsOf(patterned),
    zeroPatternSteps: stepsOf(zero),
  } satisfies Omit<RecordedDocument, 'record'> & { record: object };
}

type Tensors = Record<string, WritableTensor>;

function curveTensors({ curves: { losses, accuracies } }: RecordedRun): Tensors {
  return {
    losses: { dtype: 'F32', shape: [losses.length], data: losses },
    accuracies: { dtype: 'F32', shape: [accuracies.length], data: accuracies },
  };
}

function sampleTensors({ samples: { natives, labels, frame, side } }: RecordedRun, count: number): Tensors {
  const { width, height, channels } = natives[0]!;
  const size = width * height * channels;
  const pixels = new Uint8Array(count * size);
  natives.slice(0, count).forEach((native, sample) => {
    if (native.width !== width || native.height !== height || native.channels !== channels) {
      throw new Error('Only pictures of one size can be recorded.');
    }
    pixels.set(native.data, sample * size);
  });
  return {
    labels: { dtype: 'I32', shape: [count], data: labels.slice(0, count) },
    natives: { dtype: 'U8', shape: [count, height, width, channels], data: pixels },
    ...(frame ? { frame: { dtype: 'U8', shape: [side, side], data: frame } } : {}),
  };
}

function answerTensors(
  snapshots: readonly ViewSnapshot[],
  { count, classes }: { readonly count: number; readonly classes: number },
): Tensors {
  const steps = snapshots.length;
  const all = (valuesOf: (snapshot: ViewSnapshot) => Iterable<number>): number[] =>
    snapshots.flatMap((snapshot) => [...valuesOf(snapshot)]);
  const half = (shape: number[], values: number[]): WritableTensor => ({
    dtype: 'F16',
    shape,
    data: packHalf(values),
  });
  const integers = (shape: number[], values: number[]): WritableTensor => ({
    dtype: 'I32',
    shape,
    data: Int32Array.from(values),
  });
  return {
    epochs: integers(
      [steps],
      snapshots.map(({ epoch }) => epoch),
    ),
    targets: half(
      [steps, count, classes],
      all(({ targets }) => targets),
    ),
    source_probabilities: half(
      [steps, count, TOP],
      all(({ sourceProbabilities }) => sourceProbabilities),
    ),
    source_classes: integers(
      [steps, count, TOP],
      all(({ sourceClasses }) => sourceClasses),
    ),
    mappings: integers(
      [steps, classes],
      all(({ mapping }) => mapping),
    ),
  };
}

function pictureTensors(
  snapshots: readonly ViewSnapshot[],
  {
    count,
    patterned,
    side,
  }: { readonly count: number; readonly patterned: readonly ViewSnapshot[]; readonly side: number },
): Tensors {
  const masks = snapshots.flatMap(({ masks }) => (masks ? [masks] : []));
  const patterns = patterned.flatMap(({ pattern }) => (pattern ? [pattern] : []));
  const tensors: Tensors = {};
  if (masks.length > 0) {
    const coarse = Math.round(Math.sqrt(masks[0]!.length / count / 3));
    const blocks = masks.flatMap((values) => split(values, count));
    Object.assign(
      tensors,
      bytesOf('masks', blocks, { outer: [masks.length, count], shape: [coarse, coarse, 3] }),
    );
  }
  if (patterns.length > 0) {
    Object.assign(
      tensors,
      bytesOf('patterns', patterns, { outer: [patterns.length], shape: [side, side, 3] }),
    );
  }
  return tensors;
}

function split(values: Float32Array, parts: number): Float32Array[] {
  const size = values.length / parts;
  return Array.from({ length: parts }, (_, i) => values.subarray(i * size, (i + 1) * size));
}

/** Each block in bytes with its own scale, so that one strong mask does not coarsen the others. */
function bytesOf(
  name: string,
  blocks: readonly Float32Array[],
  { outer, shape }: { readonly outer: readonly number[]; readonly shape: readonly number[] },
): Tensors {
  const packed = blocks.map((values) => quantise(values));
  const size = blocks[0]!.length;
  const bytes = new Int8Array(blocks.length * size);
  packed.forEach((block, i) => bytes.set(block.bytes, i * size));
  return {
    [name]: { dtype: 'I8', shape: [...outer, ...shape], data: bytes },
    [`${name}_scale`]: { dtype: 'F32', shape: outer, data: Float32Array.from(packed, ({ scale }) => scale) },
  };
}

/** r(x) is not stored, so it must follow from the pictures. For Pad it does not: its input is not normalised. */
function checkResized({ samples, normalisation }: RecordedRun): void {
  if (!followsFromPictures(samples.natives, { ...samples, normalisation })) {
    throw new Error('Runs whose input is not the resized picture (Pad) cannot be recorded.');
  }
}
