/** Small finished runs for tests. Nothing of the page imports this file. */
import type { MethodConfig } from '../../core/method-config';
import { unmeasured, type Approximation, type Timing } from '../measurements';
import type { MeasuredRun } from '../metrics';
import type { Fork } from '../run-record';

/** Two blocks like the registry's, so that its growth changes no test. */
export const toyBlocks = [
  {
    id: 'masks',
    label: 'Masks',
    default: 'per-sample',
    variants: [
      { id: 'per-sample', label: 'Per sample', role: 'default' },
      { id: 'shared-binary', label: 'One binary mask', role: 'variant' },
      { id: 'mean-image', label: 'Mask of the mean image', role: 'control' },
    ],
  },
  {
    id: 'pattern',
    label: 'Pattern',
    default: 'shared',
    variants: [
      { id: 'shared', label: 'One pattern', role: 'default' },
      { id: 'class-label-leak', label: 'Labels leak', role: 'demonstration' },
    ],
  },
] as const;

interface Wanted {
  readonly id?: string;
  readonly masks?: string;
  readonly pattern?: string;
  readonly seed?: number;
  readonly epochs?: number;
  readonly dataHash?: string;
  readonly device?: string;
  readonly source?: MeasuredRun['source'];
  readonly accuracy?: number;
  readonly best?: number;
  readonly cleanLoss?: number;
  readonly generator?: number;
  readonly finished?: boolean;
  readonly losses?: readonly number[];
  readonly approximation?: Approximation;
  readonly timing?: Timing;
  /** the default until this step */
  readonly forkedAt?: number;
}

export function measuredRun({
  masks = 'per-sample',
  pattern = 'shared',
  seed = 0,
  accuracy = 0.7,
  generator = 100,
  ...wanted
}: Wanted = {}): MeasuredRun {
  const method = { masks, pattern, side: 32, classes: 2 };
  const parameters = {
    patternAllocated: 3072,
    patternEffective: 3072,
    generator,
    total: 3072 + generator,
  };
  const result = {
    unprompted: { testAccuracy: 0.4 },
    last: { epoch: 2, testAccuracy: accuracy },
    best: { epoch: 1, testAccuracy: wanted.best ?? accuracy },
    cleanTrainLoss: wanted.cleanLoss ?? 1,
    parameters,
    seconds: 12,
  };
  const { approximation = null, timing = null } = wanted;
  return {
    id: wanted.id ?? `${masks}/${pattern}/${seed}`,
    source: wanted.source ?? 'trained-here',
    config: {
      method: method as unknown as MethodConfig,
      training: {
        epochs: wanted.epochs ?? 2,
        batch: 4,
        patternLearningRate: 0.003,
        maskLearningRate: 0.003,
        patternDecay: 0.1,
        maskDecay: 0.1,
        augmentation: 'none',
        seed,
        trainLimit: null,
        testLimit: null,
      },
      data: 'fashion-mnist',
      backbone: 'efficientnet-lite0',
    },
    classes: ['shirt', 'shoe'],
    epochs: [],
    unprompted: { testAccuracy: 0.4, mapping: [0, 1] },
    seconds: 12,
    result: wanted.finished === false ? null : result,
    provenance: {
      dataHash: wanted.dataHash ?? 'd',
      backboneHash: 'b',
      device: wanted.device ?? 'wasm · test processor',
      versions: { app: '0.1.0' },
    },
    measured: { ...unmeasured, approximation, timing },
    losses: wanted.losses ?? null,
    ...(wanted.forkedAt !== undefined && { fork: forkOfDefault(wanted.forkedAt, method) }),
  };
}

function forkOfDefault(step: number, method: object): Fork {
  const from = { ...method, masks: 'per-sample', pattern: 'shared' } as unknown as MethodConfig;
  return { step, carried: ['delta'], fresh: [], from, born: {} };
}

export function timing(change: Partial<Timing> = {}): Timing {
  return {
    device: 'webgpu · test adapter',
    batch: 64,
    msPerStep: 100,
    imagesPerSecond: 640,
    generatorMs: 20,
    interpolationMs: { native: 1, common: 2 },
    pixelAccesses: 3072,
    ...change,
  };
}

export function approximation(crossEntropy: readonly number[], wrong: readonly number[] = []): Approximation {
  const mean = crossEntropy.reduce((sum, value) => sum + value, 0) / crossEntropy.length;
  return {
    crossEntropy: mean,
    crossEntropyInterval: [mean - 0.1, mean + 0.1],
    zeroOne: 0.25,
    zeroOneInterval: [0.2, 0.3],
    optimisationGap: null,
    settled: true,
    cold: { crossEntropy: 1, steps: 1, settled: true },
    steps: 100,
    probe: crossEntropy.length,
    images: { crossEntropy, wrong },
  };
}
