import { baselinePart } from '../../core/ablation/baseline';
import { defaultSwitches } from '../../core/ablation/registry';
import { createRandom, type Random } from '../../lib/random';
import { unknownProvenance, type RunView } from '../../store/run-view';
import { drawPicture, nativeSide as native, shapeNames, type DrawnPicture } from './drawn-pictures';
import { snapshotsOf, stepsPerEpoch } from './fixture-snapshots';
import type { BaselineId, RunConfig } from '../../core/method-config';
import { byteLine, PUBLISHED } from '../../lib/normalisation';
import type { SampleSet } from '../../data/snapshot';

/**
 * A whole run made up by rule and seed, for the gallery and for tests of the panels: values of the right kind,
 * size and sign, but nobody trained them. The page never shows it outside the gallery, which says so.
 */
export interface FixtureOptions {
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

type EpochRecord = RunView['epochs'][number];

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

const sourceCount = 1000;

export function fixtureRun(change: Partial<FixtureOptions> = {}): RunView {
  const options = { ...defaults, ...change };
  const { id, label, origin, epochs, done, reaches } = options;
  // every run of a seed shows the same pictures; what is learned differs by its id
  const pictures = Array.from({ length: options.samples }, (_, i) =>
    drawPicture(shapeNames[(i * 3) % shapeNames.length]!, native, createRandom(options.seed, `picture ${i}`)),
  );
  const config = configOf(options);
  const samples = sampleSetOf(pictures, config.method);
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
    config,
    classes: shapeNames,
    sourceClasses: Array.from({ length: sourceCount }, (_, i) => sourceNames[i] ?? `source class ${i}`),
    samples,
    snapshots: snapshotsOf(pictures, samples, config.method, { ...options, steps }),
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
      ...defaultSwitches,
      baseline,
      side,
      nativeSide: native,
      classes: shapeNames.length,
      patch,
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

function sampleSetOf(pictures: readonly DrawnPicture[], method: RunConfig['method']): SampleSet {
  const { side } = method;
  const resized = new Float32Array(pictures.length * side * side * 3);
  const part = baselinePart(method);
  const bordered = part.input === 'bordered';
  const margin = Math.floor((side - native) / 2);
  const { scale, zero } = byteLine(PUBLISHED, 0);
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
              (between(data, (row + 0.5) / side, (column + 0.5) / side, channel) - zero) / scale;
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
    normalisation: PUBLISHED,
    resized,
    frame: part.mask.from === 'frame' ? part.mask.cells(method) : null,
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
