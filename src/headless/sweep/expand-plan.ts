/** From a plan to its runs: every dataset × backbone × side × patch × variant × mapping × schedule × seed. */
import { applySet, defaultSwitches, findVariant } from '../../core/ablation/registry';
import type { MethodConfig, RunConfig } from '../../core/method-config';
import { UserError } from '../../lib/user-error';
import { checkFit, checkSide } from '../../training/begin-run';
import { SETTLES_GENERATOR } from '../suggested-options';
import type { Mistake, Path } from './plan-document';
import type { PlanFile } from './plan-file';
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
import { runIdOf, type Part, type SweepRun } from './sweep-run';
import { listedVariants, type ListedVariant } from './variant-list';

/** Beyond this, a plan is most likely a slip. */
const MOST_RUNS = 20_000;

export interface ExpandedPlan {
  /** each once, the first seed of everything first */
  readonly runs: readonly SweepRun[];
  /** a sentence for each variant of a `block=*` that cannot be combined with the rest */
  readonly leftOut: readonly string[];
}

/** @throws UserError with a sentence for each mistake */
export async function expandPlan(file: PlanFile, facts: SourceFacts): Promise<ExpandedPlan> {
  const parts = await partsOf(file, facts);
  const mistakes: Mistake[] = [];
  const leftOut = new Set<string>();
  const runs = new Map<string, SweepRun>();
  for (const choice of choicesOf(file, parts)) {
    try {
      const run = runOf(file, choice);
      if (!runs.has(run.id)) runs.set(run.id, run);
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      const { mistake } = error;
      const { settings, ofAll } = choice.variant.value;
      if (ofAll && mistake.path === choice.variant.path) {
        leftOut.add(`${settings[0]} is left out. ${mistake.sentence}`);
      } else mistakes.push(mistake);
    }
  }
  if (mistakes.length > 0) throw file.refusal(mistakes.slice(0, 20));
  if (runs.size > MOST_RUNS) {
    const sentence = `The plan has ${runs.size} runs; ${MOST_RUNS} are the most. Split it.`;
    throw file.refusal([{ path: [], sentence }]);
  }
  return { runs: [...runs.values()], leftOut: [...leftOut] };
}

interface Placed<Value> {
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

interface PlanParts {
  readonly datasets: readonly Placed<OpenedDataset>[];
  readonly backbones: readonly Placed<OpenedBackbone>[];
  readonly schedules: readonly Placed<Schedule>[];
  readonly variants: readonly Placed<ListedVariant>[];
  readonly mappings: readonly Placed<string>[];
}

/** Whatever stands for itself in the plan, opened. All that is wrong with these is said at once. */
async function partsOf({ plan, base, refusal }: PlanFile, facts: SourceFacts): Promise<PlanParts> {
  const mistakes: Mistake[] = [];
  const each = async <Written, Value>(
    key: string,
    list: readonly Written[],
    open: (written: Written, index: number) => Promise<readonly Value[]> | readonly Value[],
  ): Promise<Placed<Value>[]> => {
    const placed: Placed<Value>[] = [];
    for (const [index, written] of list.entries()) {
      const path = [key, index];
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

interface Choice {
  readonly dataset: Placed<OpenedDataset>;
  readonly backbone: Placed<OpenedBackbone>;
  readonly schedule: Placed<Schedule>;
  readonly variant: Placed<ListedVariant>;
  readonly mapping: Placed<string>;
  readonly side: Placed<number>;
  readonly patch: Placed<number>;
  readonly seed: number;
}

function* choicesOf({ plan }: PlanFile, parts: PlanParts): Generator<Choice> {
  const placed = <Value>(key: string, values: readonly Value[]): Placed<Value>[] =>
    values.map((value, index) => ({ value, path: [key, index] }));
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

function runOf({ plan }: PlanFile, choice: Choice): SweepRun {
  const { seed } = choice;
  const [dataset, backbone, schedule] = [choice.dataset.value, choice.backbone.value, choice.schedule.value];
  const settings = settingsOf(choice);
  blaming(choice.side.path, () => checkSide(choice.side.value, backbone.sideStep));
  const training = schedule.trainingFor(backbone, { seed, batch: dataset.batch });
  const base: MethodConfig = {
    ...defaultSwitches,
    side: choice.side.value,
    nativeSide: dataset.nativeSide,
    classes: dataset.classes,
    patch: choice.patch.value,
  };
  blaming(choice.patch.path, () => applySet(base, []));
  const method = blaming(choice.variant.path, () => applySet(base, settings));
  const config: RunConfig = { method, training, data: dataset.name, backbone: backbone.name };
  const amount = dataset.batch === undefined ? choice.schedule.path : choice.dataset.path;
  blaming(amount, () => {
    checkFit(config, { ...dataset, trainCount: dataset.train }, backbone);
    checkShown(dataset, training.trainLimit);
  });
  const origin = { dataHash: dataset.hash, backboneHash: backbone.hash };
  const { probe, epochs } = plan.approximate ?? { probe: 500, epochs: 40 };
  return {
    id: runIdOf(config, origin),
    schedule: schedule.name,
    config,
    origin,
    data: dataset.source,
    backbone: backbone.source,
    parts: ['run', ...measuredParts(plan, seed)],
    approximate: { probe, epochs },
  };
}

/** A network that the paper gives a generator of its own has it, unless the plan says otherwise. */
function settingsOf({ variant, mapping, schedule, backbone }: Choice): string[] {
  const { settings } = variant.value;
  const { suggested } = backbone.value;
  const own = schedule.value.paper && suggested && !settings.some((one) => SETTLES_GENERATOR.test(one));
  return [...(own ? [`generator=${suggested.generator}`] : []), ...settings, `mapping=${mapping.value}`];
}

/** What is measured once is measured with the first seed. */
function measuredParts({ metrics, approximate, seeds }: PlanFile['plan'], seed: number): Part[] {
  const first = seeds[0];
  const approximated: readonly number[] = approximate?.seeds ?? [first!];
  return [
    ...(metrics.includes('approximate') && approximated.includes(seed) ? (['approximate'] as const) : []),
    ...(metrics.includes('timing') && seed === first ? (['timing'] as const) : []),
  ];
}

function checkShown({ name, showsAll }: DatasetFacts, limit: number | null): void {
  if (showsAll !== null && (limit === null || limit >= showsAll)) return;
  throw new UserError(
    showsAll === null
      ? `No training picture of ${name} shows one of its classes. Leave the class out of the test pictures too.`
      : `The first ${limit} training pictures of ${name} do not show every class; the first ${showsAll} do. Use a train-limit of at least that.`,
  );
}

/** A run that cannot be, and the part of the plan that it cannot be for. */
class Misfit extends Error {
  readonly mistake: Mistake;

  constructor(mistake: Mistake) {
    super(mistake.sentence);
    this.mistake = mistake;
  }
}

function blaming<Value>(path: Path, check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new Misfit({ path, sentence: error.message });
  }
}
