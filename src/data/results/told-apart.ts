/** What tells settings apart that look alike in a table: what its columns show is the same, and they are not. */
import { group } from 'd3-array';
import type { ListedRun } from './listed-run';
import type { ColumnName } from './result-columns';

/** Of a setting, what stands in columns of its own. */
const visible = ['data', 'backbone', 'side', 'schedule', 'epochs'] as const satisfies readonly ColumnName[];

/** Of a setting, what does not. */
const hidden = [
  'batch',
  'pattern_learning_rate',
  'mask_learning_rate',
  'pattern_decay',
  'mask_decay',
  'augmentation',
  'train_limit',
  'test_limit',
  'patch',
  'native_side',
  'classes',
  'data_hash',
  'backbone_hash',
] as const satisfies readonly ColumnName[];
export type HiddenColumn = (typeof hidden)[number];

export interface SettingFact {
  readonly column: HiddenColumn;
  readonly value: string | number | null;
}

/** Of a run, what others that look like it have otherwise: empty where there are none. */
export type ToldApart = (listed: ListedRun) => readonly SettingFact[];

export function toldApart(runs: readonly ListedRun[]): ToldApart {
  const differing = new Map(
    Array.from(group(runs, lookOf), ([look, alike]) => {
      const [first] = alike;
      return [
        look,
        hidden.filter((column) => alike.some(({ row }) => !Object.is(row[column], first!.row[column]))),
      ];
    }),
  );
  return (listed) =>
    (differing.get(lookOf(listed)) ?? []).map((column) => ({ column, value: listed.row[column] }));
}

function lookOf({ row }: ListedRun): string {
  return visible.map((column) => row[column]).join('\n');
}
