/**
 * What the recorded lab holds, as it follows from the registry: SMM, every variant of every block and every baseline
 * with several seeds; controls and demonstrations with one. A new variant is recorded by being in the registry.
 */
import type { Block, Variant } from '../core/ablation/block';
import { blocks, defaultSwitches, refusal, type BlockId } from '../core/ablation/registry';
import type { MethodConfig, RunConfig } from '../core/method-config';
import type { Dataset } from '../data/dataset';
import { UserError } from '../lib/user-error';

/**
 * One task for all of it: the default one with fewer and smaller pictures, since with all of them the plan takes two
 * cores most of a day. Change it here, and everything is recorded anew.
 */
export const RECORDED_TASK = {
  data: 'fashion-mnist',
  backbone: 'efficientnet-lite0',
  side: 64,
  patch: 8,
  epochs: 8,
  batch: 20,
  learningRate: 0.003,
  /** γ at both milestones */
  decay: 0.1,
  augmentation: 'none',
  /** null = all that the dataset has */
  trainLimit: 600,
  testLimit: 500,
  seeds: [0, 1, 2],
  /** a side that the patch does not divide: where interpolations that are one and the same on others are not */
  oddSide: 60,
  /** the proxy of paper.md C.0, for the block that asks for it and the frames that it is compared with */
  approximation: { blocks: ['masks', 'baseline'], probe: 500, epochs: 10, seeds: [0] },
} as const;

export interface PlannedRun {
  /** names the variant in file names: `reference`, `masks-shared-binary` */
  readonly name: string;
  readonly config: RunConfig;
  /** name of the variant that computes the very same here, so that this one is not trained */
  readonly sameAs: string | null;
  /** what was seen of it and its weights are packed too */
  readonly pictures: boolean;
  readonly approximation: boolean;
  readonly timing: boolean;
}

type Facts = Pick<Dataset, 'nativeSide' | 'classes'>;

/** Everything to record, the first seed of all variants first. */
export function recordPlan(dataset: Facts): PlannedRun[] {
  const base = methodFor(dataset, RECORDED_TASK.side);
  const [first, ...others] = RECORDED_TASK.seeds;
  const main = variantsOf(base).flatMap(({ block, variant, method }) => {
    const seeds = variant.role === 'default' || variant.role === 'variant' ? [first, ...others] : [first];
    return seeds.map((seed): PlannedRun => {
      const isFirst = seed === first;
      const sameAs = sameAsDefault(variant, method) ? REFERENCE : null;
      return {
        name: nameOf(block, variant),
        config: configFor(method, seed),
        sameAs,
        pictures: isFirst && sameAs === null,
        approximation: sameAs === null && asksForApproximation(block) && approximationSeeds.includes(seed),
        timing: isFirst,
      };
    });
  });
  return [...main, ...oddSidePlan(dataset)].sort((a, b) => seedOf(a) - seedOf(b));
}

const REFERENCE = 'reference';
const seedOf = ({ config }: PlannedRun): number => config.training.seed;
const approximationSeeds: readonly number[] = RECORDED_TASK.approximation.seeds;

/** The reference stands for every block. */
function asksForApproximation(block: Block | null): boolean {
  const asking: readonly string[] = RECORDED_TASK.approximation.blocks;
  return block === null || asking.includes(block.id);
}

interface Chosen {
  /** null for SMM as published */
  readonly block: Block | null;
  readonly variant: Variant;
  readonly method: MethodConfig;
}

/** SMM, then every other variant of every block of the plan; label mappings are not a part of it. */
function variantsOf(base: MethodConfig): Chosen[] {
  const planned: readonly Block[] = blocks.filter(({ id }) => id !== 'mapping');
  const [baseline] = planned;
  const smm = baseline!.variants.find(({ id }) => id === baseline!.default)!;
  const changed = planned.flatMap((block) =>
    block.variants
      .filter(({ role }) => role !== 'default')
      .map((variant): Chosen => ({ block, variant, method: { ...base, [block.id]: variant.id } })),
  );
  for (const { block, variant, method } of changed) {
    const sentence = refusal(block!.id as BlockId, variant.id, method);
    if (sentence) throw new UserError(`The recorded task cannot show ${nameOf(block, variant)}. ${sentence}`);
  }
  return [{ block: null, variant: smm, method: base }, ...changed];
}

/** Variants that compute the same as the default on the main side are compared where they do not. */
function oddSidePlan(dataset: Facts): PlannedRun[] {
  const [main, odd] = [RECORDED_TASK.side, RECORDED_TASK.oddSide].map((side) => methodFor(dataset, side));
  const same = variantsOf(main!).filter(({ variant, method }) => sameAsDefault(variant, method));
  const concerned = new Set(same.map(({ block }) => block));
  const compared = variantsOf(odd!).filter(
    ({ block, variant }) => block === null || (concerned.has(block) && variant.role === 'variant'),
  );
  return compared.flatMap(({ block, variant, method }) =>
    RECORDED_TASK.seeds.map((seed) => ({
      name: `side-${method.side}-${nameOf(block, variant)}`,
      config: configFor(method, seed),
      sameAs: null,
      pictures: false,
      approximation: false,
      timing: false,
    })),
  );
}

function sameAsDefault(variant: Variant, method: MethodConfig): boolean {
  return Boolean(variant.changesNothing?.(method));
}

function nameOf(block: Block | null, { id }: Variant): string {
  return block === null ? REFERENCE : `${block.id}-${id}`;
}

function methodFor({ nativeSide, classes }: Facts, side: number): MethodConfig {
  return { ...defaultSwitches, side, nativeSide, classes: classes.length, patch: RECORDED_TASK.patch };
}

function configFor(method: MethodConfig, seed: number): RunConfig {
  const { data, backbone, epochs, batch, learningRate, decay } = RECORDED_TASK;
  const { augmentation, trainLimit, testLimit } = RECORDED_TASK;
  return {
    method,
    training: {
      epochs,
      batch,
      patternLearningRate: learningRate,
      maskLearningRate: learningRate,
      patternDecay: decay,
      maskDecay: decay,
      augmentation,
      seed,
      trainLimit,
      testLimit,
    },
    data,
    backbone,
  };
}
