/** How long a sweep will take, from a few real steps of each kind of run on this machine. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../lib/sha256';
import { parseJson, z } from '../../lib/schema';
import { UserError } from '../../lib/user-error';
import { probeCost } from '../../training/cost-probe';
import { breathe } from '../breathe';
import { openBackbone } from '../open-backbone';
import { openDataset, openTask } from '../open-task';
import { writeWhole } from './atomic-file';
import { costKinds, probedBatch, workOf, type CostKind, type FactsOf } from './cost-kinds';
import type { WrittenPlan } from './plan-schema';
import { programWords } from './program';
import type { SweepRun, Task } from './sweep-run';

const probeSchema = z.object({
  batch: z.int(),
  /** milliseconds */
  step: z.nullable(z.number()),
  forward: z.number(),
  /** bytes: the most that the process held */
  memory: z.number(),
  device: z.string(),
});

export type Probed = z.infer<typeof probeSchema>;

export interface KindCost {
  readonly label: string;
  readonly runs: number;
  /** `probed`: measured. `likened`: not measured, taken as the slowest probed kind of the same network and side */
  readonly from: 'probed' | 'likened' | 'unknown';
  readonly probe: Probed | null;
  /** of one run, its measurements not counted; null where it is not known */
  readonly secondsEach: number | null;
}

export interface CostEstimate {
  readonly kinds: readonly KindCost[];
  /** of all that is left, one task after another; null where a kind is not known */
  readonly seconds: number | null;
  /** bytes of the largest task that was probed */
  readonly memory: number | null;
  readonly device: string | null;
}

export interface EstimateOptions {
  readonly runs: readonly SweepRun[];
  readonly left: readonly Task[];
  readonly factsOf: FactsOf;
  readonly plan: Pick<WrittenPlan, 'backend' | 'local'>;
  /** kinds that are probed at most, those with most work first */
  readonly most: number;
  /** where probes are kept */
  readonly folder: string;
  readonly say: (line: string) => void;
}

export async function estimateCost(options: EstimateOptions): Promise<CostEstimate> {
  const { runs, left, factsOf, most, say } = options;
  const kinds = costKinds(runs, factsOf);
  const found = new Map<CostKind, Probed>();
  for (const [index, kind] of kinds.slice(0, most).entries()) {
    say(`probing ${index + 1} of ${Math.min(most, kinds.length)} kinds of run: ${kind.label}`);
    found.set(kind, await probed(kind, options));
  }
  const costs = kinds.map((kind) => ({ kind, probe: found.get(kind) ?? likened(kind, found) }));
  const probeOf = new Map(
    costs.flatMap(({ kind, probe }) => kind.runs.map(({ id }) => [id, probe] as const)),
  );
  const seconds = left.map((task) => secondsOf(task, probeOf.get(task.run.id) ?? null, factsOf));
  const known = [...found.values()];
  return {
    kinds: costs.map(({ kind, probe }) => ({
      label: kind.label,
      runs: kind.runs.length,
      from: found.has(kind) ? 'probed' : probe ? 'likened' : 'unknown',
      probe,
      secondsEach: secondsOf({ part: 'run', run: kind.example }, probe, factsOf),
    })),
    seconds: seconds.includes(null) ? null : seconds.reduce((sum: number, one) => sum + (one ?? 0), 0),
    memory: known.length > 0 ? Math.max(...known.map(({ memory }) => memory)) : null,
    device: known[0]?.device ?? null,
  };
}

function likened(kind: CostKind, found: ReadonlyMap<CostKind, Probed>): Probed | null {
  const alike = Array.from(found).filter(([{ example }]) => {
    const { config, origin } = kind.example;
    return (
      example.origin.backboneHash === origin.backboneHash && example.config.method.side === config.method.side
    );
  });
  const perImage = ({ step, forward, batch }: Probed): number => (step ?? forward) / batch;
  return alike.map(([, probe]) => probe).sort((a, b) => perImage(b) - perImage(a))[0] ?? null;
}

function secondsOf(
  { part, run }: Pick<Task, 'part' | 'run'>,
  probe: Probed | null,
  factsOf: FactsOf,
): number | null {
  if (!probe) return null;
  const { steps, forwards } = workOf(run, part, factsOf(run));
  const scale = run.config.training.batch / probe.batch;
  return (scale * (steps * (probe.step ?? 0) + forwards * probe.forward)) / 1000;
}

/** In a process of its own, which alone has the memory that it says. Known from before where nothing has changed. */
async function probed(kind: CostKind, { plan, folder }: EstimateOptions): Promise<Probed> {
  const threads = threadsOf(plan);
  const machine = [hostname(), cpus()[0]?.model, process.version, threads, plan.backend];
  const key = sha256([new TextEncoder().encode(JSON.stringify([3, kind.key, machine]))]).slice(0, 16);
  const path = join(folder, `${key}.json`);
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return parseJson(probeSchema, kept, `${path} is damaged. Remove it.`);
  const job = join(tmpdir(), `smm-probe-${process.pid}-${key}.json`);
  await writeWhole(job, JSON.stringify({ run: kind.example, backend: plan.backend, threads }));
  const [program, ...words] = programWords();
  const child = spawn(program!, [...words, 'sweep', 'probe', job], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, said] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) {
    const words = said.trim().split('\n').at(-1) || `it ended with code ${code}, perhaps for want of memory`;
    throw new UserError(`The probe of ${kind.label} failed: ${words} Use --probe 0 to plan without.`);
  }
  await writeWhole(path, out);
  return parseJson(probeSchema, out, 'The probe did not answer.');
}

function threadsOf({ local }: Pick<WrittenPlan, 'local'>): number {
  const cores = availableParallelism();
  return local.threads ?? Math.max(1, Math.floor(cores / processesOf({ local })));
}

/** Of the local engine. */
export function processesOf({ local }: Pick<WrittenPlan, 'local'>): number {
  return local.processes ?? Math.max(1, Math.floor(availableParallelism() / 2));
}

const jobSchema = z.object({
  run: z.custom<SweepRun>((value) => typeof value === 'object' && value !== null),
  backend: z.enum(['auto', 'webgpu', 'wasm', 'cpu']),
  threads: z.int(),
});

/** The other side: what the process that was started does. */
export async function probeHere(path: string): Promise<Probed> {
  const job = parseJson(jobSchema, await readFile(path, 'utf8'), 'The probe cannot be read.');
  const { run, backend, threads } = job;
  const { config } = run;
  const dataset = await openDataset(run.data.name, run.data.options);
  const backboneFile = await openBackbone(run.backbone.name, {
    backboneClasses: run.backbone.classes ?? undefined,
  });
  const task = await openTask({ dataset, backboneFile }, backend === 'webgpu' ? 'auto' : backend, threads);
  try {
    const device = task.engine.backend === 'webgpu' ? 'gpu' : 'processor';
    const batch = probedBatch(config.training.batch, device);
    const clock = () => performance.now();
    const probing = { ...config, training: { ...config.training, batch } };
    const cost = await probeCost({ task, config: probing, clock, breathe });
    // in kilobytes
    const memory = process.resourceUsage().maxRSS * 1024;
    return { ...cost, memory, device: task.device };
  } finally {
    task.engine.dispose();
  }
}
