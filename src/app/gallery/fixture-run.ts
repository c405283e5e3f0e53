import { createRandom, type Random } from '../../lib/random';
import { unknownProvenance, type RunView, type Snapshot } from '../../store/run-view';
import { drawPicture, shapeNames, type DrawnPicture } from './drawn-pictures';
import type { BaselineId, RunConfig } from '../../core/method-config';
import type { SampleSet } from '../../data/snapshot';
import type { EpochRecord } from '../../training/events';

/**
 * A whole run made up by rule and seed, for the gallery and for tests of the panels: values of the right kind,
 * size and sign, but nobody trained them. The page never shows it outside the gallery, which says so.
 */
interface FixtureOptions {
  readonly id: string;
  readonly label: string;
  readonly baseline: BaselineId;
  readonly origin: 'recorded' | 'live';
  readonly side: number;
  readonly patch: number;
  /** accuracy that the curve comes to, 0..1 */
  readonly reaches: number;
  readonly epochs: number;
  /** of which this many are done */
  readonly done: number;
  readonly samples: number;
  readonly seed: number;
}

const defaults: FixtureOptions = {
  id: 'fixture-smm',
  label: 'SMM',
  baseline: 'smm',
  origin: 'recorded',
  side: 96,
  patch: 8,
  reaches: 0.77,
  epochs: 10,
  done: 10,
  samples: 12,
  seed: 7,
};

const native = 32;
const stepsPerEpoch = 31;
const sourceCount = 1000;

export function fixtureRun(change: Partial<FixtureOptions> = {}): RunView {
  const options = { ...defaults, ...change };
  const { id, label, origin, epochs, done, reaches } = options;
  // every run of a seed shows the same pictures; what is learned differs by its id
  const pictures = Array.from({ length: options.samples }, (_, i) =>
    drawPicture(shapeNames[(i * 3) % shapeNames.length]!, native, createRandom(options.seed, `picture ${i}`)),
  );
  const samples = sampleSetOf(pictures, options);
  const steps = done * stepsPerEpoch;
  const random = createRandom(options.seed, `run ${id}`);
  const losses = Float32Array.from({ length: steps }, (_, i) => {
    const progress = Math.exp(-i / (2.2 * stepsPerEpoch));
    return (
      0.4 +
      (1 - reaches) * 1.6 +
      (2.1 - (1 - reaches) * 1.6 - 0.4) * progress +
      0.22 * (random.uniform() - 0.5)
    );
  });
  const records = Array.from({ length: done }, (_, i) => epochRecord(i + 1, reaches, losses, random));
  const best = records.toSorted((a, b) => b.testAccuracy - a.testAccuracy)[0];
  return {
    id,
    label,
    origin,
    config: configOf(options),
    classes: shapeNames,
    sourceClasses: Array.from({ length: sourceCount }, (_, i) => sourceNames[i] ?? `source class ${i}`),
    samples,
    snapshots: snapshotsOf(pictures, samples, steps, options),
    stepsPerEpoch,
    totalSteps: epochs * stepsPerEpoch,
    curvesFrom: 1,
    losses,
    accuracies: losses.map((loss) => Math.max(0, 1 - loss / 2.3)),
    epochs: records,
    unprompted: { testAccuracy: 0.403 },
    last: records.at(-1) ?? null,
    best: best ?? null,
    testCount: 1000,
    parameters: null,
    provenance: unknownProvenance,
  };
}

const sourceNames = [
  'jersey, T-shirt',
  'jean',
  'trench coat',
  'gown',
  'sandal',
  'running shoe',
  'purse',
  'cowboy boot',
  'cardigan',
  'cellular telephone, mobile phone',
  'abaya',
  'envelope',
];

