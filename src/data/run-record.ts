/** What is written down about a run in every file that holds one: capsule, checkpoint, recorded run. */
import type { RunConfig } from '../core/method-config';
import { z } from '../lib/schema';
import { diagnosticsSchema, type Diagnostics } from './diagnostics';
import type { EpochRecord, ParameterCounts } from '../training/events';

export interface RunCurves {
  /** mini-batch cross-entropy of each step, step 1 first */
  readonly losses: Float32Array<ArrayBuffer>;
  /** mini-batch accuracy of each step, 0..1 */
  readonly accuracies: Float32Array<ArrayBuffer>;
  readonly epochs: readonly EpochRecord[];
}

/** The numbers of a finished run (event `done`). */
export interface RunResult {
  readonly unprompted: { readonly testAccuracy: number };
  readonly last: { readonly epoch: number; readonly testAccuracy: number };
  readonly best: { readonly epoch: number; readonly testAccuracy: number };
  readonly cleanTrainLoss: number;
  readonly parameters: ParameterCounts;
  /** missing from older files */
  readonly diagnostics?: Diagnostics;
  readonly seconds: number;
}

/** Where a run left another one that it began as. */
export interface Fork {
  /** the last step that both have in common */
  readonly step: number;
  /** names of the parameters that went on as they were, and of those that began anew there */
  readonly carried: readonly string[];
  readonly fresh: readonly string[];
  /** what the other run was */
  readonly from: RunConfig['method'];
  /** steps done before a parameter's first one, where that is not the run's own first */
  readonly born: Readonly<Record<string, number>>;
}

export interface Provenance {
  /** Dataset.hash and BackboneFile.hash */
  readonly dataHash: string;
  readonly backboneHash: string;
  /** backend and adapter in words, as DeviceReport has them */
  readonly device: string;
  /** e.g. { app, tfjs, runtime } */
  readonly versions: Readonly<Record<string, string>>;
}

export interface RunRecord {
  readonly config: RunConfig;
  /** names of the k target classes */
  readonly classes: readonly string[];
  readonly curves: RunCurves;
  /** what the pictures say without a prompt: test accuracy, and the mapping π [k] behind it; null until it is known */
  readonly unprompted: { readonly testAccuracy: number; readonly mapping: readonly number[] } | null;
  /** seconds of work so far, pauses left out */
  readonly seconds: number;
  /** null while the run is not finished */
  readonly result: RunResult | null;
  readonly provenance: Provenance;
  /** only of a run that began as another one */
  readonly fork?: Fork;
}

// Names of variants are checked against the registry by whoever runs the method; here they are words.
const variant = <Id extends string>() =>
  z.custom<Id>((value) => typeof value === 'string' && /^[a-z][a-z0-9-]{0,60}$/.test(value), 'not a name');
const whole = z.int().check(z.nonnegative());
const positive = z.int().check(z.positive());
const rate = z.number().check(z.nonnegative());
const side = z.int().check(z.minimum(1), z.maximum(1024));
const name = z.string().check(z.maxLength(200));
const limit = z.nullable(positive);
const most = 100_000;

const methodSchema = z.object({
  baseline: variant<RunConfig['method']['baseline']>(),
  masks: variant<RunConfig['method']['masks']>(),
  channels: variant<RunConfig['method']['channels']>(),
  generator: variant<RunConfig['method']['generator']>(),
  interpolation: variant<RunConfig['method']['interpolation']>(),
  pattern: variant<RunConfig['method']['pattern']>(),
  mapping: variant<RunConfig['method']['mapping']>(),
  side,
  nativeSide: side,
  classes: z.int().check(z.minimum(1), z.maximum(most)),
  patch: side,
});

export const configSchema = z.object({
  method: methodSchema,
  training: z.object({
    epochs: whole,
    batch: positive,
    patternLearningRate: rate,
    maskLearningRate: rate,
    patternDecay: rate,
    maskDecay: rate,
    augmentation: z.enum(['none', 'crop-flip']),
    seed: z.int(),
    trainLimit: limit,
    testLimit: limit,
  }),
  data: name,
  backbone: name,
}) satisfies z.ZodMiniType<RunConfig>;

/** JSON has no NaN: a loss that left the numbers is stored as null. */
const number = z.pipe(
  z.nullable(z.number()),
  z.transform((value) => value ?? NaN),
);
const series = z.pipe(
  z.array(number).check(z.maxLength(1_000_000)),
  z.transform((values) => Float32Array.from(values)),
);
const counts = z.object({
  patternAllocated: whole,
  patternEffective: whole,
  generator: whole,
  total: whole,
}) satisfies z.ZodMiniType<ParameterCounts>;
const accuracyAt = z.object({ epoch: whole, testAccuracy: z.number() });

const mapping = z.array(whole).check(z.maxLength(most));

const epochSchema = z.object({
  epoch: whole,
  step: whole,
  trainLoss: number,
  trainAccuracy: z.number(),
  testAccuracy: z.number(),
  learningRate: z.object({ pattern: z.number(), mask: z.number() }),
  msPerStep: z.number(),
  batchHash: z.exactOptional(name),
  runsAtOnce: z.exactOptional(positive),
  mapping,
}) satisfies z.ZodMiniType<EpochRecord, unknown>;

const names = z.array(name).check(z.maxLength(1000));
const forkSchema = z.object({
  step: whole,
  carried: names,
  fresh: names,
  from: methodSchema,
  born: z.record(name, whole),
}) satisfies z.ZodMiniType<Fork>;

/** Reads what recordDocument made of a record, bit for bit in the curves. */
export const recordSchema = z.object({
  config: configSchema,
  classes: z.array(name).check(z.maxLength(most)),
  curves: z.object({
    losses: series,
    accuracies: series,
    epochs: z.array(epochSchema).check(z.maxLength(most)),
  }),
  unprompted: z.nullable(z.object({ testAccuracy: z.number(), mapping })),
  seconds: z.number(),
  result: z.nullable(
    z.object({
      unprompted: z.object({ testAccuracy: z.number() }),
      last: accuracyAt,
      best: accuracyAt,
      cleanTrainLoss: number,
      parameters: counts,
      diagnostics: z.exactOptional(diagnosticsSchema),
      seconds: z.number(),
    }),
  ),
  provenance: z.object({
    dataHash: name,
    backboneHash: name,
    device: name,
    versions: z.record(z.string(), name),
  }),
  fork: z.exactOptional(forkSchema),
}) satisfies z.ZodMiniType<RunRecord, unknown>;

/** The plain JSON value of a record. Nine significant digits name every float32 exactly. */
export function recordDocument(record: RunRecord): object {
  const { config, classes, unprompted, seconds, result, provenance, fork } = record;
  const short = (values: Float32Array): number[] =>
    Array.from(values, (value) => Number(value.toPrecision(9)));
  const { losses, accuracies, epochs } = record.curves;
  return {
    config,
    classes,
    curves: { losses: short(losses), accuracies: short(accuracies), epochs },
    unprompted,
    seconds,
    result,
    provenance,
    ...(fork && { fork }),
  };
}
