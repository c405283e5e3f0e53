/** What a plan may say, in the words of the file: docs/sweeps.md explains each key. */
import { sideLimits } from '../../core/ablation/method-limits';
import { z } from '../../lib/schema';

const whole = (from: number, to = 1_000_000) => z.int().check(z.minimum(from), z.maximum(to));
const rate = z.number().check(z.positive());
const share = z.number().check(z.gt(0), z.lt(1));
const text = z.string().check(z.minLength(1), z.maxLength(400));
const side = whole(sideLimits.least, sideLimits.most);
const list = <Part extends z.ZodMiniType>(part: Part, most: number) =>
  z.array(part).check(z.minLength(1), z.maxLength(most));

const datasetSchema = z.union([
  text,
  z.strictObject({
    path: text,
    /** longer side that pictures are kept at */
    'kept-side': z.optional(whole(16, 512)),
    labels: z.optional(z.enum(['fine', 'coarse'])),
    'test-share': z.optional(share),
    'split-seed': z.optional(whole(0)),
    resplit: z.optional(z.boolean()),
    duplicates: z.optional(z.enum(['keep', 'leave-out'])),
    /** images per step on this data, whatever the schedule says (the paper's table 9) */
    batch: z.optional(whole(1)),
  }),
]);

const backboneSchema = z.union([
  text,
  z.strictObject({
    file: text,
    /** names of its classes, one a line */
    classes: z.optional(text),
    /** of its input, instead of `sides` */
    side: z.optional(side),
  }),
]);

const scheduleSchema = z.union([
  text,
  z.strictObject({
    name: z.optional(text),
    preset: z.optional(z.enum(['paper'])),
    epochs: z.optional(whole(0, 100_000)),
    batch: z.optional(whole(1)),
    lr: z.optional(rate),
    'lr-mask': z.optional(rate),
    decay: z.optional(rate),
    'decay-mask': z.optional(rate),
    augment: z.optional(z.enum(['none', 'crop-flip'])),
    'train-limit': z.optional(whole(1)),
    'test-limit': z.optional(whole(1)),
  }),
]);

/** A value that stands on a line of a shell script of Slurm's: no line breaks in it. */
const word = z.string().check(z.regex(/^[^\r\n]{1,300}$/));

const slurmSchema = z.strictObject({
  partition: z.optional(word),
  account: z.optional(word),
  qos: z.optional(word),
  /** minutes, HH:MM:SS or D-HH:MM:SS */
  time: z.optional(word),
  cpus: z.optional(whole(1, 1024)),
  memory: z.optional(word),
  /** how many, or as the site writes them: `a100:1` */
  gpu: z.optional(z.union([word, whole(0, 64)])),
  constraint: z.optional(word),
  /** shell lines before each task, e.g. `module load nodejs` */
  setup: z.optional(z.string().check(z.maxLength(10_000))),
  /** tasks at once */
  concurrent: z.optional(whole(1, 10_000)),
  /** seconds before the time limit at which a task keeps its state and queues again */
  'grace-seconds': z._default(whole(10, 3600), 120),
  /** what runs this program there, e.g. `apptainer run --nv smm.sif`; this one, as it runs here, without */
  program: z.optional(word),
  /** further options of sbatch, one each */
  options: z._default(z.array(word).check(z.maxLength(50)), []),
});

/** What is multiplied, in each group of runs. */
const product = {
  datasets: list(datasetSchema, 200),
  backbones: list(backboneSchema, 100),
  sides: list(side, 50),
  patches: list(whole(1, 32), 6),
  variants: list(text, 500),
  mappings: list(text, 10),
  seeds: list(whole(0, 2 ** 31 - 1), 1000),
  schedules: list(scheduleSchema, 50),
};

export const planSchema = z.strictObject({
  name: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/)),
  /** where all is kept; beside the plan, under its name, without */
  folder: z.optional(text),
  datasets: product.datasets,
  backbones: product.backbones,
  sides: z.optional(product.sides),
  patches: z._default(product.patches, [8]),
  variants: z._default(product.variants, ['default']),
  mappings: z._default(product.mappings, ['ilm']),
  seeds: product.seeds,
  schedules: product.schedules,
  /** further groups of runs: what is not said in one is as above */
  also: z._default(
    z
      .array(
        z.strictObject({
          datasets: z.optional(product.datasets),
          backbones: z.optional(product.backbones),
          sides: z.optional(product.sides),
          patches: z.optional(product.patches),
          variants: z.optional(product.variants),
          mappings: z.optional(product.mappings),
          seeds: z.optional(product.seeds),
          schedules: z.optional(product.schedules),
        }),
      )
      .check(z.maxLength(50)),
    [],
  ),
  metrics: z._default(z.array(z.enum(['approximate', 'timing'])), []),
  approximate: z.optional(
    z.strictObject({
      probe: z._default(whole(2, 100_000), 500),
      epochs: z._default(whole(1, 100_000), 40),
      seeds: z.optional(list(whole(0), 1000)),
    }),
  ),
  backend: z._default(z.enum(['auto', 'webgpu', 'wasm', 'cpu']), 'auto'),
  /** of each task, before it counts as failed */
  tries: z._default(whole(1, 100), 3),
  local: z._default(
    z.strictObject({ processes: z.optional(whole(1, 64)), threads: z.optional(whole(1, 64)) }),
    {},
  ),
  slurm: z._default(slurmSchema, { 'grace-seconds': 120, options: [] }),
});

/** As it stands in the file, defaults filled in. */
export type WrittenPlan = z.infer<typeof planSchema>;
export type WrittenDataset = WrittenPlan['datasets'][number];
export type WrittenBackbone = WrittenPlan['backbones'][number];
export type WrittenSchedule = WrittenPlan['schedules'][number];
export type SlurmSettings = WrittenPlan['slurm'];
