/** A run to a row of a results file, and a row back to what tables measure. */
import { parseJson, z } from '../../lib/schema';
import { choicesOf, variantKey, variantLabel, type TableBlock } from '../choices';
import { diagnosticsSchema } from '../diagnostics';
import type { Approximation, Timing } from '../measurements';
import { allMetrics, type MeasuredRun } from '../metrics';
import { recordSchema } from '../run-record';
import { allColumns, type ColumnName, type ResultRow } from './result-columns';

/** What a row says beside the run itself. */
export interface RowFacts {
  readonly schedule: string;
  readonly backend: string;
  readonly note: string | null;
  readonly host: string;
  readonly tries: number;
  /** ISO date and time */
  readonly finished: string;
}

/** @param reference the reference run of the same seed, for what is told against it; null where there is none */
export function resultRow(
  run: MeasuredRun,
  facts: RowFacts,
  { blocks, reference }: { readonly blocks: readonly TableBlock[]; readonly reference: MeasuredRun | null },
): ResultRow {
  const { config, provenance, result, measured } = run;
  const { method, training } = config;
  const { approximation, timing } = measured;
  const numbers = Object.fromEntries(
    allColumns.flatMap(({ name, metric }) => {
      const found = metric && allMetrics.find(({ id }) => id === metric);
      return found ? [[name, found.value(run, reference)]] : [];
    }),
  );
  const choices = Object.fromEntries(choicesOf(run, blocks).map(({ block, variant }) => [block, variant]));
  return {
    ...emptyRow,
    ...choices,
    ...numbers,
    run: run.id,
    data: config.data,
    backbone: config.backbone,
    schedule: facts.schedule,
    variant: variantKey(run, blocks),
    label: variantLabel(run, blocks, 'SMM'),
    seed: training.seed,
    data_hash: provenance.dataHash,
    backbone_hash: provenance.backboneHash,
    side: method.side,
    native_side: method.nativeSide,
    classes: method.classes,
    patch: method.patch,
    epochs: training.epochs,
    batch: training.batch,
    pattern_learning_rate: training.patternLearningRate,
    mask_learning_rate: training.maskLearningRate,
    pattern_decay: training.patternDecay,
    mask_decay: training.maskDecay,
    augmentation: training.augmentation,
    train_limit: training.trainLimit,
    test_limit: training.testLimit,
    backend: facts.backend,
    unprompted_accuracy: result?.unprompted.testAccuracy ?? null,
    last_epoch: result?.last.epoch ?? null,
    best_epoch: result?.best.epoch ?? null,
    ...approximationColumns(approximation),
    seconds: result?.seconds ?? null,
    ms_per_step_while_training: run.epochs.at(-1)?.msPerStep ?? null,
    timing_batch: timing?.batch ?? null,
    timing_device: timing?.device ?? null,
    device: provenance.device,
    backend_note: facts.note,
    host: facts.host,
    tries: facts.tries,
    finished: facts.finished,
    app_version: provenance.versions['app'] ?? null,
    tfjs_version: provenance.versions['tfjs'] ?? null,
    runtime_version: provenance.versions['runtime'] ?? null,
    class_names: JSON.stringify(run.classes),
    diagnostics: result?.diagnostics ? JSON.stringify(result.diagnostics) : null,
  };
}

const emptyRow = Object.fromEntries(allColumns.map(({ name }) => [name, null])) as unknown as ResultRow;

function approximationColumns(found: Approximation | null): Partial<ResultRow> {
  if (!found) return {};
  const [low, high] = found.crossEntropyInterval;
  const [least, most] = found.zeroOneInterval;
  return {
    approximation_cross_entropy_low: low,
    approximation_cross_entropy_high: high,
    approximation_zero_one_low: least,
    approximation_zero_one_high: most,
    approximation_steps: found.steps,
    approximation_settled: Number(found.settled),
    approximation_cold_steps: found.cold.steps,
    approximation_cold_settled: Number(found.cold.settled),
    approximation_probe: found.probe,
    approximation_images: found.images && JSON.stringify(found.images),
  };
}

const DAMAGED = 'A row of the results cannot be read. Merge the sweep again.';

/**
 * The run that a row stands for, as the ablation table takes it. It has no curves: `steps-to-target` stays with the
 * row itself.
 * @throws UserError where the row is not one that a sweep writes
 */
