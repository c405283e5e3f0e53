import { countParameters } from '../../core/ablation/parameter-count';
import { choose } from '../../core/ablation/registry';
import type { BaselineId } from '../../core/method-config';
import type { RunSummary } from '../../data/run-entry';
import { createRandom } from '../../lib/random';
import type { StepCurves } from '../../store/library';
import type { RunView } from '../../store/run-view';
import { fixtureRun } from './fixture-run';

/**
 * A whole ablation made up by rule and seed: every number, curve and mask of it is of the right kind and size, and
 * none was measured. For the gallery and for tests of the panels.
 */
interface Made {
  readonly block: 'baseline' | 'masks' | 'channels' | 'generator' | 'interpolation' | 'pattern';
  readonly variant: string;
  readonly label: string;
  readonly reaches: number;
  readonly seeds: number;
}

const made: readonly Made[] = [
  { block: 'baseline', variant: 'smm', label: 'SMM', reaches: 0.74, seeds: 3 },
  { block: 'baseline', variant: 'full', label: 'Full pattern', reaches: 0.71, seeds: 3 },
  { block: 'baseline', variant: 'medium', label: 'Medium frame', reaches: 0.66, seeds: 3 },
  { block: 'masks', variant: 'shared-binary', label: 'One for all, on or off', reaches: 0.7, seeds: 3 },
  { block: 'masks', variant: 'shared-three-channel', label: 'One for all', reaches: 0.715, seeds: 3 },
  { block: 'masks', variant: 'mean-image', label: 'One for all, generated', reaches: 0.705, seeds: 1 },
  { block: 'channels', variant: 'single-continuous', label: 'One channel', reaches: 0.728, seeds: 3 },
  { block: 'channels', variant: 'single-binary', label: 'One, on or off', reaches: 0.68, seeds: 2 },
  { block: 'generator', variant: 'mlp', label: 'MLP', reaches: 0.69, seeds: 3 },
  { block: 'generator', variant: 'convnet-large', label: 'Larger', reaches: 0.752, seeds: 3 },
  { block: 'interpolation', variant: 'bilinear', label: 'Bilinear', reaches: 0.742, seeds: 3 },
  { block: 'interpolation', variant: 'nearest', label: 'Nearest neighbour', reaches: 0.74, seeds: 3 },
  { block: 'pattern', variant: 'class-label-leak', label: 'Labels leak', reaches: 0.86, seeds: 1 },
];

interface MadeRun {
  readonly view: RunView;
  readonly summary: RunSummary;
  readonly curves: StepCurves;
}

export function fixtureLab(): readonly MadeRun[] {
  return made.flatMap((variant, index) =>
    Array.from({ length: variant.seeds }, (_, seed) => madeRun(variant, index, seed)),
  );
}

function madeRun({ block, variant, label, reaches }: Made, index: number, seed: number): MadeRun {
  const id = `fixture/${block}-${variant}-${seed}`;
  const random = createRandom(seed, `lab ${index}`);
  const shift = variant === 'nearest' ? 0 : 0.02 * (random.uniform() - 0.5);
  const baseline = block === 'baseline' ? (variant as BaselineId) : 'smm';
  const base = fixtureRun({ id, label, baseline, reaches: reaches + shift, samples: 12 });
  const method = choose(base.config.method, block, variant);
  const config = { ...base.config, method, training: { ...base.config.training, seed } };
  const parameters = countParameters(method);
  const snapshots = base.snapshots.map((snapshot) => ({
    ...snapshot,
    masks: snapshot.masks && masksAs(snapshot.masks, `${block}=${variant}`, snapshot.sampleIds.length),
    targets: unsettled(snapshot.targets, index),
  }));
  const view: RunView = { ...base, config, snapshots, parameters };
  const step = (0.9 + 0.2 * (index % 5)) * 610;
  const summary: RunSummary = {
    id,
    source: 'recorded',
    config,
    classes: view.classes,
    epochs: view.epochs,
    unprompted: { testAccuracy: 0.403, mapping: [] },
    seconds: 260,
    result: {
      unprompted: { testAccuracy: 0.403 },
      last: view.last!,
      best: view.best!,
      cleanTrainLoss: 1.9 - 1.7 * (reaches + shift),
      parameters,
      seconds: 260,
    },
    provenance: { dataHash: 'made up', backboneHash: 'made up', device: 'gallery', versions: {} },
    measured: {
      approximation: null,
      timing: {
        device: 'gallery',
        batch: 64,
        msPerStep: step + 4 * seed,
        imagesPerSecond: 64000 / step,
        generatorMs: parameters.generator > 0 ? 0.1 * step : null,
        interpolationMs: null,
        pixelAccesses: null,
      },
    },
  };
  return { view, summary, curves: { losses: view.losses, accuracies: view.accuracies } };
}

/** Masks [N, h, w, 3] as a variant would have them. */
function masksAs(masks: Float32Array, choice: string, samples: number): Float32Array {
  const size = masks.length / samples;
  const at = (n: number, i: number) => masks[n * size + i]!;
  const mean = (i: number) =>
    Array.from({ length: samples }, (_, n) => at(n, i)).reduce((a, b) => a + b) / samples;
  const channelMean = (i: number) => {
    const cell = i - (i % 3);
    return (masks[cell]! + masks[cell + 1]! + masks[cell + 2]!) / 3;
  };
  switch (choice) {
    case 'masks=shared-three-channel':
    case 'masks=mean-image':
      return masks.map((_, i) => mean(i % size));
    case 'masks=shared-binary':
      return masks.map((_, i) => Number(mean((i % size) - ((i % size) % 3)) > 0));
    case 'channels=single-continuous':
      return masks.map((_, i) => channelMean(i));
    case 'channels=single-binary':
      return masks.map((_, i) => Number(channelMean(i) > 0));
    default:
      return masks;
  }
}

/** Some answers of another variant are other answers. */
function unsettled(targets: Float32Array, index: number): Float32Array {
  const random = createRandom(index, 'unsettled');
  const classes = 10;
  const changed = targets.slice();
  for (let row = 0; row < targets.length; row += classes) {
    if (index === 0 || random.uniform() > 0.22) continue;
    const values = changed.subarray(row, row + classes);
    values.set([...values.subarray(1), values[0]!]);
  }
  return changed;
}
