/** From a plan to its runs: every dataset × backbone × side × patch × variant × mapping × schedule × seed. */
import { applySet, defaultSwitches } from '../../core/ablation/registry';
import type { MethodConfig, RunConfig } from '../../core/method-config';
import { UserError } from '../../lib/user-error';
import { checkFit, checkSide } from '../../training/begin-run';
import { SETTLES_GENERATOR } from '../suggested-options';
import type { Mistake, Path } from './plan-document';
import type { PlanFile } from './plan-file';
import { choicesOf, groupsOf, partsOf, type Choice } from './plan-parts';
import type { DatasetFacts, SourceFacts } from './source-facts';
import { runIdOf, type Part, type SweepRun } from './sweep-run';

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
  const mistakes: Mistake[] = [];
  const leftOut = new Set<string>();
  const runs = new Map<string, SweepRun>();
  for (const group of groupsOf(file.plan)) {
    for (const choice of choicesOf(group, await partsOf(group, file, facts))) {
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
  }
  if (mistakes.length > 0) throw file.refusal(mistakes.slice(0, 20));
  if (runs.size > MOST_RUNS) {
    const sentence = `The plan has ${runs.size} runs; ${MOST_RUNS} are the most. Split it.`;
    throw file.refusal([{ path: [], sentence }]);
  }
  const seedOf = ({ config }: SweepRun): number => file.plan.seeds.indexOf(config.training.seed);
  return { runs: [...runs.values()].sort((a, b) => seedOf(a) - seedOf(b)), leftOut: [...leftOut] };
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