export function runOfRow(row: ResultRow, blocks: readonly TableBlock[]): MeasuredRun {
  const fork = forkOf(row, blocks);
  const document = {
    config: configOf(row),
    ...(fork && { fork }),
    classes: jsonIn(row.class_names, z.array(z.string())) ?? [],
    curves: { losses: [], accuracies: [], epochs: [] },
    unprompted: null,
    seconds: row.seconds ?? 0,
    result: resultOf(row),
    provenance: {
      dataHash: row.data_hash,
      backboneHash: row.backbone_hash,
      device: row.device ?? '',
      versions: Object.fromEntries(
        Object.entries({
          app: row.app_version,
          tfjs: row.tfjs_version,
          runtime: row.runtime_version,
        }).flatMap(([name, version]) => (version === null ? [] : [[name, version]])),
      ),
    },
  };
  const { curves, ...record } = parseJson(recordSchema, JSON.stringify(document), DAMAGED);
  return {
    ...record,
    id: row.run ?? '',
    source: 'imported',
    epochs: curves.epochs,
    losses: null,
    measured: { approximation: approximationOf(row), timing: timingOf(row) },
  };
}

/**
 * `masks=shared-binary@93:default` was another variant until step 93. Which parameters went on as they were stands in
 * its capsule.
 */
function forkOf(row: ResultRow, blocks: readonly TableBlock[]): object | null {
  const [, step, before] = /@(\d{1,9}):(.+)$/.exec(row.variant ?? '') ?? [];
  if (step === undefined || before === undefined) return null;
  const said = new Map(before.split(',').map((choice) => choice.split('=', 2) as [string, string]));
  const choices = blocks.map(({ id, default: usual }) => [id, said.get(id) ?? usual]);
  const from = { ...configOf(row).method, ...Object.fromEntries(choices) };
  return { step: Number(step), carried: [], fresh: [], from, born: {} };
}

function configOf(row: ResultRow) {
  const { baseline, masks, channels, generator, interpolation, pattern, mapping } = row;
  const { side, native_side: nativeSide, classes, patch } = row;
  const switches = { baseline, masks, channels, generator, interpolation, pattern, mapping };
  return {
    method: { ...switches, side, nativeSide, classes, patch },
    training: {
      epochs: row.epochs,
      batch: row.batch,
      patternLearningRate: row.pattern_learning_rate,
      maskLearningRate: row.mask_learning_rate,
      patternDecay: row.pattern_decay,
      maskDecay: row.mask_decay,
      augmentation: row.augmentation,
      seed: row.seed,
      trainLimit: row.train_limit,
      testLimit: row.test_limit,
    },
    data: row.data,
    backbone: row.backbone,
  };
}

function resultOf(row: ResultRow): object | null {
  if (row.last_accuracy === null) return null;
  const diagnostics = jsonIn(row.diagnostics, diagnosticsSchema);
  return {
    unprompted: { testAccuracy: row.unprompted_accuracy },
    last: { epoch: row.last_epoch, testAccuracy: row.last_accuracy },
    best: { epoch: row.best_epoch, testAccuracy: row.best_accuracy },
    cleanTrainLoss: row.clean_loss,
    parameters: {
      patternAllocated: row.pattern_allocated,
      patternEffective: row.pattern_effective,
      generator: row.generator_parameters,
      total: row.total_parameters,
    },
    ...(diagnostics && { diagnostics }),
    seconds: row.seconds ?? 0,
  };
}

const perImage = z.array(z.number()).check(z.maxLength(100_000));
const imagesSchema = z.object({ crossEntropy: perImage, wrong: perImage });

function approximationOf(row: ResultRow): Approximation | null {
  const { approximation_cross_entropy: crossEntropy, approximation_zero_one: zeroOne } = row;
  if (crossEntropy === null || zeroOne === null) return null;
  const number = (name: ColumnName): number => Number(row[name] ?? 0);
  return {
    crossEntropy,
    crossEntropyInterval: [
      number('approximation_cross_entropy_low'),
      number('approximation_cross_entropy_high'),
    ],
    zeroOne,
    zeroOneInterval: [number('approximation_zero_one_low'), number('approximation_zero_one_high')],
    optimisationGap: row.optimisation_gap,
    steps: number('approximation_steps'),
    settled: number('approximation_settled') === 1,
    cold: {
      crossEntropy: number('approximation_cold'),
      steps: number('approximation_cold_steps'),
      settled: number('approximation_cold_settled') === 1,
    },
    probe: number('approximation_probe'),
    images: jsonIn(row.approximation_images, imagesSchema),
  };
}

function timingOf(row: ResultRow): Timing | null {
  const { step_time: msPerStep, throughput, timing_device: device, timing_batch: batch } = row;
  if (msPerStep === null || throughput === null || device === null || batch === null) return null;
  const { interpolation_time: native, interpolation_time_common: common } = row;
  return {
    device,
    batch,
    msPerStep,
    imagesPerSecond: throughput,
    generatorMs: row.generator_time,
    interpolationMs: native === null || common === null ? null : { native, common },
    pixelAccesses: row.pixel_accesses,
  };
}

function jsonIn<Schema extends z.ZodMiniType>(text: string | null, schema: Schema): z.infer<Schema> | null {
  return text === null ? null : parseJson(schema, text, DAMAGED);
}
