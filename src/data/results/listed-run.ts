/** A row of results as the page's table has it: with the run that it stands for, and where it came from. */
import type { MeasuredRun } from '../metrics';
import { allColumns, type ResultRow } from './result-columns';

export interface ListedRun {
  /** names it in this table */
  readonly key: string;
  readonly row: ResultRow;
  readonly run: MeasuredRun;
  /** the file it stands in, or the folder of capsules; null = this browser has kept it */
  readonly file: string | null;
  /** in lower case, what a search looks through */
  readonly words: string;
  /** the same for two runs that differ in nothing but blocks and seed: what runSetting says, and the schedule's name */
  readonly setting: string;
  /** the same for two runs of one variant; a run that began as another one shares it with none that did not */
  readonly choices: string;
}

const isChoice = ({ group, kind }: (typeof allColumns)[number]) => group === 'method' && kind === 'text';
const choiceColumns = allColumns.filter(isChoice).map(({ name }) => name);
const own = new Set(['run', 'variant', 'label', 'seed']);
const settingColumns = allColumns
  .filter((column) => ['identity', 'method', 'training'].includes(column.group) && !isChoice(column))
  .map(({ name }) => name)
  .filter((name) => !own.has(name));

export function listedRun(row: ResultRow, file: string | null, run: MeasuredRun): ListedRun {
  const { label, variant, data, backbone, schedule, mapping, backend, device, host } = row;
  const said = [label, variant, data, backbone, schedule, mapping, backend, device, host, row.run];
  return {
    key: `${file === null ? 'kept' : 'file'}/${row.run}`,
    row,
    run,
    file,
    words: said
      .filter((word) => word !== null)
      .join('\n')
      .toLowerCase(),
    setting: JSON.stringify(settingColumns.map((column) => row[column])),
    choices: run.fork ? row.variant! : JSON.stringify(choiceColumns.map((column) => row[column])),
  };
}
