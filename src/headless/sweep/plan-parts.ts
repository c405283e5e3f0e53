/** The parts of a plan that are multiplied, opened, each with its place in the file. */
import { findVariant } from '../../core/ablation/registry';
import { UserError } from '../../lib/user-error';
import type { Mistake, Path } from './plan-document';
import type { PlanFile } from './plan-file';
import type { WrittenPlan } from './plan-schema';
import { scheduleOf, type Schedule } from './schedules';
import {
  backboneSource,
  datasetSource,
  type BackboneFacts,
  type BackboneSource,
  type DatasetFacts,
  type DatasetSource,
  type SourceFacts,
} from './source-facts';
import { listedVariants, type ListedVariant } from './variant-list';

type ProductKey = keyof WrittenPlan['also'][number];

/** Runs that are multiplied with each other. */
export interface PlanGroup {
  readonly written: WrittenPlan;
  /** where in the file a key of it stands */
  readonly where: (key: ProductKey) => Path;
}

/** The plan itself, then what it has `also`: there, what is not said is as in the plan. */
export function groupsOf(plan: WrittenPlan): PlanGroup[] {
  const others = plan.also.map((said, index): PlanGroup => {
    const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    return {
      written: { ...plan, ...given },
      where: (key) => (key in given ? ['also', index, key] : [key]),
    };
  });
  return [{ written: plan, where: (key) => [key] }, ...others];
}

export interface Placed<Value> {
  readonly value: Value;
  readonly path: Path;
}

interface OpenedDataset extends DatasetFacts {
  readonly source: DatasetSource;
  readonly batch: number | undefined;
}

interface OpenedBackbone extends BackboneFacts {
  readonly source: BackboneSource;
  readonly side: number | undefined;
}

export interface PlanParts {
  readonly datasets: readonly Placed<OpenedDataset>[];
  readonly backbones: readonly Placed<OpenedBackbone>[];
  readonly schedules: readonly Placed<Schedule>[];
  readonly variants: readonly Placed<ListedVariant>[];
  readonly mappings: readonly Placed<string>[];
}

/** Whatever stands for itself in the plan, opened. All that is wrong with these is said at once. */
export async function partsOf(
  { written: plan, where }: PlanGroup,
  { base, refusal }: PlanFile,
  facts: SourceFacts,
): Promise<PlanParts> {
  const mistakes: Mistake[] = [];
  const each = async <Written, Value>(
    key: ProductKey,
    list: readonly Written[],
    open: (written: Written, index: number) => Promise<readonly Value[]> | readonly Value[],
  ): Promise<Placed<Value>[]> => {
    const placed: Placed<Value>[] = [];
    for (const [index, written] of list.entries()) {
      const path = [...where(key), index];
      try {
        placed.push(...(await open(written, index)).map((value) => ({ value, path })));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        mistakes.push({ path, sentence: error.message });
      }
    }
    return placed;
  };
  const parts: PlanParts = {
    variants: await each('variants', plan.variants, listedVariants),
    mappings: await each('mappings', plan.mappings, (name) => [findVariant('mapping', name).id]),
    schedules: await each('schedules', plan.schedules, (written, i) => [scheduleOf(written, i)]),
    backbones: await each('backbones', plan.backbones, async (written) => {
      const source = await backboneSource(written, base);
      const side = typeof written === 'string' ? undefined : written.side;
      return [{ ...(await facts.ofBackbone(source)), source, side }];
    }),
    datasets: await each('datasets', plan.datasets, async (written) => {
      const source = await datasetSource(written, base);
      const batch = typeof written === 'string' ? undefined : written.batch;
      return [{ ...(await facts.ofDataset(source)), source, batch }];
    }),
  };
  for (const { value, path } of parts.backbones) {
    if (value.side !== undefined || plan.sides) continue;
    const sentence = 'It is not said at which side to run it. Add "sides" to the plan, or "side" here.';
    mistakes.push({ path, sentence });
  }
  const names = parts.schedules.map(({ value }) => value.name);
  for (const { value, path } of parts.schedules) {
    if (names.filter((name) => name === value.name).length < 2) continue;
    mistakes.push({
      path,
      sentence: `Two schedules are called "${value.name}". Give each a name of its own.`,
    });
  }
  if (mistakes.length > 0) throw refusal(mistakes);
  return parts;
}

export interface Choice {
  readonly dataset: Placed<OpenedDataset>;
  readonly backbone: Placed<OpenedBackbone>;
  readonly schedule: Placed<Schedule>;
  readonly variant: Placed<ListedVariant>;
  readonly mapping: Placed<string>;
  readonly side: Placed<number>;
  readonly patch: Placed<number>;
  readonly seed: number;
}

export function* choicesOf({ written: plan, where }: PlanGroup, parts: PlanParts): Generator<Choice> {
  const placed = <Value>(key: ProductKey, values: readonly Value[]): Placed<Value>[] =>
    values.map((value, index) => ({ value, path: [...where(key), index] }));
  const sides = placed('sides', plan.sides ?? []);
  for (const seed of plan.seeds)
    for (const dataset of parts.datasets)
      for (const backbone of parts.backbones) {
        const own = backbone.value.side;
        const here = own === undefined ? sides : [{ value: own, path: [...backbone.path, 'side'] }];
        for (const side of here)
          for (const patch of placed('patches', plan.patches))
            for (const schedule of parts.schedules)
              for (const mapping of parts.mappings)
                for (const variant of parts.variants)
                  yield { seed, dataset, backbone, side, patch, schedule, mapping, variant };
      }
}
