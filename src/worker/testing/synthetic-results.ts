/** Results that nobody has measured, for tests: of the right kind, as many as are wanted, `synthetic` by every name. */
import { blocks, choose, defaultSwitches } from '../../core/ablation/registry';
import { createRandom } from '../../lib/random';
import type { MeasuredRun } from '../../data/metrics';
import type { ResultRow } from '../../data/results/result-columns';
import { resultRow, type RowFacts } from '../../data/results/result-row';
import { measuredRun, timing } from '../../data/testing/measured-run';

const facts: RowFacts = {
  schedule: 'synthetic',
  backend: 'webgpu',
  note: null,
  host: 'synthetic-node',
  tries: 1,
  finished: '2026-01-01T00:00:00.000Z',
};

const variants = [
  ['baseline', 'smm'],
  ['baseline', 'full'],
  ['masks', 'shared-binary'],
  ['generator', 'mlp'],
  ['mapping', 'flm'],
] as const;
const datasets = ['CIFAR10', 'SVHN', 'EuroSAT', 'synthetic-pictures'] as const;
const backbones = ['resnet18-f37072fd', 'efficientnet-lite0'] as const;

/** Five variants on four datasets with two networks, and as many seeds as it takes. */
export function syntheticRuns(count: number): MeasuredRun[] {
  return Array.from({ length: count }, (_, index) => {
    const [block, variant] = variants[index % variants.length]!;
    const data = datasets[Math.floor(index / 5) % 4]!;
    const backbone = backbones[Math.floor(index / 20) % 2]!;
    const seed = Math.floor(index / 40);
    const random = createRandom(index, 'synthetic');
    const accuracy = Math.round(1000 * (0.4 + 0.4 * random.uniform())) / 1000;
    const run = measuredRun({
      ...{ id: `synthetic-${index}`, seed, accuracy, best: accuracy + 0.01, dataHash: `synthetic ${data}` },
      ...{ cleanLoss: 1 - accuracy, timing: timing({ msPerStep: 50 + 100 * random.uniform() }) },
    });
    const method = {
      ...run.config.method,
      ...defaultSwitches,
      ...{ side: 224, nativeSide: 32, classes: 2, patch: 8 },
    };
    return { ...run, config: { ...run.config, data, backbone, method: choose(method, block, variant) } };
  });
}

export function syntheticRows(count: number): ResultRow[] {
  return syntheticRuns(count).map((run) => resultRow(run, facts, { blocks, reference: null }));
}