function configOf({ baseline, side, patch, epochs, seed }: FixtureOptions): RunConfig {
  return {
    method: {
      baseline,
      mapping: 'ilm',
      side,
      nativeSide: native,
      classes: shapeNames.length,
      patch,
      generatorLayers: 5,
      generatorSize: 'medium',
    },
    training: {
      epochs,
      batch: 64,
      patternLearningRate: 0.003,
      maskLearningRate: 0.003,
      patternDecay: 0.1,
      maskDecay: 0.1,
      augmentation: 'none',
      seed,
      trainLimit: null,
      testLimit: null,
    },
    data: 'drawn shapes (fixture)',
    backbone: 'efficientnet-lite0',
  };
}

function epochRecord(epoch: number, reaches: number, losses: Float32Array, random: Random): EpochRecord {
  const part = losses.subarray((epoch - 1) * stepsPerEpoch, epoch * stepsPerEpoch);
  const trainLoss = part.reduce((sum, loss) => sum + loss, 0) / part.length;
  const rate = epoch > 7 ? 3e-5 : epoch > 5 ? 3e-4 : 3e-3;
  return {
    epoch,
    step: epoch * stepsPerEpoch,
    trainLoss,
    trainAccuracy: Math.max(0.4, 1 - trainLoss / 2.4),
    testAccuracy: 0.403 + (reaches - 0.403) * (1 - Math.exp(-epoch / 2.4)) + 0.014 * (random.uniform() - 0.5),
    learningRate: { pattern: rate, mask: rate },
    msPerStep: 640 + 20 * random.uniform(),
    mapping: shapeNames.map((_, i) => i),
  };
}

function sampleSetOf(pictures: readonly DrawnPicture[], { side, baseline }: FixtureOptions): SampleSet {
  const resized = new Float32Array(pictures.length * side * side * 3);
  const bordered = baseline === 'pad';
  const margin = Math.floor((side - native) / 2);
  pictures.forEach(({ data }, n) => {
    for (let row = 0; row < side; row += 1) {
      for (let column = 0; column < side; column += 1) {
        const to = ((n * side + row) * side + column) * 3;
        for (let channel = 0; channel < 3; channel += 1) {
          if (bordered) {
            const [y, x] = [row - margin, column - margin];
            const inside = y >= 0 && x >= 0 && y < native && x < native;
            resized[to + channel] = inside ? data[(y * native + x) * 3 + channel]! / 255 : 0;
          } else {
            resized[to + channel] =
              (between(data, (row + 0.5) / side, (column + 0.5) / side, channel) - 127) / 128;
          }
        }
      }
    }
  });
  return {
    ids: pictures.map((_, i) => `test/${i}`),
    labels: Int32Array.from(pictures, (_, i) => (i * 3) % shapeNames.length),
    natives: pictures.map(({ data }) => ({ width: native, height: native, channels: 3, data })),
    side,
    resized,
    frame: frameOf(baseline, side),
  };
}

/** Bilinear, half-pixel centres. */
function between(data: Uint8Array, y: number, x: number, channel: number): number {
  const [top, left] = [y * native - 0.5, x * native - 0.5];
  const at = (row: number, column: number) => {
    const clamp = (value: number) => Math.max(0, Math.min(native - 1, value));
    return data[(clamp(row) * native + clamp(column)) * 3 + channel]!;
  };
  const [row, column] = [Math.floor(top), Math.floor(left)];
  const [down, right] = [top - row, left - column];
  return (
    (1 - down) * ((1 - right) * at(row, column) + right * at(row, column + 1)) +
    down * ((1 - right) * at(row + 1, column) + right * at(row + 1, column + 1))
  );
}

function frameOf(baseline: BaselineId, side: number): Uint8Array | null {
  const width = {
    smm: 0,
    unprompted: 0,
    pad: (side - native) / 2,
    narrow: side / 8,
    medium: side / 4,
    full: side / 2,
  }[baseline];
  if (width === 0) return null;
  const inside = (i: number) => i >= width && i < side - width;
  return Uint8Array.from({ length: side * side }, (_, i) =>
    Number(!(inside(Math.floor(i / side)) && inside(i % side))),
  );
}

