/** Runs that cost the same for each batch, and how many batches each of them has. */
import { baselinePart } from '../../core/ablation/baseline';
import { blocks } from '../../core/ablation/registry';
import type { RunConfig } from '../../core/method-config';
import { variantKey } from '../../data/choices';
import { nestedIn } from '../../training/approximation/nested';
import { needsMappingPass } from '../../training/mapping';
import type { DatasetFacts } from './source-facts';
import type { Part, SweepRun } from './sweep-run';

/** Larger batches are probed with so many pictures and scaled: the network takes them in chunks anyway. */
const MOST_PROBED = { processor: 16, gpu: 256 } as const;

export interface CostKind {
  readonly key: string;
  /** for people */
  readonly label: string;
  /** any run of the kind */
  readonly example: SweepRun;
  readonly runs: readonly SweepRun[];
}

/** The most work first. */
export function costKinds(runs: readonly SweepRun[], factsOf: FactsOf): CostKind[] {
  const kinds = new Map<string, SweepRun[]>();
  for (const run of runs) {
    const key = kindKey(run);
    kinds.set(key, [...(kinds.get(key) ?? []), run]);
  }
  const imagesIn = (some: readonly SweepRun[]): number =>
    some.reduce((sum, run) => {
      const { steps, forwards } = workOf(run, 'run', factsOf(run));
      return sum + run.config.training.batch * (3 * steps + forwards);
    }, 0);
  return Array.from(kinds, ([key, some]) => ({
    key,
    label: labelOf(some[0]!),
    example: some[0]!,
    runs: some,
  }))
    .map((kind) => ({ kind, images: imagesIn(kind.runs) }))
    .sort((a, b) => b.images - a.images)
    .map(({ kind }) => kind);
}

/** How much data a run has. */
export type FactsOf = (run: SweepRun) => Pick<DatasetFacts, 'train' | 'test'>;

/** What settles the cost of a batch; pictures, seeds and learning rates do not. */
function kindKey({ config, origin }: SweepRun): string {
  const { nativeSide } = config.method;
  const method = { ...config.method, mapping: null, classes: null, nativeSide: null };
  const { batch, augmentation } = config.training;
  const bordered = baselinePart(config.method).input === 'bordered';
  return JSON.stringify([
    origin.backboneHash,
    method,
    bordered && nativeSide,
    Math.min(batch, MOST_PROBED.gpu),
    augmentation,
  ]);
}

function labelOf({ config }: SweepRun): string {
  const { backbone, method, training } = config;
  const any = { config: { ...config, method: { ...method, mapping: blocks.at(-1)!.default } } } as {
    config: RunConfig;
  };
  return `${backbone}, ${method.side} px, ${variantKey(any, blocks)}, batch ${training.batch}`;
}

export function probedBatch(batch: number, device: keyof typeof MOST_PROBED): number {
  return Math.min(batch, MOST_PROBED[device]);
}

export interface Work {
  /** batches forwards, backwards and with an update */
  readonly steps: number;
  /** batches forwards alone */
  readonly forwards: number;
}

/** In batches of the run's own size. Of an approximation: the most that it can come to. */
export function workOf(
  { config, approximate }: SweepRun,
  part: Part,
  { train, test }: Pick<DatasetFacts, 'train' | 'test'>,
): Work {
  const { training, method } = config;
  const { batch } = training;
  if (part === 'timing') return { steps: 31, forwards: 0 };
  if (part === 'approximate') {
    const batches = Math.ceil(approximate.probe / batch);
    // from its own start and from the next smaller class, which is solved first
    const trainings = 2 * nestingDepth(method) - 1;
    return {
      steps: trainings * approximate.epochs * batches,
      forwards: trainings * approximate.epochs * batches,
    };
  }
  const count = Math.min(train, training.trainLimit ?? train);
  const tested = Math.ceil(Math.min(test, training.testLimit ?? test) / batch);
  const shown = Math.ceil(count / batch);
  const epochs = baselinePart(method).pattern === 'none' ? 0 : training.epochs;
  let mapped = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) if (needsMappingPass(method, epoch)) mapped += 1;
  // once without a prompt over both halves, and once for the clean loss
  return {
    steps: epochs * Math.floor(count / batch),
    forwards: (mapped + 2) * shown + (epochs + 1) * tested,
  };
}

function nestingDepth(method: RunConfig['method']): number {
  let depth = 1;
  for (let next = nestedIn(method); next; next = nestedIn(next.smaller)) depth += 1;
  return depth;
}
