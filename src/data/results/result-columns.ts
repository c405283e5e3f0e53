/**
 * The columns of a results file: what a sweep writes, and what the page and the command line read, one run a row. A
 * file made of the same runs is the same to the bit, but for the columns of the group `circumstance`.
 */
import type { MetricId } from '../metrics';

export type ColumnKind = 'text' | 'whole' | 'number';

/**
 * `circumstance`: when, where and how fast; two machines differ in these. `detail`: what only a program reads; not
 * in the CSV.
 */
export type ColumnGroup = 'identity' | 'method' | 'training' | 'result' | 'circumstance' | 'detail';

export interface ResultColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly group: ColumnGroup;
  /** whose number it is, in that metric's unit */
  readonly metric?: MetricId;
}

const text = <Name extends string, Group extends ColumnGroup>(name: Name, group: Group) =>
  ({ name, kind: 'text', group }) as const;
const whole = <Name extends string, Group extends ColumnGroup>(name: Name, group: Group, metric?: MetricId) =>
  ({ name, kind: 'whole', group, ...(metric && { metric }) }) as const;
const number = <Name extends string, Group extends ColumnGroup>(
  name: Name,
  group: Group,
  metric?: MetricId,
) => ({ name, kind: 'number', group, ...(metric && { metric }) }) as const;

export const resultColumns = [
  text('run', 'identity'),
  text('data', 'identity'),
  text('backbone', 'identity'),
  text('schedule', 'identity'),
  /** as in links and table files: `default`, `masks=shared-binary` */
  text('variant', 'identity'),
  text('label', 'identity'),
  whole('seed', 'identity'),
  text('data_hash', 'identity'),
  text('backbone_hash', 'identity'),

  text('baseline', 'method'),
  text('masks', 'method'),
  text('channels', 'method'),
  text('generator', 'method'),
  text('interpolation', 'method'),
  text('pattern', 'method'),
  text('mapping', 'method'),
  whole('side', 'method'),
  whole('native_side', 'method'),
  whole('classes', 'method'),
  whole('patch', 'method'),

  whole('epochs', 'training'),
  whole('batch', 'training'),
  number('pattern_learning_rate', 'training'),
  number('mask_learning_rate', 'training'),
  number('pattern_decay', 'training'),
  number('mask_decay', 'training'),
  text('augmentation', 'training'),
  whole('train_limit', 'training'),
  whole('test_limit', 'training'),

  text('backend', 'result'),
  number('unprompted_accuracy', 'result'),
  number('last_accuracy', 'result', 'last-accuracy'),
  whole('last_epoch', 'result'),
  number('best_accuracy', 'result', 'best-accuracy'),
  whole('best_epoch', 'result'),
  number('clean_loss', 'result', 'clean-loss'),
  whole('steps_to_target', 'result', 'steps-to-target'),
  whole('pattern_allocated', 'result', 'pattern-allocated'),
  whole('pattern_effective', 'result', 'pattern-effective'),
  whole('generator_parameters', 'result', 'generator-parameters'),
  whole('total_parameters', 'result', 'total-parameters'),
  number('approximation_cross_entropy', 'result', 'approximation-cross-entropy'),
  number('approximation_cross_entropy_low', 'result'),
  number('approximation_cross_entropy_high', 'result'),
  number('approximation_zero_one', 'result', 'approximation-zero-one'),
  number('approximation_zero_one_low', 'result'),
  number('approximation_zero_one_high', 'result'),
  number('approximation_cold', 'result', 'approximation-cold'),
  number('optimisation_gap', 'result', 'optimisation-gap'),
  whole('approximation_steps', 'result'),
  whole('approximation_settled', 'result'),
  whole('approximation_cold_steps', 'result'),
  whole('approximation_cold_settled', 'result'),
  whole('approximation_probe', 'result'),
  whole('pixel_accesses', 'result', 'pixel-accesses'),

  number('seconds', 'circumstance'),
  number('ms_per_step_while_training', 'circumstance'),
  number('step_time', 'circumstance', 'step-time'),
  number('generator_time', 'circumstance', 'generator-time'),
  number('interpolation_time', 'circumstance', 'interpolation-time'),
  number('interpolation_time_common', 'circumstance', 'interpolation-time-common'),
  number('throughput', 'circumstance', 'throughput'),
  whole('timing_batch', 'circumstance'),
  text('timing_device', 'circumstance'),
  text('device', 'circumstance'),
  text('backend_note', 'circumstance'),
  text('host', 'circumstance'),
  whole('tries', 'circumstance'),
  text('finished', 'circumstance'),
  text('app_version', 'circumstance'),
  text('tfjs_version', 'circumstance'),
  text('runtime_version', 'circumstance'),

  /** JSON: names of the k classes */
  text('class_names', 'detail'),
  /** JSON, see Diagnostics */
  text('diagnostics', 'detail'),
  /** JSON: of each image of the probe, what a difference of two runs is drawn from */
  text('approximation_images', 'detail'),
] as const satisfies readonly ResultColumn[];

export type ColumnName = (typeof resultColumns)[number]['name'];

/** The list with its types widened, for code that treats all alike. */
export const allColumns: readonly (ResultColumn & { readonly name: ColumnName })[] = resultColumns;

interface Values {
  readonly text: string;
  readonly whole: number;
  readonly number: number;
}

/** What no run of this kind has is null. */
export type ResultRow = {
  readonly [Column in (typeof resultColumns)[number] as Column['name']]: Values[Column['kind']] | null;
};

/** Sorted so that a file depends on its runs alone, not on who finished first. */
export function sortedRows(rows: readonly ResultRow[]): ResultRow[] {
  const keys = [
    'data',
    'backbone',
    'side',
    'patch',
    'schedule',
    'mapping',
    'variant',
    'seed',
    'run',
  ] as const;
  return [...rows].sort((a, b) => {
    const key = keys.find((one) => a[one] !== b[one]);
    if (key === undefined) return 0;
    const [one, other] = [a[key] ?? '', b[key] ?? ''];
    return one < other ? -1 : 1;
  });
}