function snapshotsOf(
  pictures: readonly DrawnPicture[],
  samples: SampleSet,
  steps: number,
  { side, patch, baseline, seed, reaches }: FixtureOptions,
): Snapshot[] {
  const cells = Math.floor(side / patch);
  const classes = shapeNames.length;
  const random = createRandom(seed, 'pattern');
  const noise = Float32Array.from({ length: side * side * 3 }, () => random.uniform() + random.uniform() - 1);
  const taste = Float32Array.from({ length: 9 }, () => 2 * random.uniform() - 1);
  const moments = [0, 1, 2, 4, 8, 12, 16, 24];
  for (let step = stepsPerEpoch; step <= steps; step += Math.round(stepsPerEpoch / 3)) moments.push(step);
  return moments
    .filter((step) => step <= steps)
    .map((step): Snapshot => {
      const grown = step / (step + 60);
      const targets = new Float32Array(pictures.length * classes);
      const sourceProbabilities = new Float32Array(pictures.length * 5);
      const sourceClasses = new Int32Array(pictures.length * 5);
      pictures.forEach((_, n) => {
        const own = createRandom(seed, `answers ${n}`);
        const fortune = own.uniform() < reaches ? 3.4 : -0.6;
        const logits = Array.from({ length: classes }, () => 1.6 * own.uniform());
        logits[samples.labels[n]!]! += fortune * grown;
        targets.set(softmax(logits), n * classes);
        const ranked = logits
          .map((logit, target) => ({ logit, source: target }))
          .concat([
            { logit: 1.1 - 0.4 * grown, source: 8 },
            { logit: 1 - 0.5 * grown, source: 9 },
          ])
          .sort((a, b) => b.logit - a.logit);
        sourceClasses.set(
          ranked.slice(0, 5).map(({ source }) => source),
          n * 5,
        );
        sourceProbabilities.set(softmax(ranked.map(({ logit }) => logit * 1.4)).slice(0, 5), n * 5);
      });
      return {
        step,
        epoch: Math.max(1, Math.ceil(step / stepsPerEpoch)),
        sampleIds: samples.ids,
        masks: baseline === 'smm' ? masksOf(pictures, { cells, grown, taste, seed }) : null,
        pattern: baseline === 'unprompted' ? null : patternOf(noise, grown, baseline === 'pad'),
        targets,
        sourceClasses,
        sourceProbabilities,
        mapping: Int32Array.from({ length: classes }, (_, i) => i),
      };
    });
}

function softmax(logits: readonly number[]): number[] {
  const powers = logits.map((logit) => Math.exp(logit));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function patternOf(noise: Float32Array, grown: number, bounded: boolean): Float32Array {
  return noise.map((value) => (bounded ? 1 / (1 + Math.exp(-2 * grown * value)) : 0.055 * grown * value));
}

/** Signed masks that follow shape and colour of their picture, and grow. */
function masksOf(
  pictures: readonly DrawnPicture[],
  how: {
    readonly cells: number;
    readonly grown: number;
    readonly taste: Float32Array;
    readonly seed: number;
  },
): Float32Array {
  const { cells, grown, taste, seed } = how;
  const masks = new Float32Array(pictures.length * cells * cells * 3);
  pictures.forEach(({ data, shape }, n) => {
    const random = createRandom(seed, `mask ${n}`);
    const size = native / cells;
    for (let cell = 0; cell < cells * cells; cell += 1) {
      const [row, column] = [Math.floor(cell / cells), cell % cells];
      const from =
        Math.min(native - 1, Math.floor((row + 0.5) * size)) * native +
        Math.min(native - 1, Math.floor((column + 0.5) * size));
      for (let channel = 0; channel < 3; channel += 1) {
        const light = data[from * 3 + channel]! / 127.5 - 1;
        const grain = random.uniform() - 0.5;
        const inside = shape[from]! - 0.45;
        masks[(n * cells * cells + cell) * 3 + channel] =
          0.36 * grain * 2 +
          grown *
            (5 * taste[channel]! * inside +
              2.6 * taste[3 + channel]! * light +
              1.2 * taste[6 + channel]! +
              1.2 * grain);
      }
    }
  });
  return masks;
}
